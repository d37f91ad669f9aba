export { createIsolatedHost, type LibraryCache } from './isolated-host.ts';
export { renderTypeScriptConfig } from './options.ts';
export { type CompiledSource, type SourceProblem, SourceProgram } from './source-program.ts';
