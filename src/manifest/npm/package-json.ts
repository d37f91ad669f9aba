import { collectManifest } from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { type RepeatedKey, scanJson } from '../json-scan.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownValue, parseJsonText } from '../json-text.ts';
import type {
  Dependency,
  DependencyKind,
  ManifestOptions,
  ManifestReader,
  ManifestSource,
  UnsupportedDependency,
} from '../types.ts';
import { parseNpmSpecifier } from './specifier.ts';

const manifestType = 'package.json';

/** Sections in the order that decides for a name listed twice: by npm's rule optional comes before runtime. */
export const npmSections = [
  { section: 'optionalDependencies', kind: 'optional' },
  { section: 'dependencies', kind: 'runtime' },
  { section: 'devDependencies', kind: 'development' },
  { section: 'peerDependencies', kind: 'peer' },
] as const;

const defaultKinds: readonly DependencyKind[] = ['runtime', 'optional'];
const knownKeys = [
  'name',
  'version',
  'private',
  'scripts',
  'workspaces',
  'main',
  'exports',
  'bin',
  'engines',
];

/** A dependency as a section lists it, before anything is known about it. */
export interface ListedDependency {
  readonly name: string;
  readonly kind: DependencyKind;
  readonly constraint: string;
  /** Why it cannot be looked up; null when nothing speaks against it yet. */
  readonly problem: string | null;
}

export const packageJsonReader: ManifestReader = {
  manifestType,
  fileName: /^package\.json$/,
  recognise(source) {
    const reading = parseJsonText(source);
    if (reading.kind !== 'object') return false;
    const { value } = reading;
    if (ownValue(value, 'lockfileVersion') !== undefined) return false;
    if (npmSections.some(({ section }) => isObject(ownValue(value, section)))) return true;
    if (source.fileName?.endsWith(manifestType)) return true;
    return (
      !isObject(ownValue(value, 'require')) && knownKeys.some((key) => ownValue(value, key) !== undefined)
    );
  },
  parse(source, options) {
    const reading = parseJsonText(source);
    const value = reading.kind === 'object' ? reading.value : {};
    const listed = listDependencies({ holder: value, path: [], source, manifestType, options });
    return collectManifest(
      manifestType,
      listed.map((entry) => readDependency(entry)),
    );
  },
};

/** Every dependency of the wanted kinds that an object with npm's sections lists; nothing is dropped. */
export function listDependencies(request: {
  holder: JsonObject;
  /** Keys that lead to `holder` in the text. */
  path: readonly string[];
  source: ManifestSource;
  manifestType: string;
  options: ManifestOptions;
}): ListedDependency[] {
  const kinds = request.options.kinds ?? defaultKinds;
  const repeated = scanJson(request.source.text).repeatedKeys;
  const winners = new Map<string, { section: string; constraint: string }>();
  return npmSections.flatMap(({ section, kind }) => {
    if (!kinds.includes(kind)) return [];
    const entries = listSection(request, section);
    return [
      ...listRepeated(repeated, [...request.path, section], kind),
      ...entries.flatMap(([name, value]) => listEntry({ name, value, section, kind, winners })),
    ];
  });
}

function listSection(
  request: { holder: JsonObject; manifestType: string },
  section: string,
): [string, unknown][] {
  const value = ownValue(request.holder, section);
  if (value === undefined || value === null) return [];
  if (isObject(value)) return Object.entries(value);
  throw new ManifestError(
    'malformed',
    `Cannot read the "${section}" of this ${request.manifestType}: it is ${nameOfJsonKind(value)} and should be an object of names and versions`,
    { hint: `Write "${section}": { "name": "^1.0.0" }` },
  );
}

function listEntry(entry: {
  name: string;
  value: unknown;
  section: string;
  kind: DependencyKind;
  winners: Map<string, { section: string; constraint: string }>;
}): ListedDependency[] {
  const { name, value, section, kind, winners } = entry;
  const isText = typeof value === 'string';
  const constraint = isText ? value : nameOfJsonKind(value);
  const winner = winners.get(name);
  if (winner === undefined) {
    winners.set(name, { section, constraint });
    const problem = isText ? null : `the version is ${constraint} and should be a string`;
    return [{ name, kind, constraint, problem }];
  }
  const isOverridden = winner.section === 'optionalDependencies' && section === 'dependencies';
  if (isOverridden || winner.constraint === constraint) return [];
  const problem = `listed in ${winner.section} as "${winner.constraint}" as well, and that entry is used`;
  return [{ name, kind, constraint, problem }];
}

function listRepeated(
  repeated: readonly RepeatedKey[],
  path: readonly string[],
  kind: DependencyKind,
): ListedDependency[] {
  return repeated
    .filter(
      (entry) => entry.path.length === path.length && path.every((key, index) => entry.path[index] === key),
    )
    .map(({ key, lostText }) => ({
      name: key,
      kind,
      constraint: lostText ?? '',
      problem: `listed twice in ${path.at(-1)}, and the last entry is used`,
    }));
}

/** The dependency as phalus can look it up, or the reason why it cannot. */
export function readDependency(entry: ListedDependency): Dependency | UnsupportedDependency {
  const { name, kind, constraint } = entry;
  const base = { ecosystem: 'npm', name, constraint, kind } as const;
  if (entry.problem !== null) return { ...base, reason: entry.problem };
  const specifier = parseNpmSpecifier(name, constraint);
  if (specifier.kind === 'unsupported') return { ...base, reason: specifier.reason };
  const { registryName, range } = specifier;
  return { ...base, registryName, range, lockedVersion: null, lockedIntegrity: null };
}
