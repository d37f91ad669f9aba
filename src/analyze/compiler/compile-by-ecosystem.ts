import type { Ecosystem } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { CompiledDocumentation } from './types.ts';

type Compile = (docSet: DocSet) => Promise<CompiledDocumentation>;

const compilers: Readonly<Record<Ecosystem, () => Promise<Compile>>> = {
  npm: async () => (await import('./compile-documentation.ts')).compileJavaScript,
  pypi: async () => (await import('./python/index.ts')).compilePython,
  crates: async () => (await import('./rust/index.ts')).compileRust,
  go: async () => (await import('./go/index.ts')).compileGo,
};

/**
 * Reads documentation as a compiler reads code, each language by its own grammar. No model, no disk, no network; the same
 * documents give the same result.
 */
export async function compileDocumentation(docSet: DocSet): Promise<CompiledDocumentation> {
  const compile = await compilers[docSet.record.ecosystem]();
  return compile(docSet);
}
