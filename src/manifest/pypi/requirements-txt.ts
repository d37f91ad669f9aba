import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isRefused,
  isWantedKind,
  keepFirstOfEachName,
  mostEntries,
  normalizePath,
  refuseEntry,
  shorten,
  tooManyEntries,
} from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { stripMark } from '../json-text.ts';
import type { ManifestReader, ManifestSource } from '../types.ts';
import { applyConstraints, type Constraint } from './constraints.ts';
import { nameInFront, nameOfPlace, readRequirement, reasonOfPlace, reasonOfVariable } from './dependency.ts';
import { parseRequirement } from './requirement.ts';
import { type RequirementLine, splitRequirementLines } from './requirement-lines.ts';
import { parseRequirementOption, type RequirementOption, readRequirementTail } from './requirement-option.ts';

const manifestType = 'requirements.txt';
const mostFiles = 200;
const indexOptions = new Set([
  '--index-url',
  '--extra-index-url',
  '--find-links',
  '--no-index',
  '--trusted-host',
]);

/** What reading one file after another has gathered. */
interface Gathering {
  readonly entries: Entry[];
  readonly constraints: Constraint[];
  readonly notes: string[];
  readonly filesRead: Set<string>;
}

type LineMeaning = 'strong' | 'bare-name' | 'foreign';

