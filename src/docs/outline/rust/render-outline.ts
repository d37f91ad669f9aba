import { type RustFile, type RustItem, renderRustDocs, renderRustItem } from '../../../syntax-trees/index.ts';
import { isStatement } from '../../guard/code-likeness.ts';

/** Of one file; a larger outline is generated code. */
const mostItems = 3_000;
const longestValue = 160;

/** Whether an item that stands at the top of a file or of a module is public documentation. */
export type IsShown = (item: RustItem) => boolean;

/** The declarations of a file that are public documentation, in its order; null where there are none. */
export function renderOutline(file: RustFile, isShown: IsShown = () => true): string | null {
  const own = new Set(file.items.filter(declaresName).map(({ name }) => name));
  const parts = file.items
    .slice(0, mostItems)
    .flatMap((item) => renderTop(item, { isShown, own, items: file.items }));
  const docs = renderRustDocs(file.docs, '//!').join('\n');
  if (parts.length === 0 && docs.trim() === '') return null;
  return `${[...(docs === '' ? [] : [docs]), ...parts].join('\n\n')}\n`;
}

interface Around {
  readonly isShown: IsShown;
  /** Names that the file declares, private ones among them. */
  readonly own: ReadonlySet<string>;
  readonly items: readonly RustItem[];
}

function renderTop(item: RustItem, around: Around): string[] {
  if (!isPublicHere(item, around) || !around.isShown(item)) return [];
  if (item.kind === 'use') return renderUse(item);
  if (item.kind !== 'module' || item.items === null) return [renderRustItem(trim(item))];
  const inner = {
    ...around,
    own: new Set(item.items.filter(declaresName).map(({ name }) => name)),
    items: item.items,
  };
  const items = item.items.filter((each) => isPublicHere(each, inner) && around.isShown(each)).map(trim);
  return items.length === 0 ? [] : [renderRustItem({ ...item, items })];
}

/** Only names of the crate itself: what other crates hand on is theirs to document. */
function renderUse(item: RustItem): string[] {
  return [renderRustItem(item)];
}

function isPublicHere(item: RustItem, { own, items }: Around): boolean {
  if (isHidden(item)) return false;
  if (item.kind === 'impl') return isPublicImpl(item, own, items);
  if (item.kind === 'macro') return item.attributes.some((text) => text.startsWith('#[macro_export'));
  // A private module that is written within a file may be handed on by name.
  if (item.kind === 'module' && item.items !== null && item.visibility !== 'pub') {
    return items.some(
      ({ kind, visibility, uses }) =>
        kind === 'use' && visibility === 'pub' && uses.some(({ path }) => path.includes(item.name)),
    );
  }
  // When a private module is there at all decides over the macros that it hands on.
  const isConditional =
    item.kind === 'module' &&
    item.items === null &&
    item.attributes.some((text) => text.startsWith('#[cfg('));
  return item.visibility === 'pub' || isConditional;
}

function isHidden({ attributes }: RustItem): boolean {
  return attributes.some((text) =>
    /^#\[(?:doc\(.*\bhidden\b|cfg\(test\)|cfg\(all\(test\b|test\b|bench\b)/.test(text),
  );
}

function isPublicImpl(item: RustItem, own: ReadonlySet<string>, items: readonly RustItem[]): boolean {
  const isPrivate = (name: string | null): boolean => {
    if (name === null) return false;
    const last = lastName(name);
    return (
      own.has(last) &&
      !items.some((each) => each.name === last && declaresName(each) && each.visibility === 'pub')
    );
  };
  if (isPrivate(item.typeName) || isPrivate(item.traitName)) return false;
  return item.traitName !== null || (item.items ?? []).some(({ visibility }) => visibility === 'pub');
}

/** `fmt::Display<T>` is `Display`. */
export function lastName(written: string): string {
  const bare = written.replace(/^(?:&|mut |dyn |'\w+ )+/, '').replace(/<[\s\S]*$/, '');
  return bare.split('::').at(-1)?.trim() ?? '';
}

export function declaresName({ kind }: RustItem): boolean {
  return kind === 'struct' || kind === 'union' || kind === 'enum' || kind === 'trait' || kind === 'type';
}

/** Without what an impl keeps to itself, and what is hidden. */
function trim(item: RustItem): RustItem {
  if (item.value !== null && isProgram(item.value)) return { ...item, value: null };
  if (item.items === null || item.kind === 'module') return item;
  const isInherent = item.kind === 'impl' && item.traitName === null;
  const items = item.items.filter(
    (each) => !isHidden(each) && (!isInherent || each.visibility === 'pub') && !isOnlyBody(each, item),
  );
  return {
    ...item,
    items: items.map((each) =>
      item.kind === 'impl' && item.traitName !== null ? { ...each, docs: [] } : each,
    ),
  };
}

/** A text that is told as a value may be a line of a source. */
function isProgram(value: string): boolean {
  return (
    value.length > longestValue || value.includes('\n') || isStatement(value.replace(/^&?r?#*"|"#*$/g, ''))
  );
}

/** What the methods of a known trait look like is known; the types of an impl are not. */
function isOnlyBody(inner: RustItem, { kind, traitName }: RustItem): boolean {
  return kind === 'impl' && traitName !== null && inner.kind === 'function';
}
