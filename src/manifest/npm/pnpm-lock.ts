import { collectManifest, type Entry, isWantedKind, keepFirstOfEachVersion } from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { isObject, type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownTable } from '../object-fields.ts';
import type { DependencyKind, ManifestOptions, ManifestReader } from '../types.ts';
import { parseYamlText, requireYaml } from '../yaml-text.ts';
import { type HeldPackage, lockHeld, lockListed, readIntegrity } from './lock-entry.ts';

const manifestType = 'pnpm-lock.yaml';
const sections: readonly (readonly [string, DependencyKind])[] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
];
const oldestVersion = 5;
const newestVersion = 9;

export const pnpmLockReader: ManifestReader = {
  manifestType,
  fileName: /^pnpm-lock\.ya?ml$/,
  // YAML takes nearly any text for something, so only one that shows the key is read at all.
  recognise(source) {
    if (!/^lockfileVersion\s*:/m.test(source.text.slice(0, 20_000))) return false;
    return parseYamlText(source).kind === 'object';
  },
  resembles: (lines) => lines.some((line) => /^lockfileVersion: ?['"\d]/.test(line)),
  parse(source, options) {
    const document = requireYaml(source, manifestType);
    verifyVersion(ownString(document, 'lockfileVersion'));
    const direct = listImporters(document).flatMap((importer) => listDirect(importer, document, options));
    const all = options.transitive === true ? listAll(document, options) : [];
    return collectManifest(manifestType, keepFirstOfEachVersion([...direct, ...all]));
  },
};

function verifyVersion(version: string | null): void {
  const major = Number(/^(\d+)(?:\.\d+)?/.exec(version ?? '')?.[1] ?? Number.NaN);
  if (major >= oldestVersion && major <= newestVersion) return;
  throw new ManifestError(
    'unsupported-format',
    `Cannot read this ${manifestType}: its lockfileVersion is ${(version ?? 'missing').slice(0, 40)} and should be from ${oldestVersion} to ${newestVersion}`,
    { hint: 'Run "pnpm install --lockfile-only" with pnpm 6 to 10 to rewrite it, or give the package.json' },
  );
}

/** The projects of the workspace; a file of a single one may be itself its only importer. */
function listImporters(document: JsonObject): JsonObject[] {
  const importers = ownValue(document, 'importers');
  return isObject(importers) ? Object.values(importers).filter(isObject) : [document];
}

function listDirect(importer: JsonObject, document: JsonObject, options: ManifestOptions): Entry[] {
  return sections.flatMap(([section, kind]) => {
    if (!isWantedKind(options, kind)) return [];
    return Object.entries(ownTable(importer, section)).map(([name, value]) => {
      // Until version 6 the specifiers stood in a table of their own.
      const specifier = isObject(value)
        ? ownString(value, 'specifier')
        : ownString(ownTable(importer, 'specifiers'), name);
      const version = isObject(value)
        ? ownString(value, 'version')
        : typeof value === 'string'
          ? value
          : null;
      const constraint = resolveCatalogue(name, specifier ?? version ?? '', document);
      return lockListed(
        { name, constraint, kind },
        version === null ? null : findHeld(name, version, document),
      );
    });
  });
}

/** `catalog:` and `catalog:name` stand for a range that the file holds too. */
function resolveCatalogue(name: string, specifier: string, document: JsonObject): string {
  const catalogue = /^catalog:(.*)$/.exec(specifier)?.[1];
  if (catalogue === undefined) return specifier;
  const entry = ownTable(ownTable(ownTable(document, 'catalogs'), catalogue.trim() || 'default'), name);
  return ownString(entry, 'specifier') ?? specifier;
}

/** What a version such as `1.2.3(peer@4)`, `/name@1.2.3` or `link:../x` stands for. */
function findHeld(name: string, version: string, document: JsonObject): HeldPackage | null {
  if (/^(?:link|file|workspace):/.test(version)) {
    return {
      registryName: name,
      version,
      integrity: null,
      reason: 'a folder linked into this project, not a published package',
    };
  }
  const bare = stripPeers(version);
  const packages = ownTable(document, 'packages');
  const candidates = /^\d/.test(bare)
    ? [
        `${name}@${bare}`,
        `/${name}@${bare}`,
        `/${name}/${bare}`,
        `/${name}/${stripOldPeers(bare)}`,
        `/${name}/${version}`,
      ]
    : [bare, version, `${name}@${bare}`];
  const key = candidates.find((candidate) => isObject(ownValue(packages, candidate)));
  if (key !== undefined) return readHeld(key, ownTable(packages, key));
  // A version whose package has peers is keyed with them until version 9.
  return /^\d/.test(bare) ? (findWithPeers(name, version, packages) ?? null) : readHeld(bare, {});
}

function findWithPeers(name: string, version: string, packages: JsonObject): HeldPackage | null {
  const key = [`/${name}@${version}`, `/${name}/${version}`].find((each) =>
    isObject(ownValue(packages, each)),
  );
  return key === undefined ? null : readHeld(key, ownTable(packages, key));
}

/** Reads a key of `packages`: `name@1.2.3`, `/name@1.2.3(peer@4)`, `/name/1.2.3_peer@4`, or an address. */
function readHeld(key: string, entry: JsonObject): HeldPackage | null {
  const resolution = ownTable(entry, 'resolution');
  const integrity = readIntegrity(ownString(resolution, 'integrity'));
  const bare = stripPeers(key.startsWith('/') ? key.slice(1) : key);
  const match =
    /^((?:@[^/@]{1,300}\/)?[^/@]{1,300})@([^@/:]{1,300})$/.exec(bare) ??
    /^((?:@[^/@]{1,300}\/)?[^/@]{1,300})\/(\d[^/:]{0,300})$/.exec(bare);
  const [, registryName, version] = match ?? [];
  if (registryName === undefined || version === undefined) {
    return {
      registryName: ownString(entry, 'name') ?? bare.slice(0, 200),
      version: '',
      integrity: null,
      reason: reasonOfKey(bare),
    };
  }
  const type = ownString(resolution, 'type');
  const isPlain = type === null && ownString(resolution, 'directory') === null;
  return {
    registryName,
    version: stripOldPeers(version),
    integrity,
    reason: isPlain ? null : reasonOfKey(type ?? 'directory'),
  };
}

function reasonOfKey(key: string): string {
  if (/^(?:[^@]*@)?file:|directory/.test(key))
    return 'a folder or archive of this project, not a published package';
  return 'a git repository or an archive at a web address, not a version in a registry';
}

function listAll(document: JsonObject, options: ManifestOptions): Entry[] {
  return Object.entries(ownTable(document, 'packages')).flatMap(([key, value]): Entry[] => {
    const entry = isObject(value) ? value : {};
    const kind = kindOfPackage(entry);
    const held = isWantedKind(options, kind) ? readHeld(key, entry) : null;
    return held === null ? [] : [lockHeld(held, kind)];
  });
}

// From version 9 on the file no longer says which packages are for development alone.
function kindOfPackage(entry: JsonObject): DependencyKind {
  if (ownString(entry, 'dev') === 'true') return 'development';
  return ownString(entry, 'optional') === 'true' ? 'optional' : 'runtime';
}

function stripPeers(text: string): string {
  const at = text.indexOf('(');
  return at === -1 ? text : text.slice(0, at);
}

/** Until version 6 peers followed an underscore, which no version holds. */
function stripOldPeers(version: string): string {
  const at = version.indexOf('_');
  return at === -1 ? version : version.slice(0, at);
}
