import type { DocSet, Document } from '../../../docs/types.ts';
import {
  isEnabledRust,
  type RustCrate,
  type RustItem,
  type RustSource,
  readRustFile,
  resolveRustCrate,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';

export interface ReadCrate {
  readonly crate: RustCrate;
  /** As code names it: the crate's library. */
  readonly name: string;
  /** On by default; null when that is not known. */
  readonly features: ReadonlySet<string> | null;
  /** Names and methods that are there with a feature only which is off by default. */
  readonly absent: ReadonlySet<string>;
  /** Document by the file that it was taken from. */
  readonly documents: ReadonlyMap<string, Document>;
}

/** The public items of a crate from its outlines, those of features that are off by default left out. */
export async function readCrate({ record, documents }: DocSet): Promise<ReadCrate> {
  const outlines = documents.filter(({ isOutline }) => isOutline === true);
  const sources: RustSource[] = [];
  for (const { origin, text } of outlines) {
    const file = await readFile(text);
    if (file !== null) sources.push({ path: origin, file });
  }
  const { lib, features, 'default-features': usual } = record.entryPoints;
  const on = listTexts(usual);
  const enabled = on.length > 0 ? new Set(on) : Array.isArray(features) ? usualOf(listTexts(features)) : null;
  const isEnabled = (attributes: readonly string[]): boolean => isEnabledRust(attributes, enabled);
  const whole = resolveRustCrate(sources);
  const crate = dropDisabled(resolveRustCrate(sources, { isEnabled }), isEnabled);
  const there = listNames(crate);
  return {
    crate,
    absent: new Set([...listNames(whole)].filter((name) => !there.has(name))),
    features: enabled,
    name: typeof lib === 'string' && /^\w+$/.test(lib) ? lib : record.name.replaceAll('-', '_'),
    documents: new Map(outlines.map((document) => [document.origin, document])),
  };
}

/** Without methods of features that are off. */
function dropDisabled(crate: RustCrate, isEnabled: (attributes: readonly string[]) => boolean): RustCrate {
  const drop = (item: RustItem): RustItem =>
    item.items === null
      ? item
      : { ...item, items: item.items.filter(({ attributes }) => isEnabled(attributes)) };
  return {
    ...crate,
    exports: crate.exports.map((found) => ({ ...found, item: drop(found.item) })),
    impls: crate.impls.map((found) => ({ ...found, item: drop(found.item) })),
  };
}

function listNames({ exports, impls }: RustCrate): Set<string> {
  return new Set([
    ...exports.flatMap(({ path, item }) => [
      path.at(-1) ?? '',
      ...(item.items ?? []).map(({ name }) => name),
    ]),
    ...impls.flatMap(({ item }) => (item.items ?? []).map(({ name }) => name)),
  ]);
}

async function readFile(text: string) {
  try {
    return await withTree('rust', text, readRustFile);
  } catch (error) {
    if (error instanceof SyntaxTreeError) return null;
    throw error;
  }
}

/** A crate that declares features and says of none that it is on by default has them all off. */
function usualOf(features: readonly string[]): ReadonlySet<string> {
  return new Set(features.filter((name) => name === 'default'));
}

function listTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
