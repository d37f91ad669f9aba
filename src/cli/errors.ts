import { PhalusError } from '../core/index.ts';

/** What the user asked for cannot be: wrong arguments, or something this version does not do. */
export class CliError extends PhalusError<'usage' | 'not-available'> {}
