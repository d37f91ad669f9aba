import type { NativeLanguage, Target } from './types.ts';

const loaders: Readonly<Record<NativeLanguage, () => Promise<Target>>> = {
  python: async () => (await import('./python/index.ts')).pythonTarget,
  rust: async () => (await import('./rust/index.ts')).rustTarget,
  go: async () => (await import('./go/index.ts')).goTarget,
};

/** The target of a language with a tool chain of its own; null for JavaScript and TypeScript. */
export async function findTarget(language: string): Promise<Target | null> {
  return Object.hasOwn(loaders, language) ? loaders[language as NativeLanguage]() : null;
}
