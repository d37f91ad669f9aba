import { findTarget } from '../../targets/index.ts';
import type { BuildLanguage } from '../types.ts';
import { createJavaScriptWorkshop } from './javascript.ts';
import { createNativeWorkshop } from './native.ts';
import type { Workshop } from './types.ts';

export type { WorkedCode, WorkedReply, Workshop } from './types.ts';

const names = { python: 'Python', rust: 'Rust', go: 'Go' } as const;

/** Everything that Agent B needs for a language. */
export async function openWorkshop(language: BuildLanguage): Promise<Workshop> {
  if (language === 'javascript' || language === 'typescript') return createJavaScriptWorkshop(language);
  const target = await findTarget(language);
  if (target === null) throw new Error(`no target writes ${language}`);
  return createNativeWorkshop(target, names[language]);
}