export const requirementsReader: ManifestReader = {
  manifestType,
  fileName:
    /^(?:[\w.-]*(?:requirements|constraints)[\w.-]*|(?:dev|test|prod|base|common|docs))\.(?:txt|in|pip)$/i,
  recognise(source) {
    const text = stripMark(source.text).trim();
    // Prose, JSON and code fail within a few lines; this saves splitting megabytes of them.
    const start = splitRequirementLines(text.slice(0, 20_000)).slice(0, -1);
    if (start.some(({ text: line }) => meaningOf(line) === 'foreign')) return false;
    const meanings = splitRequirementLines(text).map(({ text: line }) => meaningOf(line));
    if (meanings.includes('foreign')) return false;
    return meanings.includes('strong') || meanings.length > 1;
  },
  // Most lines are right and some are not: prose with a range in one sentence is no list.
  resembles(lines) {
    const meanings = lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => meaningOf(line.replace(/\s*\\$/, '').replace(/\s#.*$/s, '')));
    const readable = meanings.filter((meaning) => meaning !== 'foreign');
    return readable.includes('strong') && readable.length * 2 >= meanings.length;
  },
  parse(source, options) {
    const gathering: Gathering = { entries: [], constraints: [], notes: [], filesRead: new Set() };
    readFile(source, '', gathering);
    const isAllUnreadable =
      gathering.entries.length > 0 &&
      gathering.entries.every((entry) => isRefused(entry) && entry.reason.startsWith('line '));
    if (isAllUnreadable) throw nothingReadable(gathering.entries.length);
    const wanted = isWantedKind(options, 'runtime') ? gathering.entries : [];
    const entries = keepFirstOfEachName(applyConstraints(wanted, gathering.constraints));
    return collectManifest(manifestType, entries, gathering.notes);
  },
};

/** Whether a line can stand in a requirements file, and whether it could stand in hardly anything else. */
function meaningOf(text: string): LineMeaning {
  if (text.startsWith('-')) return parseRequirementOption(text) === null ? 'foreign' : 'strong';
  if (isPlace(text)) return /\s/.test(text.replace(/\s(?:--|;).*$/s, '')) ? 'foreign' : 'strong';
  const { head, tail } = splitTail(text);
  const reading = parseRequirement(head.replaceAll(/\$\{[A-Za-z0-9_]{1,100}\}/g, '0'));
  if (reading.kind === 'unreadable' || (tail !== '' && !readRequirementTail(tail).isReadable))
    return 'foreign';
  return reading.name === text ? 'bare-name' : 'strong';
}

function readFile(source: ManifestSource, path: string, gathering: Gathering): void {
  for (const line of splitRequirementLines(stripMark(source.text)))
    readLine({ line, source, path, gathering });
}

function readLine(request: {
  line: RequirementLine;
  source: ManifestSource;
  path: string;
  gathering: Gathering;
}): void {
  const { line, gathering } = request;
  const option = line.text.startsWith('-') ? parseRequirementOption(line.text) : null;
  if (option !== null) followOption({ ...request, option });
  else gathering.entries.push(readEntry(line));
  if (gathering.entries.length > mostEntries) throw tooManyEntries(manifestType);
}

function readEntry({ text, line }: RequirementLine): Entry {
  if (isPlace(text)) return refusePlace(text);
  const { head, tail } = splitTail(text);
  const base = { ecosystem: 'pypi', name: nameInFront(text), constraint: text, kind: 'runtime' } as const;
  if (/\$\{[A-Za-z0-9_]+\}/.test(text)) return refuseEntry(base, reasonOfVariable);
  const reading = parseRequirement(head);
  if (reading.kind === 'unreadable') {
    return refuseEntry(base, `line ${line} cannot be read as a requirement: ${reading.problem}`);
  }
  const { hashes, isReadable } = readRequirementTail(tail);
  if (!isReadable)
    return refuseEntry(base, `line ${line} cannot be read: "${shorten(tail)}" is no option of pip`);
  return readRequirement(reading, 'runtime', { hashes });
}

function followOption(request: {
  option: RequirementOption;
  line: RequirementLine;
  source: ManifestSource;
  path: string;
  gathering: Gathering;
}): void {
  const { option, line, gathering } = request;
  switch (option.option) {
    case '--requirement':
    case '--constraint':
      return followFile(request);
    case '--editable':
      gathering.entries.push(refusePlace(option.value));
      return;
    default:
      gathering.notes.push(
        indexOptions.has(option.option)
          ? `line ${line.line}: ${option.option} is left aside: packages come from where your pip configuration says`
          : `line ${line.line}: ${option.option} is left aside`,
      );
  }
}

function followFile(request: {
  option: RequirementOption;
  source: ManifestSource;
  path: string;
  gathering: Gathering;
}): void {
  const { option, source, path, gathering } = request;
  const folder = path.split('/').slice(0, -1).join('/');
  const target = normalizePath(`${folder}/${option.value}`);
  const key = `${option.option} ${target}`;
  if (gathering.filesRead.has(key)) return;
  gathering.filesRead.add(key);
  const file = gathering.filesRead.size > mostFiles ? null : findFurtherFile(source, target);
  if (file === null) gathering.entries.push(refuseFile(option, target));
  else if (option.option === '--requirement') readFile(file, target, gathering);
  else gathering.constraints.push(...readConstraints(file, target, gathering));
}

/** A file of constraints limits versions and adds no package; what it says beside that is named as for others. */
function readConstraints(file: ManifestSource, path: string, gathering: Gathering): Constraint[] {
  const inner: Gathering = { ...gathering, entries: [] };
  readFile(file, path, inner);
  gathering.entries.push(...inner.entries.filter(isRefused));
  return inner.entries.flatMap((entry) => (isRefused(entry) ? [] : [entry]));
}

function refuseFile({ option, value }: RequirementOption, path: string): Entry {
  const base = { ecosystem: 'pypi', name: value, constraint: `${option} ${value}`, kind: 'runtime' } as const;
  return refuseEntry(
    base,
    /^[a-z]+:\/\//i.test(value)
      ? 'a file at a web address, which a manifest cannot make phalus fetch: give its text'
      : `names a file that was not given: give it too (--with ${shorten(path)}), or put its lines in this one's place`,
  );
}

function refusePlace(text: string): Entry {
  const place = splitTail(text).head.split(/\s;/)[0]?.trim() ?? '';
  const base = { ecosystem: 'pypi', name: nameOfPlace(place), constraint: text, kind: 'runtime' } as const;
  return refuseEntry(base, reasonOfPlace(place));
}

/** A path or an address in the place of a name. */
function isPlace(text: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|file:)/i.test(text)) return true;
  return (
    /^(?:\.{0,2}[/\\]|[A-Za-z]:[/\\]|\.$)/.test(text) || /^[\w./\\-]{1,400}\.(?:whl|tar\.gz|zip)$/i.test(text)
  );
}

function splitTail(text: string): { head: string; tail: string } {
  const at = text.search(/\s--/);
  return at === -1 ? { head: text, tail: '' } : { head: text.slice(0, at), tail: text.slice(at) };
}

function nothingReadable(lines: number): ManifestError {
  return new ManifestError(
    'malformed',
    `Cannot read this ${manifestType}: none of its ${lines} lines is a requirement`,
    { hint: 'Write one package a line, as in requests>=2.31' },
  );
}
