import semver from 'semver';
import { isAbort, PhalusError, renderError } from '../core/index.ts';
import type { PackageRecord, Registry } from '../registry/types.ts';
import { readArchiveDocuments } from './read-archive.ts';
import type { SourceYield } from './types.ts';

/** The package of types that DefinitelyTyped publishes for a package: `a` has `@types/a`, `@s/a` has `@types/s__a`. */
export function typesPackageName(name: string): string {
  const scoped = /^@([^/]+)\/(.+)$/.exec(name);
  return `@types/${scoped === null ? name : `${scoped[1]}__${scoped[2]}`}`;
}

/** The ranges to try: same minor version, the nearest older one (it describes too little), then any of the major. */
export function typesRanges(version: string): string[] {
  const parsed = semver.parse(version);
  if (parsed === null) return [];
  const { major, minor } = parsed;
  const older = minor === 0 ? [] : [`>=${major}.0.0 <${major}.${minor}.0`];
  return [`~${major}.${minor}.0`, ...older, `^${major}`];
}

/** Declarations from DefinitelyTyped for a package that brings none of its own; a note when there are none. */
export async function readDefinitelyTyped(
  record: PackageRecord,
  registry: Registry,
  signal: AbortSignal | undefined,
): Promise<SourceYield> {
  const name = typesPackageName(record.name);
  const giveUp = (note: string): SourceYield => ({
    documents: [],
    refusals: [],
    notes: [{ source: name, note }],
    urls: [],
  });
  if (record.name.startsWith('@types/')) return giveUp('a package of types has no package of types');
  try {
    const types = await resolveTypes({ record, registry, name, signal });
    if (types === null) return giveUp(`no version for ${record.version}`);
    const found = await readArchiveDocuments({ record: types, registry, declarationsOnly: true, signal });
    const origin = `${types.name}@${types.version}`;
    const documents = found.documents.map((each) => ({ ...each, origin: `${origin}/${each.origin}` }));
    const empty = documents.length === 0 ? [{ source: name, note: `${origin} holds no declarations` }] : [];
    return { ...found, documents, notes: [...found.notes, ...empty] };
  } catch (error) {
    if (signal?.aborted === true || isAbort(error)) throw error;
    if (error instanceof PhalusError && error.code === 'not-found') return giveUp('no such package');
    return giveUp(renderError(error));
  }
}

async function resolveTypes(request: {
  readonly record: PackageRecord;
  readonly registry: Registry;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}): Promise<PackageRecord | null> {
  for (const range of typesRanges(request.record.version)) {
    try {
      return await request.registry.resolve({ ecosystem: 'npm', name: request.name, range }, request.signal);
    } catch (error) {
      if (!(error instanceof PhalusError && error.code === 'no-version')) throw error;
    }
  }
  return null;
}
