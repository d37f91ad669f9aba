import { z } from 'zod';

const longestText = 10_000;

/** Text, or nothing: a registry sends null, numbers and objects where text belongs. */
const Text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.slice(0, longestText) : ''));

const TextOrNull = Text.transform((value) => (value.trim() === '' ? null : value));

const Count = z
  .unknown()
  .optional()
  .transform((value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null));

/** An object by its own keys. z.record would drop or trip over keys such as `__proto__`. */
const Dictionary = z
  .unknown()
  .optional()
  .transform((value) => new Map(Object.entries(isDictionary(value) ? value : {})));

export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only the fields phalus reads of a package's document, each lenient: the registry may send anything on any day. */
export const Packument = z.object({
  name: TextOrNull,
  'dist-tags': Dictionary,
  versions: Dictionary,
  time: Dictionary,
});
export type Packument = z.infer<typeof Packument>;

/** Only the fields phalus reads of one version. */
export const VersionManifest = z.object({
  name: TextOrNull,
  version: TextOrNull,
  description: Text,
  keywords: z.unknown().optional(),
  license: z.unknown().optional(),
  licenses: z.unknown().optional(),
  homepage: z.unknown().optional(),
  repository: z.unknown().optional(),
  deprecated: z.unknown().optional(),
  dependencies: Dictionary,
  dist: z.preprocess(
    (value) => (isDictionary(value) ? value : {}),
    z.object({ tarball: Text, integrity: TextOrNull, shasum: Text, unpackedSize: Count }),
  ),
});
export type VersionManifest = z.infer<typeof VersionManifest>;

/** What is read of one version, by the keys of its manifest. */
const manifestKeys = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'licenses',
  'homepage',
  'repository',
  'deprecated',
  'dependencies',
  'engines',
  'type',
  'exports',
  'main',
  'module',
  'types',
  'typings',
  'bin',
] as const;
const distKeys = ['tarball', 'integrity', 'shasum', 'unpackedSize'] as const;

/**
 * A package's document with nothing but what phalus reads of it: a tenth of the whole, and often less. The abbreviated
 * document of the protocol will not do: it has no licence, description or repository, and not every mirror makes it.
 */
export function reducePackument(value: unknown): unknown {
  if (!isDictionary(value)) return value;
  const versions = isDictionary(value.versions) ? Object.entries(value.versions) : [];
  return {
    ...pick(value, ['name', 'dist-tags', 'time']),
    versions: Object.fromEntries(versions.map(([version, manifest]) => [version, reduceManifest(manifest)])),
  };
}

/** The document of one version, reduced in the same way. */
export function reduceManifest(value: unknown): unknown {
  if (!isDictionary(value)) return value;
  return {
    ...pick(value, manifestKeys),
    ...(isDictionary(value.dist) && { dist: pick(value.dist, distKeys) }),
  };
}

function pick(value: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key]]] : [])));
}
