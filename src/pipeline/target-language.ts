import type { Config, TargetLanguage } from '../config/index.ts';
import type { Ecosystem } from '../core/index.ts';

const own: Readonly<Record<Ecosystem, TargetLanguage>> = {
  npm: 'javascript',
  pypi: 'python',
  crates: 'rust',
  go: 'go',
};

/** The language that a package is rebuilt in: as the user says, or that of its ecosystem. */
export function chooseTargetLanguage({ output }: Config, ecosystem: Ecosystem): TargetLanguage {
  return output.target_lang === 'auto' ? own[ecosystem] : output.target_lang;
}
