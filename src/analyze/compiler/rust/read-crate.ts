import type { DocSet, Document } from '../../../docs/types.ts';
import {
  isEnabledRust,
  type RustCrate,
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
  return {
    crate: resolveRustCrate(sources, { isEnabled: (attributes) => isEnabledRust(attributes, enabled) }),
    features: enabled,
    name: typeof lib === 'string' && /^\w+$/.test(lib) ? lib : record.name.replaceAll('-', '_'),
    documents: new Map(outlines.map((document) => [document.origin, document])),
  };
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
