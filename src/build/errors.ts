import { PhalusError } from '../core/index.ts';

export type BuildErrorCode = 'no-usable-code' | 'nothing-to-build';

/** Agent B made nothing that can be delivered. */
export class BuildError extends PhalusError<BuildErrorCode> {}
