import { PhalusError } from '../core/index.ts';

export class ServerError extends PhalusError<'not-loopback' | 'address-in-use' | 'listen-failed'> {}
