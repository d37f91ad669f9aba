import { collectManifest, type Entry, isWantedKind, keepFirstOfEachName, refuseEntry } from '../entries.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownString, ownValue } from '../json-text.ts';
import { ownStrings, ownTable, ownTables } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { DependencyKind, ManifestReader } from '../types.ts';
import { createDependency } from './dependency.ts';
import { readPlace, reasonOfIndex } from './poetry-table.ts';
import { problemOfSpecifier } from './requirement.ts';

const manifestType = 'Pipfile';
const settings = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile']);
// Keys that Pipenv joins into the marker: `sys_platform = "== 'win32'"`.
const markerKeys = [
  'os_name',
  'sys_platform',
  'platform_machine',
  'platform_python_implementation',
  'platform_system',
  'python_version',
  'python_full_version',
  'implementation_name',
];

export const pipfileReader: ManifestReader = {
  manifestType,
  fileName: /^Pipfile$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken') return false;
    return isObject(ownValue(reading.value, 'packages')) || isObject(ownValue(reading.value, 'dev-packages'));
  },
  resembles: (lines) => lines.some((line) => line === '[packages]' || line === '[dev-packages]'),
  parse(source, options) {
    const document = requireToml(source, manifestType);
    const usualIndex = ownString(ownTables(document, 'source')[0] ?? {}, 'name');
    const names = Object.keys(document).filter(
      (key) => !settings.has(key) && isObject(ownValue(document, key)),
    );
    // Runtime first, for of a name listed twice the first entry is used.
    const sections = ['packages', ...names.filter((name) => name !== 'packages')];
    const entries = sections.flatMap((section) => {
      const kind = section === 'packages' ? 'runtime' : 'development';
      if (!isWantedKind(options, kind)) return [];
      return Object.entries(ownTable(document, section)).map(([name, value]) =>
        readPipenvValue({ name, value, kind, usualIndex }),
      );
    });
    return collectManifest(manifestType, keepFirstOfEachName(entries));
  },
};

/** An entry of a Pipfile. The index that the file names first is the one that the others are measured by. */
export function readPipenvValue(request: {
  name: string;
  value: unknown;
  kind: DependencyKind;
  usualIndex: string | null;
}): Entry {
  const { name, value, kind, usualIndex } = request;
  const table: JsonObject = isObject(value) ? value : {};
  const constraint = typeof value === 'string' ? value : (ownString(table, 'version') ?? '*');
  const base = { ecosystem: 'pypi', name, constraint, kind } as const;
  if (typeof value !== 'string' && !isObject(value)) {
    return refuseEntry(
      { ...base, constraint: nameOfJsonKind(value) },
      'the version should be text or a table',
    );
  }
  const place = readPlace(table);
  if (place !== null) return refuseEntry({ ...base, constraint: place.constraint }, place.reason);
  const index = ownString(table, 'index');
  if (index !== null && index !== usualIndex) return refuseEntry(base, reasonOfIndex(index));
  const range = convertRange(constraint.trim());
  const problem = problemOfSpecifier(range);
  if (problem !== null) return refuseEntry(base, `no range that Pipenv knows: ${problem}`);
  const lockedVersion = /^==(?!=)\s*([^*\s,]+)$/.exec(range)?.[1] ?? null;
  const hashes = ownStrings(table, 'hashes').filter((hash) => /^sha\d{3}:[0-9a-f]{64,128}$/i.test(hash));
  const isLocked = hashes.length > 0 && lockedVersion !== null;
  return createDependency(base, range, {
    extras: ownStrings(table, 'extras'),
    marker: readMarker(table),
    hashes,
    lockedVersion: isLocked ? lockedVersion : null,
  });
}

/** Pipenv takes a bare version for that very version, and `*` for any. */
function convertRange(constraint: string): string {
  if (constraint === '*') return '';
  return /^\d/.test(constraint) ? `==${constraint}` : constraint;
}

function readMarker(table: JsonObject): string | null {
  const parts = markerKeys.flatMap((key) => {
    const value = ownString(table, key);
    return value === null ? [] : [`${key} ${value}`];
  });
  const whole = ownString(table, 'markers');
  const all = whole === null ? parts : [whole, ...parts];
  return all.length === 0 ? null : all.join(' and ');
}
