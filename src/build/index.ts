export { BuildError, type BuildErrorCode } from './errors.ts';
export { explainFiles, type FileOrigin, type SpecPart } from './explain-files.ts';
export { implementSpec } from './implement.ts';
export { readBuilderPrompt } from './read-builder-prompt.ts';
export { renameImplementation } from './rename-implementation.ts';
export type { Attempt, BuildLanguage, BuildRequest, Delivery, Implementation, Mend } from './types.ts';
