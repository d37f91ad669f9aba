import { PhalusError } from '../core/index.ts';

export class LicenseError extends PhalusError<'bad-text' | 'bad-holder'> {}
