import { PhalusError } from '../core/index.ts';

export type SandboxErrorCode = 'bad-path' | 'too-large' | 'start-failed';

export class SandboxError extends PhalusError<SandboxErrorCode> {}
