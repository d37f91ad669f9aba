export { compileDocumentation } from './compile-by-ecosystem.ts';
export type { CompiledDocumentation } from './types.ts';
