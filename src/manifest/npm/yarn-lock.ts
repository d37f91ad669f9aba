import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isWantedKind,
  keepFirstOfEachVersion,
} from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { type JsonObject, ownValue, parseJsonText, stripMark } from '../json-text.ts';
import type { ManifestOptions, ManifestReader, ManifestSource } from '../types.ts';
import { type HeldPackage, lockHeld, lockListed, readIntegrity } from './lock-entry.ts';
import { listDependencies } from './package-json.ts';
import { parseNpmSpecifier } from './specifier.ts';
import { parseBerryLock, recogniseBerryLock } from './yarn-berry.ts';
import { parseYarnLines, type YarnEntry, type YarnReading } from './yarn-lines.ts';

const manifestType = 'yarn.lock';
const readings = new WeakMap<ManifestSource, YarnReading>();

/** Both formats of the name: that of Yarn 1, and the YAML of Yarn 2 and later. */
export const yarnLockReader: ManifestReader = {
  manifestType,
  fileName: /^yarn\.lock$/,
  recognise(source) {
    if (recogniseBerryLock(source)) return true;
    // An entry begins in the first lines, or the text is something else of whatever length.
    if (!/^(?:# yarn lockfile v1|"?@?[^\s@"]{1,300}@[^\n]{1,2000}:)\r?$/m.test(source.text.slice(0, 20_000)))
      return false;
    const reading = readLines(source);
    if (reading.kind === 'broken') return false;
    return reading.entries.length > 0 && reading.entries.every(({ fields }) => fields.has('version'));
  },
  resembles: (lines) => lines.includes('# yarn lockfile v1') || lines.includes('__metadata:'),
  parse(source, options) {
    const entries = source.text.includes('__metadata:')
      ? parseBerryLock(source, options)
      : parseFirst(source, options);
    return collectManifest(manifestType, keepFirstOfEachVersion(entries));
  },
};

/** The file does not say what the project itself asks for; the package.json beside it does. */
function parseFirst(source: ManifestSource, options: ManifestOptions): Entry[] {
  const reading = readLines(source);
  if (reading.kind === 'broken') {
    throw new ManifestError(
      'malformed',
      `Cannot read this ${manifestType}: line ${reading.line}: ${reading.problem}`,
      {
        hint: 'Run "yarn install" to write it anew',
      },
    );
  }
  const project = options.transitive === true ? null : findFurtherFile(source, 'package.json');
  const holder = project === null ? null : readObject(project);
  // In a workspace the folders ask for packages too, and their files are not at hand.
  if (project !== null && holder !== null && ownValue(holder, 'workspaces') === undefined) {
    return lockProject({ project, holder, entries: reading.entries, options });
  }
  if (!isWantedKind(options, 'runtime')) return [];
  return reading.entries.map((entry) => {
    const [name, range] = splitDescriptor(entry.descriptors[0] ?? '');
    return readEntry(entry, name, range);
  });
}

function lockProject(request: {
  project: ManifestSource;
  holder: JsonObject;
  entries: readonly YarnEntry[];
  options: ManifestOptions;
}): Entry[] {
  const { project, holder, entries, options } = request;
  const byDescriptor = new Map(
    entries.flatMap((entry) => entry.descriptors.map((descriptor) => [descriptor, entry] as const)),
  );
  return listDependencies({ holder, path: [], source: project, manifestType: 'package.json', options }).map(
    (listed) => {
      const entry = byDescriptor.get(`${listed.name}@${listed.constraint}`);
      return lockListed(listed, entry === undefined ? null : readHeld(entry, listed.name, listed.constraint));
    },
  );
}

function readObject(source: ManifestSource): JsonObject | null {
  const reading = parseJsonText(source);
  return reading.kind === 'object' ? reading.value : null;
}

function readEntry(entry: YarnEntry, name: string, range: string): Entry {
  return lockHeld(readHeld(entry, name, range), 'runtime', range);
}

function readHeld({ fields }: YarnEntry, name: string, range: string): HeldPackage {
  const version = fields.get('version') ?? '';
  const integrity = readIntegrity(fields.get('integrity') ?? null);
  const specifier = parseNpmSpecifier(name, range);
  if (specifier.kind === 'unsupported')
    return { registryName: name, version, integrity, reason: specifier.reason };
  return { registryName: specifier.registryName, version, integrity, reason: null };
}

/** `@scope/name@^1` as name and range. */
function splitDescriptor(descriptor: string): [string, string] {
  const at = descriptor.indexOf('@', 1);
  return [descriptor.slice(0, at), descriptor.slice(at + 1)];
}

function readLines(source: ManifestSource): YarnReading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = parseYarnLines(stripMark(source.text));
  readings.set(source, reading);
  return reading;
}
