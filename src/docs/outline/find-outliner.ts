import type { Ecosystem } from '../../core/index.ts';
import type { Outliner } from './types.ts';

const loaders: Readonly<Partial<Record<Ecosystem, () => Promise<Outliner>>>> = {
  pypi: async () => (await import('./python/index.ts')).pythonOutliner,
  crates: async () => (await import('./rust/index.ts')).rustOutliner,
  go: async () => (await import('./go/index.ts')).goOutliner,
};

/** Null for npm, whose packages are published with declarations of their own. */
export async function findOutliner(ecosystem: Ecosystem): Promise<Outliner | null> {
  const load = loaders[ecosystem];
  return load === undefined ? null : load();
}
