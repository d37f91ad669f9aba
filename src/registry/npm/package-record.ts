import { problemOfNpmName } from '../../core/index.ts';
import { convertShasum, parseIntegrity, strongerIntegrity } from '../integrity.ts';
import type { PackageRecord } from '../types.ts';
import { isDeprecation } from './pick-version.ts';
import { isDictionary, type Packument, VersionManifest } from './schema.ts';

const entryPointKeys = ['type', 'exports', 'main', 'module', 'types', 'typings', 'engines', 'bin'] as const;
const longestText = 10_000;
const mostKeywords = 200;
const mostDependencies = 5_000;
// Deeper than any licence was ever written, and shallow enough for every stack.
const deepestLicense = 8;
const largestEntryPointBytes = 256 * 1024;

/** The record of one version, from what the registry says about it. Nothing in it is trusted to have the right type. */
export function readPackageRecord(
  packument: Packument,
  id: { name: string; version: string },
): PackageRecord {
  const raw = packument.versions.get(id.version);
  const fields = isDictionary(raw) ? raw : {};
  const manifest = VersionManifest.parse(fields);
  const { dist } = manifest;
  const publishedAt = packument.time.get(id.version);
  return {
    ecosystem: 'npm',
    name: id.name,
    version: id.version,
    description: manifest.description,
    keywords: readKeywords(manifest.keywords),
    license: readLicense(manifest.license) || readLicense(manifest.licenses),
    homepage: readAddress(manifest.homepage),
    repository: readAddress(manifest.repository),
    archive: {
      url: dist.tarball,
      integrity: readIntegrity(dist),
      sizeBytes: null,
    },
    unpackedSizeBytes: dist.unpackedSize,
    deprecated: readDeprecation(manifest.deprecated),
    dependencies: readDependencies(manifest.dependencies),
    entryPoints: readEntryPoints(fields),
    publishedAt:
      typeof publishedAt === 'string' && !Number.isNaN(Date.parse(publishedAt))
        ? new Date(publishedAt).toISOString()
        : null,
  };
}

function readIntegrity(dist: VersionManifest['dist']): string | null {
  const stated = dist.integrity !== null && parseIntegrity(dist.integrity).length > 0 ? dist.integrity : null;
  return strongerIntegrity(stated, convertShasum(dist.shasum));
}

function readKeywords(value: unknown): string[] {
  const list = typeof value === 'string' ? value.slice(0, longestText).split(/[\s,]+/) : value;
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, mostKeywords)
    .filter((entry): entry is string => typeof entry === 'string' && entry !== '')
    .map((entry) => entry.slice(0, 200));
}

/** A licence as text: an expression, the `type` of an object, or several joined by OR, as the old list meant it. */
export function readLicense(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value.trim().slice(0, 500);
  if (depth > deepestLicense) return '';
  if (isDictionary(value)) return readLicense(value.type ?? value.name ?? value.license ?? '', depth + 1);
  if (!Array.isArray(value)) return '';
  const parts = value
    .slice(0, 20)
    .filter((part) => !Array.isArray(part))
    .map((part) => readLicense(part, depth + 1));
  const named = [...new Set(parts.filter((part) => part !== ''))];
  return named.length > 1 ? `(${named.join(' OR ')})` : (named[0] ?? '');
}

/** A homepage or repository as declared: text, or the `url` of an object or of the first in a list. */
function readAddress(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isDictionary(first) ? first.url : first;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 2000) : null;
}

function readDeprecation(value: unknown): string | null {
  if (!isDeprecation(value)) return null;
  return typeof value === 'string' ? value.slice(0, longestText) : 'deprecated without a reason';
}

function readDependencies(dependencies: VersionManifest['dependencies']): Record<string, string> {
  const entries = [...dependencies].flatMap(([name, range]) =>
    typeof range === 'string' && problemOfNpmName(name) === null
      ? [[name, range.slice(0, 1024)] as const]
      : [],
  );
  return Object.fromEntries(entries.slice(0, mostDependencies));
}

function readEntryPoints(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    entryPointKeys.flatMap((key) => {
      const value = Object.hasOwn(fields, key) ? copyWithoutTraps(fields[key]) : undefined;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

// A `__proto__` that survives as an own key becomes a prototype in the first program that copies it carelessly.
function copyWithoutTraps(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    if (text === undefined || text.length > largestEntryPointBytes) return undefined;
    return JSON.parse(text, (key, inner: unknown) => (key === '__proto__' ? undefined : inner));
  } catch {
    // Nested too deep to be written: no exports of a real package are.
    return undefined;
  }
}
