import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isWantedKind,
  keepFirstOfEachVersion,
  lockWishes,
} from '../entries.ts';
import { isObject, type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownStrings, ownTable, ownTableAt, ownTables } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { DependencyKind, ManifestReader } from '../types.ts';
import { reasonOfPlace } from './dependency.ts';
import { listHashes, readLockedPackage } from './lock-entry.ts';
import { reasonOfIndex } from './poetry-table.ts';
import { pyprojectReader } from './pyproject.ts';

const manifestType = 'poetry.lock';

export const poetryLockReader: ManifestReader = {
  manifestType,
  fileName: /^poetry\.lock$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken') return false;
    const metadata = ownTable(reading.value, 'metadata');
    return ['content-hash', 'python-versions'].some((key) => ownString(metadata, key) !== null);
  },
  resembles: (lines) => lines.some((line) => /^content-hash = "/.test(line)),
  /** The file does not say what the project itself asks for; the pyproject.toml beside it does. */
  parse(source, options) {
    const document = requireToml(source, manifestType);
    const entries = ownTables(document, 'package')
      .map((entry) => readPackage(entry, document))
      .filter((entry) => isWantedKind(options, entry.kind));
    const project = options.transitive === true ? null : findFurtherFile(source, 'pyproject.toml');
    const chosen = project === null ? entries : lockWishes(pyprojectReader.parse(project, options), entries);
    return collectManifest(manifestType, keepFirstOfEachVersion(chosen));
  },
};

function readPackage(entry: JsonObject, document: JsonObject): Entry {
  const name = ownString(entry, 'name') ?? '';
  // Until Poetry 1.5 the hashes of all packages stood at the end of the file.
  const files = [...ownTables(entry, 'files'), ...ownTables(ownTableAt(document, 'metadata', 'files'), name)];
  const source = ownValue(entry, 'source');
  return readLockedPackage({
    name,
    version: ownString(entry, 'version'),
    kind: kindOfPackage(entry),
    hashes: listHashes(files),
    reason: isObject(source) ? reasonOfSource(source) : null,
    marker: ownString(entry, 'markers'),
  });
}

function kindOfPackage(entry: JsonObject): DependencyKind {
  const groups = ownStrings(entry, 'groups');
  const isForDevelopment =
    ownString(entry, 'category') === 'dev' || (groups.length > 0 && !groups.includes('main'));
  if (isForDevelopment) return 'development';
  return ownValue(entry, 'optional') === true ? 'optional' : 'runtime';
}

function reasonOfSource(source: JsonObject): string {
  const type = ownString(source, 'type') ?? '';
  if (type === 'legacy')
    return reasonOfIndex(ownString(source, 'reference') ?? ownString(source, 'url') ?? '');
  if (type === 'url') return reasonOfPlace('https:');
  return reasonOfPlace(type === 'git' ? 'git:' : '.');
}
