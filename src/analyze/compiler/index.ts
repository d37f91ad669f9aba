export { compileDocumentation } from './compile-documentation.ts';
export type { CompiledDocumentation } from './types.ts';
