import { askProgram } from '../../core/index.ts';
import { type Finding, ok } from './types.ts';

interface Program {
  readonly name: string;
  readonly words: readonly string[];
  readonly remedy: string;
}

const programs: readonly Program[] = [
  { name: 'python3', words: ['--version'], remedy: 'only for Python packages: install Python 3' },
  { name: 'cargo', words: ['--version'], remedy: 'only for Rust packages: install Rust with its cargo' },
  { name: 'go', words: ['version'], remedy: 'only for Go packages: install Go' },
];

/** Tool chains of other languages. */
export function checkPrograms(): Promise<readonly Finding[]> {
  return Promise.all(programs.map(checkProgram));
}

async function checkProgram({ name, words, remedy }: Program): Promise<Finding> {
  const line = (await askProgram(name, words))?.trim().split('\n')[0]?.slice(0, 200) ?? '';
  return line === '' ? { name, status: 'optional', detail: 'not usable here', remedy } : ok(name, line);
}
