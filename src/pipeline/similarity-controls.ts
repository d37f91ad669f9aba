import { renderError } from '../core/index.ts';
import type { PackageRecord, Registry } from '../registry/types.ts';
import type { ReadSimilarityControls, SimilarityControl } from '../validate/index.ts';
import { createOriginalSourceReader } from './original-source.ts';

/**
 * Public packages of npm that implement the same API and were written apart. Taken from the labelled pairs that the
 * comparison is measured on; a package that is not named has no such control.
 */
const independents: Readonly<Record<string, string>> = {
  minimist: 'mri',
  mri: 'minimist',
  'yargs-parser': 'getopts',
  getopts: 'mri',
  'js-base64': 'base64-js',
  'base64-js': 'base64-arraybuffer',
  'array-flatten': 'just-flatten-it',
  'fast-deep-equal': 'dequal',
  dequal: 'fast-deep-equal',
  clone: 'klona',
  klona: 'clone',
  uniq: 'array-uniq',
  'array-uniq': 'uniq',
  'semver-compare': 'semiver',
  'is-plain-object': 'is-plain-obj',
  'is-plain-obj': 'is-plain-object',
  slug: 'speakingurl',
  'glob-to-regexp': 'wildcard-match',
  picomatch: 'zeptomatch',
  'string-natural-compare': 'javascript-natural-sort',
  'pretty-ms': 'humanize-duration',
  snarkdown: 'showdown',
};

/**
 * What makes the score readable: the next older version of the original, and an independent implementation where one
 * is known. At most one archive each; what cannot be had comes with its reason.
 */
export function createSimilarityControls(registry: Registry, record: PackageRecord): ReadSimilarityControls {
  return (signal) => {
    const controls = fetched.get(record) ?? fetchControls(registry, record, signal);
    fetched.set(record, controls);
    return controls;
  };
}

/** A package is judged several times in one run; its controls are fetched once. */
const fetched = new WeakMap<PackageRecord, Promise<readonly SimilarityControl[]>>();

async function fetchControls(
  registry: Registry,
  record: PackageRecord,
  signal: AbortSignal | undefined,
): Promise<readonly SimilarityControl[]> {
  const { ecosystem, name, version } = record;
  const older = await readControl(registry, {
    kind: 'other-version',
    request: { ecosystem, name, range: `<${version}` },
    ...(signal && { signal }),
  });
  const known = ecosystem === 'npm' && Object.hasOwn(independents, name) ? independents[name] : undefined;
  if (known === undefined) return [older];
  const other = await readControl(registry, {
    kind: 'independent',
    request: { ecosystem, name: known, range: '' },
    ...(signal && { signal }),
  });
  return [older, other];
}

async function readControl(
  registry: Registry,
  {
    kind,
    request,
    signal,
  }: {
    readonly kind: SimilarityControl['kind'];
    readonly request: Parameters<Registry['resolve']>[0];
    readonly signal?: AbortSignal;
  },
): Promise<SimilarityControl> {
  const { name } = request;
  try {
    const record = await registry.resolve(request, signal);
    const files = await createOriginalSourceReader(registry, record)(signal);
    return { kind, name, version: record.version, files };
  } catch (error) {
    signal?.throwIfAborted();
    return { kind, name, skipped: renderError(error) };
  }
}
