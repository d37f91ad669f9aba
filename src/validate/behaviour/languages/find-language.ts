import type { NativeLanguage } from '../../../targets/index.ts';
import type { BehaviourLanguage } from './types.ts';

const loaders: Partial<Record<NativeLanguage, () => Promise<BehaviourLanguage>>> = {
  python: async () => (await import('./python/index.ts')).pythonBehaviour,
  rust: async () => (await import('./rust/index.ts')).rustBehaviour,
  go: async () => (await import('./go/index.ts')).goBehaviour,
};

/** How packages of a language are compared with their original; null where nobody can yet. */
export async function findBehaviourLanguage(language: NativeLanguage): Promise<BehaviourLanguage | null> {
  return (await loaders[language]?.()) ?? null;
}
