import { type Entry, isWantedKind } from '../entries.ts';
import { isObject, type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownTable } from '../object-fields.ts';
import type { DependencyKind, ManifestOptions, ManifestSource } from '../types.ts';
import { parseYamlText, requireYaml } from '../yaml-text.ts';
import { type HeldPackage, lockHeld, lockListed } from './lock-entry.ts';

/** True for the yarn.lock of Yarn 2 and later, which is YAML. */
export function recogniseBerryLock(source: ManifestSource): boolean {
  if (!/^__metadata:/m.test(source.text.slice(0, 20_000))) return false;
  const reading = parseYamlText(source);
  return reading.kind === 'object' && isObject(ownValue(reading.value, '__metadata'));
}

/**
 * What the projects of the workspace ask for, at the versions that the file holds. It does not tell development from
 * runtime, so all of it is runtime or, where the file says so, optional.
 */
export function parseBerryLock(source: ManifestSource, options: ManifestOptions): Entry[] {
  const document = requireYaml(source, 'yarn.lock');
  const entries = Object.entries(document).filter(
    (entry): entry is [string, JsonObject] => entry[0] !== '__metadata' && isObject(entry[1]),
  );
  const byDescriptor = new Map(
    entries.flatMap(([key, entry]) => key.split(/,\s*/).map((descriptor) => [descriptor, entry] as const)),
  );
  const projects = entries.filter(([, entry]) => /@workspace:/.test(ownString(entry, 'resolution') ?? ''));
  const direct = projects.flatMap(([, entry]) => listDirect(entry, byDescriptor, options));
  if (options.transitive !== true || !isWantedKind(options, 'runtime')) return direct;
  return [...direct, ...entries.flatMap(([, entry]) => readEntry(entry))];
}

function listDirect(
  project: JsonObject,
  byDescriptor: ReadonlyMap<string, JsonObject>,
  options: ManifestOptions,
): Entry[] {
  const meta = ownTable(project, 'dependenciesMeta');
  return Object.entries(ownTable(project, 'dependencies')).flatMap(([name, value]): Entry[] => {
    const kind: DependencyKind =
      ownString(ownTable(meta, name), 'optional') === 'true' ? 'optional' : 'runtime';
    if (!isWantedKind(options, kind)) return [];
    const written = typeof value === 'string' ? value : '';
    // Yarn 4 writes npm: before every range, also where it is no alias.
    const range = /^npm:([^@]*)$/.exec(written)?.[1] ?? written;
    const entry = byDescriptor.get(`${name}@${written}`) ?? byDescriptor.get(`${name}@npm:${written}`);
    const held = entry === undefined ? null : readHeld(entry);
    return [{ ...lockListed({ name, constraint: range, kind }, held), constraint: written }];
  });
}

function readEntry(entry: JsonObject): Entry[] {
  const resolution = ownString(entry, 'resolution') ?? '';
  // Yarn's own patches for a few packages stand beside the entry of what they patch.
  if (/@workspace:|#(?:~builtin|optional!builtin|builtin)</.test(resolution)) return [];
  return [lockHeld(readHeld(entry), 'runtime')];
}

function readHeld(entry: JsonObject): HeldPackage {
  const resolution = ownString(entry, 'resolution') ?? '';
  const match = /^((?:@[^/@\s]{1,300}\/)?[^/@\s]{1,300})@npm:([^:#\s]{1,300})(?:::\S*)?$/.exec(resolution);
  const version = ownString(entry, 'version') ?? '';
  if (match !== null)
    return { registryName: match[1] ?? '', version: match[2] ?? '', integrity: null, reason: null };
  const name = /^(?:@[^/@\s]{1,300}\/)?[^/@\s]{1,300}/.exec(resolution)?.[0] ?? '';
  return { registryName: name, version, integrity: null, reason: reasonOfResolution(resolution) };
}

function reasonOfResolution(resolution: string): string {
  if (/@(?:patch|virtual):/.test(resolution))
    return 'a package with local changes (patch:), which phalus cannot see';
  if (/@(?:link|portal|file|workspace):/.test(resolution))
    return 'a folder or archive of this project, not a published package';
  return 'a git repository or an archive at a web address, not a version in a registry';
}
