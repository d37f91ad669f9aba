import { PhalusError } from '../core/index.ts';

export type SandboxErrorCode = 'bad-path' | 'too-large' | 'start-failed' | 'no-toolchain';

export class SandboxError extends PhalusError<SandboxErrorCode> {}
