import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isRefused,
  isWantedKind,
  keepFirstOfEachVersion,
  lockWishes,
  refuseEntry,
  shorten,
} from '../entries.ts';
import { type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownStrings, ownTable, ownTables } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { ManifestReader } from '../types.ts';
import { findUsualOrigin } from '../usual-origin.ts';
import { cargoTomlReader } from './cargo-toml.ts';
import { createCrate } from './dependency.ts';

const manifestType = 'Cargo.lock';

interface Lock {
  readonly packages: readonly JsonObject[];
  readonly byName: ReadonlyMap<string, readonly JsonObject[]>;
  readonly usualRegistry: string | null;
  /** Until the file's second version, checksums stood at its end. */
  readonly metadata: JsonObject;
}

export const cargoLockReader: ManifestReader = {
  manifestType,
  fileName: /^Cargo\.lock$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken') return false;
    const packages = ownTables(reading.value, 'package');
    if (packages.length === 0) return false;
    // Cargo's own first version kept nothing but checksums there.
    const isOfOthers =
      ownString(reading.value, 'requires-python') !== null ||
      Object.keys(ownTable(reading.value, 'metadata')).some((key) => !key.startsWith('checksum '));
    return (
      !isOfOthers &&
      packages.every(
        (entry) =>
          ownString(entry, 'name') !== null &&
          ['undefined', 'string'].includes(typeof ownValue(entry, 'source')) &&
          ['files', 'python-versions', 'requires_python', 'category', 'wheels', 'sdist'].every(
            (key) => ownValue(entry, key) === undefined,
          ),
      )
    );
  },
  resembles: (lines) => lines.includes('[[package]]') && lines.some((line) => /^checksum = "/.test(line)),
  parse(source, options) {
    const lock = readLock(requireToml(source, manifestType));
    if (!isWantedKind(options, 'runtime')) return collectManifest(manifestType, []);
    const all = lock.packages
      .filter((entry) => ownString(entry, 'source') !== null)
      .map((entry) => readPackage(entry, lock));
    const project = options.transitive === true ? null : findFurtherFile(source, 'Cargo.toml');
    if (project !== null) {
      return collectManifest(manifestType, lockWishes(cargoTomlReader.parse(project, options), all));
    }
    const direct = listDirect(lock);
    const chosen = options.transitive === true ? [...direct.filter(isRefused), ...all] : direct;
    return collectManifest(manifestType, keepFirstOfEachVersion(chosen));
  },
};

function readLock(document: JsonObject): Lock {
  const packages = [...ownTables(document, 'package')];
  const root = ownTable(document, 'root');
  if (ownString(root, 'name') !== null) packages.push(root);
  const byName = new Map<string, JsonObject[]>();
  for (const entry of packages) {
    const name = ownString(entry, 'name') ?? '';
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
  }
  const usualRegistry = findUsualOrigin(packages.map((entry) => registryOf(entry)));
  return { packages, byName, usualRegistry, metadata: ownTable(document, 'metadata') };
}

/**
 * What the packages without an origin ask for: these are the project and its folders. The file does not tell tests
 * and builds from the rest; a Cargo.toml that is given too does.
 */
function listDirect(lock: Lock): Entry[] {
  const own = lock.packages.filter((entry) => ownString(entry, 'source') === null);
  return own.flatMap((entry) => ownStrings(entry, 'dependencies').map((text) => readDirect(text, lock)));
}

/** `name`, `name version` or `name version (origin)`. */
function readDirect(text: string, lock: Lock): Entry {
  const [name = '', version] = text.split(' ');
  const held = lock.byName
    .get(name)
    ?.find((entry) => version === undefined || ownString(entry, 'version') === version);
  const base = { ecosystem: 'crates', name, constraint: version ?? '', kind: 'runtime' } as const;
  if (held === undefined) {
    return refuseEntry(base, 'the lock file has no entry for it: run "cargo generate-lockfile" to mend it');
  }
  if (ownString(held, 'source') === null)
    return refuseEntry(base, 'a folder of this project (path), not a published crate');
  return readPackage(held, lock);
}

function readPackage(entry: JsonObject, lock: Lock): Entry {
  const name = ownString(entry, 'name') ?? '';
  const version = ownString(entry, 'version') ?? '';
  const base = { ecosystem: 'crates', name, constraint: version, kind: 'runtime' } as const;
  const origin = ownString(entry, 'source') ?? '';
  const registry = registryOf(entry);
  if (registry === null) return refuseEntry(base, 'a git repository, not a version in a registry');
  if (registry !== lock.usualRegistry) {
    return refuseEntry(
      base,
      `comes from the registry "${shorten(registry)}", and is never looked up elsewhere under the same name`,
    );
  }
  const isVersion = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(version);
  const crate = createCrate({ base, registryName: name, range: isVersion ? `=${version}` : '' });
  if (isRefused(crate))
    return isVersion ? crate : refuseEntry(base, 'the version in the lock file is no version');
  const checksum =
    ownString(entry, 'checksum') ?? ownString(lock.metadata, `checksum ${name} ${version} (${origin})`);
  return { ...crate, lockedVersion: version, lockedIntegrity: renderIntegrity(checksum) };
}

/** Address of the registry's index without the protocol, which a client may change; null for what has none. */
function registryOf(entry: JsonObject): string | null {
  return /^(?:registry|sparse)\+(.+)$/s.exec(ownString(entry, 'source') ?? '')?.[1] ?? null;
}

/** A checksum of the crate's file in the words of Subresource Integrity. */
function renderIntegrity(checksum: string | null): string | null {
  if (checksum === null || !/^[0-9a-f]{64}$/i.test(checksum)) return null;
  return `sha256-${Buffer.from(checksum, 'hex').toString('base64')}`;
}
