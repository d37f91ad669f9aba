import { normalizePackageName } from '../../core/index.ts';
import { recogniseLicenseText } from '../license-text.ts';
import { readClassifiedLicense } from './license-classifiers.ts';

/** What phalus reads of a distribution's core metadata. */
export interface CoreMetadata {
  readonly name: string;
  readonly summary: string;
  /** Expression, else the licence field when it names one, else what the classifiers say. */
  readonly license: string;
  readonly keywords: readonly string[];
  readonly homepage: string | null;
  readonly repository: string | null;
  readonly documentation: string | null;
  /** Specifiers by name; those of extras are left out. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly requiresPython: string;
  /** The fields are what a build would give (core metadata 2.2 and later); a source archive may leave them open. */
  readonly isFinal: boolean;
}

const longestText = 10_000;
const longestLicenseName = 80;
const mostHeaders = 20_000;
const mostDependencies = 5_000;
const labels = {
  homepage: ['homepage', 'home'],
  repository: ['repository', 'source', 'sourcecode', 'code', 'github', 'gitlab', 'repo'],
  documentation: ['documentation', 'docs', 'doc'],
};

/** Reads the headers of a METADATA or PKG-INFO file; the description below them is for the room of documents. */
export function parseCoreMetadata(text: string): CoreMetadata {
  const headers = readHeaders(text);
  const first = (key: string) => known(headers.get(key)?.[0] ?? '').slice(0, longestText);
  const urls = new Map((headers.get('project-url') ?? []).flatMap(readLabelled));
  const find = (keys: readonly string[]) => keys.map((key) => urls.get(key)).find((url) => url) ?? null;
  return {
    name: first('name'),
    summary: first('summary'),
    license: readLicense(headers),
    keywords: first('keywords')
      .split(first('keywords').includes(',') ? ',' : /\s+/)
      .map((word) => word.trim().slice(0, 200))
      .filter((word) => word !== '')
      .slice(0, 200),
    homepage: first('home-page').slice(0, 2000) || find(labels.homepage),
    repository: find(labels.repository),
    documentation: find(labels.documentation),
    dependencies: readDependencies(headers.get('requires-dist') ?? []),
    requiresPython: first('requires-python'),
    isFinal: /^(?:2\.[2-9]|[3-9]\.)/.test(first('metadata-version')) && !headers.has('dynamic'),
  };
}

function readHeaders(text: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  let current: string[] | undefined;
  let count = 0;
  for (const line of text.split(/\r?\n/, mostHeaders)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && current !== undefined) {
      current.push(`${current.pop()}\n${line.trim().replace(/^\|/, '')}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const key = line.slice(0, colon).trim().toLowerCase().replaceAll('_', '-');
    current = headers.get(key) ?? [];
    current.push(line.slice(colon + 1).trim());
    headers.set(key, current);
    count += 1;
    if (count > mostHeaders) break;
  }
  return headers;
}

// Old tools write this word where they know nothing.
function known(value: string): string {
  return value.trim() === 'UNKNOWN' ? '' : value.trim();
}

function readLicense(headers: ReadonlyMap<string, readonly string[]>): string {
  const expression = known(headers.get('license-expression')?.[0] ?? '');
  if (expression !== '') return expression.slice(0, 500);
  const stated = known(headers.get('license')?.[0] ?? '');
  const classified = readClassifiedLicense(headers.get('classifier') ?? []);
  const isName = stated !== '' && !stated.includes('\n') && stated.length <= longestLicenseName;
  // "Dual License" and "see LICENSE" name nothing.
  if (isName && (classified === '' || !/\b(?:see|dual|file|copying)\b/i.test(stated))) return stated;
  // Old packages put the whole text there.
  const recognised = isName ? '' : recogniseLicenseText(stated);
  return recognised || classified || (stated.split('\n', 1)[0] ?? '').slice(0, longestLicenseName);
}

function readLabelled(value: string): [string, string][] {
  const comma = value.indexOf(',');
  if (comma === -1) return [];
  const label = value
    .slice(0, comma)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  return [
    [
      label,
      value
        .slice(comma + 1)
        .trim()
        .slice(0, 2000),
    ],
  ];
}

function readDependencies(lines: readonly string[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const line of lines.slice(0, mostDependencies)) {
    const semicolon = line.indexOf(';');
    const marker = semicolon === -1 ? '' : line.slice(semicolon + 1);
    const wanted = (semicolon === -1 ? line : line.slice(0, semicolon)).trim().slice(0, 1024);
    const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(wanted);
    if (match === null || /\bextra\b/.test(marker) || (match[2] ?? '').startsWith('@')) continue;
    const name = normalizePackageName('pypi', match[1] ?? '');
    if (!found.has(name)) found.set(name, (match[2] ?? '').replace(/^\((.*)\)$/, '$1').trim());
  }
  // A name starts with a letter or a digit, so no key is `__proto__`.
  return Object.fromEntries(found);
}
