import semver from 'semver';
import { collectManifest, type Entry, isRefused, isWantedKind, refuseEntry } from '../entries.ts';
import { stripMark } from '../json-text.ts';
import type { ManifestReader } from '../types.ts';
import { createModule } from './module-version.ts';

const manifestType = 'go.sum';
const longestLine = 2000;

export type SumLine =
  | { readonly kind: 'module'; readonly path: string; readonly version: string; readonly hash: string }
  | { readonly kind: 'go.mod' }
  | { readonly kind: 'unreadable'; readonly text: string; readonly line: number };

export const goSumReader: ManifestReader = {
  manifestType,
  fileName: /^go\.(?:work\.)?sum$/,
  recognise(source) {
    const text = stripMark(source.text).trimStart();
    const end = text.indexOf('\n');
    return parseSumLine(end === -1 ? text : text.slice(0, end), 1)?.kind !== 'unreadable';
  },
  /**
   * The file holds sums of every version that was ever looked at: of each module the highest one is taken, all with
 X
   */
  parse(source, options) {
    if (!isWantedKind(options, 'runtime')) return collectManifest(manifestType, []);
    const lines = parseSumLines(stripMark(source.text));
    const entries = lines.flatMap((line) => (line.kind === 'go.mod' ? [] : [readLine(line)]));
    const chosen = options.transitive === true ? entries : keepHighest(entries);
    return collectManifest(manifestType, chosen);
  },
};

export function parseSumLines(text: string): SumLine[] {
  return text.split('\n').flatMap((line, index) => parseSumLine(line, index + 1) ?? []);
}

function parseSumLine(raw: string, line: number): SumLine | null {
  const text = raw.slice(0, longestLine).trim();
  if (text === '') return null;
  const [path = '', version = '', hash = '', ...others] = text.split(/\s+/);
  if (others.length > 0 || !/^h1:[A-Za-z0-9+/]{43}=$/.test(hash) || !version.startsWith('v')) {
    return { kind: 'unreadable', text, line };
  }
  return version.endsWith('/go.mod') ? { kind: 'go.mod' } : { kind: 'module', path, version, hash };
}

function readLine(line: Exclude<SumLine, { kind: 'go.mod' }>): Entry {
  if (line.kind === 'unreadable') {
    const base = {
      ecosystem: 'go',
      name: line.text.split(/\s/)[0] ?? '',
      constraint: line.text,
      kind: 'runtime',
    } as const;
    return refuseEntry(base, `line ${line.line} cannot be read: expected a path, a version and a sum (h1:…)`);
  }
  const { path, version, hash } = line;
  const entry = createModule(
    { ecosystem: 'go', name: path, constraint: version, kind: 'runtime' },
    path,
    version,
  );
  return isRefused(entry) ? entry : { ...entry, lockedVersion: version, hashes: [hash] };
}

function keepHighest(entries: readonly Entry[]): Entry[] {
  const highest = new Map<string, string>();
  for (const entry of entries) {
    if (isRefused(entry)) continue;
    const known = highest.get(entry.registryName);
    if (known === undefined || semver.compare(entry.range, known) > 0)
      highest.set(entry.registryName, entry.range);
  }
  return entries.filter((entry) => {
    if (isRefused(entry)) return true;
    if (highest.get(entry.registryName) !== entry.range) return false;
    return highest.delete(entry.registryName);
  });
}
