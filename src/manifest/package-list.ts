import { ecosystems, PackageReferenceError, packageFolderName, problemOfPackageName } from '../core/index.ts';
import {
  collectManifest,
  type Entry,
  keepFirstOfEachName,
  mostEntries,
  refuseEntry,
  tooManyEntries,
} from './entries.ts';
import { ManifestError } from './errors.ts';
import { stripMark } from './json-text.ts';
import { readReference } from './read-reference.ts';
import type { ManifestReader } from './types.ts';

const manifestType = 'package list';
const start = new RegExp(`^(?:${ecosystems.join('|')})/\\S`);
const longestLine = 1000;

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Packages as a person types them, one a line: `npm/left-pad@1.3.0`. A line that begins with `#` is a comment. */
export const packageListReader: ManifestReader = {
  manifestType,
  fileName: /^packages?(?:-list)?\.txt$/i,
  recognise({ text }) {
    const [first] = readLines(text, 1);
    return first !== undefined && start.test(first.text);
  },
  parse({ text }) {
    const lines = readLines(text, mostEntries + 1);
    if (lines.length > mostEntries) throw tooManyEntries(manifestType);
    return collectManifest(manifestType, keepApart(keepFirstOfEachName(lines.map(readLine))));
  },
};

/** The first lines that say something. */
function readLines(text: string, most: number): Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (const line of stripMark(text).split(/\r\n|\n|\r/)) {
    number += 1;
    const said = line.trim();
    if (said !== '' && !said.startsWith('#')) lines.push({ number, text: said });
    if (lines.length === most) break;
  }
  return lines;
}

function readLine({ number, text }: Line): Entry {
  if (text.length > longestLine) throw malformed(number, `${text.slice(0, 80)}…`);
  try {
    const entry = readReference(text);
    const problem = problemOfPackageName(entry.ecosystem, entry.registryName);
    return problem === null ? entry : refuseEntry(entry, problem);
  } catch (error) {
    if (error instanceof PackageReferenceError) throw malformed(number, text);
    throw error;
  }
}

/** Two packages of one name, of different ecosystems, would be one folder of the output. */
function keepApart(entries: readonly Entry[]): Entry[] {
  const taken = new Map<string, Entry>();
  return entries.map((entry) => {
    if ('reason' in entry) return entry;
    const folder = packageFolderName(entry.name);
    const other = taken.get(folder);
    if (other === undefined) taken.set(folder, entry);
    if (other === undefined) return entry;
    return refuseEntry(
      entry,
      `its folder would be that of ${other.ecosystem}/${other.name}, which is in the list as well: give it a job of its own`,
    );
  });
}

function malformed(number: number, text: string): ManifestError {
  return new ManifestError(
    'malformed',
    `Cannot read the ${manifestType}: line ${number} is ${JSON.stringify(text.slice(0, 100))} and should be ecosystem/name or ecosystem/name@version, with an ecosystem of ${ecosystems.join(', ')}`,
    { hint: 'Write one package a line, for example npm/left-pad@1.3.0' },
  );
}
