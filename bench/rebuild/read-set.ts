import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RebuildSubject } from './types.ts';

const line = /^(?<name>\S+)@(?<version>[^@\s]+) tier(?<tier>\d) /;

/** The packages of a set (`dev.txt`, and vectors in `dev/`), in the order of its list. */
export function readSet(folder: string, part = 'dev'): readonly RebuildSubject[] {
  return readFileSync(join(folder, `${part}.txt`), 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const groups = line.exec(text)?.groups;
      if (groups === undefined)
        throw new Error(`Cannot read ${part}.txt: expected "name@version tierN …", found "${text}"`);
      const { name = '', version = '', tier = '' } = groups;
      const vectorsPath = join(folder, part, `${name.replace('/', '__')}.json`);
      return { name, version, tier: Number(tier), vectorsPath };
    });
}

/** Those that were asked for by name, or all. Throws for a name that the set does not have. */
export function chooseSubjects(
  subjects: readonly RebuildSubject[],
  wanted: readonly string[],
): readonly RebuildSubject[] {
  const unknown = wanted.filter((name) => !subjects.some((subject) => subject.name === name));
  if (unknown.length > 0)
    throw new Error(`Cannot rebuild ${unknown.join(', ')}: the set has no such package`);
  return wanted.length === 0 ? subjects : subjects.filter(({ name }) => wanted.includes(name));
}
