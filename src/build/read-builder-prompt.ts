import type { BuildLanguage } from './types.ts';
import { openWorkshop } from './workshop/index.ts';

/** The instructions that Agent B works under for a language, for the evidence. */
export async function readBuilderPrompt(language: BuildLanguage): Promise<string> {
  return (await openWorkshop(language)).systemPrompt;
}
