import { type GoReading, type GoStatement, parseGoStatements } from '../../go-mod/index.ts';
import {
  collectManifest,
  type Entry,
  type EntryBase,
  findFurtherFile,
  isRefused,
  isWantedKind,
  keepFirstOfEachName,
  refuseEntry,
} from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { stripMark } from '../json-text.ts';
import type { ManifestOptions, ManifestReader, ManifestSource } from '../types.ts';
import { parseSumLines } from './go-sum.ts';
import { createModule } from './module-version.ts';
import {
  applyReplacement,
  indexReplacements,
  type Replacement,
  type ReplacementTable,
  readReplacements,
} from './replacements.ts';

const manifestType = 'go.mod';
const directives = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
]);
const readings = new WeakMap<ManifestSource, GoReading>();

export const goModReader: ManifestReader = {
  manifestType,
  fileName: /^go\.mod$/,
  recognise(source) {
    const reading = readStatements(source);
    if (reading.kind === 'broken') return false;
    const { statements } = reading;
    if (statements.some(({ directive }) => !directives.has(directive))) return false;
    const modules = statements.filter(({ directive }) => directive === 'module');
    return modules.length === 1 && modules[0]?.words.length === 1;
  },
  resembles: (lines) =>
    lines.some((line) => /^module \S+$/.test(line)) &&
    lines.some((line) => /^(?:go \d+\.\d+\S*|require (?:\(|\S+ v\d).*)$/.test(line)),
  parse(source, options) {
    const statements = requireStatements(source, manifestType);
    const entries = readGoMod(statements, options);
    return collectManifest(
      manifestType,
      addSums(keepFirstOfEachName(entries), findFurtherFile(source, 'go.sum')),
    );
  },
};

/** The statements of a go.mod or go.work; read once for each source. */
export function readStatements(source: ManifestSource): GoReading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = parseGoStatements(stripMark(source.text));
  readings.set(source, reading);
  return reading;
}

/** Throws ManifestError `malformed` that names the line. */
export function requireStatements(source: ManifestSource, type: string): readonly GoStatement[] {
  const reading = readStatements(source);
  if (reading.kind === 'statements') {
    const isMeant = ({ directive }: GoStatement) => directives.has(directive) || directive === 'use';
    if (reading.statements.some(isMeant)) return reading.statements;
  }
  const problem =
    reading.kind === 'broken'
      ? `line ${reading.line}: ${reading.problem}`
      : 'no line begins with a directive such as module, require or use';
  throw new ManifestError('malformed', `Cannot read this ${type}: ${problem}`, {
    hint: 'Mend that line; "go mod edit -fmt" reads the file by the same rules',
  });
}

/** The modules that a go.mod requires; `replacements` of a workspace win over those of the file. */
export function readGoMod(
  statements: readonly GoStatement[],
  options: ManifestOptions,
  replacements: readonly Replacement[] = [],
): Entry[] {
  const of = (directive: string) => statements.filter((statement) => statement.directive === directive);
  const excluded = new Set(of('exclude').map(({ words }) => words.join(' ')));
  const tools = new Set(of('tool').flatMap(({ words }) => listFolders(words[0] ?? '')));
  const table = indexReplacements([...replacements, ...readReplacements(statements)]);
  const required = of('require').flatMap((statement) =>
    readRequire({ statement, options, tools, excluded, table }),
  );
  const unread = statements.filter(({ directive }) => !directives.has(directive)).map(refuseStatement);
  return [...required, ...(isWantedKind(options, 'runtime') ? unread : [])];
}

function readRequire(request: {
  statement: GoStatement;
  options: ManifestOptions;
  tools: ReadonlySet<string>;
  excluded: ReadonlySet<string>;
  table: ReplacementTable;
}): Entry[] {
  const { statement, options, tools, excluded, table } = request;
  const [name = '', version = ''] = statement.words;
  const isIndirect = /^indirect(?:;|$)/.test(statement.comment);
  // A tool's module is written as indirect unless the program imports it too.
  const isTool = isIndirect && tools.has(name);
  if (isIndirect && !isTool && options.transitive !== true) return [];
  const kind = isTool ? 'development' : 'runtime';
  if (!isWantedKind(options, kind)) return [];
  if (statement.words.length !== 2) return [refuseStatement(statement)];
  const base: EntryBase = { ecosystem: 'go', name, constraint: version, kind };
  const replaced = applyReplacement(base, table);
  if (replaced !== null) return [replaced];
  if (excluded.has(`${name} ${version}`))
    return [refuseEntry(base, 'the file excludes the very version that it requires')];
  return [createModule(base, name, version)];
}

/** A package's path and all paths above it, of which one is its module. */
function listFolders(path: string): string[] {
  const parts = path.split('/').slice(0, 50);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A statement that cannot be understood, named by its line. */
export function refuseStatement({ directive, words, line }: GoStatement): Entry {
  const base = {
    ecosystem: 'go',
    name: words[0] ?? directive,
    constraint: words.slice(1).join(' '),
    kind: 'runtime',
  } as const;
  return refuseEntry(
    base,
    `line ${line} cannot be read: "${directive}" should be written as Go's own tools do`,
  );
}

function addSums(entries: readonly Entry[], file: ManifestSource | null): Entry[] {
  if (file === null) return [...entries];
  const sums = new Map(
    parseSumLines(file.text).flatMap((line) =>
      line.kind === 'module' ? [[`${line.path} ${line.version}`, line.hash] as const] : [],
    ),
  );
  return entries.map((entry) => {
    const hash = isRefused(entry) ? undefined : sums.get(`${entry.registryName} ${entry.range}`);
    return hash === undefined ? entry : { ...entry, hashes: [hash] };
  });
}
