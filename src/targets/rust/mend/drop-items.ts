import { type RustItem, readRustFile, type SyntaxNode, withTree } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';
import { applyEdits, type Edit } from './source-text.ts';

export interface DropRequest {
  /** What the crate calls itself, and names that it may be called by. */
  readonly crateNames: ReadonlySet<string>;
  /** Last names of what is documented. */
  readonly documented: ReadonlySet<string>;
}

/**
 * Drops what does not belong in a library: `main`, tests, statements at the top level, attributes of the crate, imports
 * of itself; and of two declarations of one name the first.
 */
export async function dropItems(
  code: string,
  request: DropRequest,
): Promise<{ readonly code: string; readonly mends: readonly TargetMend[] }> {
  return withTree('rust', code, (root) => {
    const { items } = readRustFile(root);
    const edits: Edit[] = [];
    const mends: TargetMend[] = [];
    const drop = (
      { start, end }: { readonly start: number; readonly end: number },
      kind: string,
      detail: string,
    ): void => {
      edits.push({ start, end: code[end] === '\n' ? end + 1 : end, text: '' });
      mends.push({ kind, detail });
    };
    for (const node of root.namedChildren) {
      const what = node === null ? null : describeStray(node);
      if (node !== null && what !== null)
        drop({ start: node.startIndex, end: node.endIndex }, 'top-level-dropped', what);
    }
    for (const item of items) {
      const reason = reasonToDrop(item, items, request);
      if (reason !== null) drop(item, reason.kind, reason.detail);
    }
    return { code: applyEdits(code, edits), mends };
  });
}

function describeStray(node: SyntaxNode): string | null {
  if (node.type === 'inner_attribute_item') return node.text.slice(0, 60);
  if (node.type === 'extern_crate_declaration') return node.text.slice(0, 60);
  const isStatement =
    node.type === 'expression_statement' ||
    node.type === 'let_declaration' ||
    node.type === 'empty_statement';
  const isMacro =
    node.type === 'macro_invocation' &&
    /^(?:println|print|eprintln|assert\w*|dbg|panic|todo)\b/.test(node.text);
  return isStatement || isMacro ? node.text.replace(/\s+/g, ' ').slice(0, 60) : null;
}

function reasonToDrop(
  item: RustItem,
  items: readonly RustItem[],
  { crateNames, documented }: DropRequest,
): TargetMend | null {
  if (item.kind === 'function' && item.name === 'main' && !documented.has('main'))
    return { kind: 'main-dropped', detail: 'fn main' };
  const isTest = item.attributes.some((text) => /^#\[(?:test|cfg\(test\)|bench)\b/.test(text));
  if (isTest || (item.kind === 'module' && item.name === 'tests'))
    return { kind: 'tests-dropped', detail: `${item.kind} ${item.name}` };
  if (item.kind === 'module' && item.items === null)
    return { kind: 'module-dropped', detail: `mod ${item.name}, which is no file` };
  if (item.kind === 'use') return reasonToDropUse(item, items, crateNames);
  if (item.name === '' || item.kind === 'impl')
    return isDoubleImpl(item, items) ? { kind: 'duplicate-dropped', detail: item.header } : null;
  const later = items.slice(items.indexOf(item) + 1);
  const isDouble = later.some(
    (other) => other.kind === item.kind && other.name === item.name && sameCondition(other, item),
  );
  return isDouble ? { kind: 'duplicate-dropped', detail: `${item.kind} ${item.name}` } : null;
}

function sameCondition(one: RustItem, other: RustItem): boolean {
  const condition = ({ attributes }: RustItem) =>
    attributes.filter((text) => text.startsWith('#[cfg')).join();
  return condition(one) === condition(other);
}

function isDoubleImpl(item: RustItem, items: readonly RustItem[]): boolean {
  return (
    item.traitName !== null &&
    items
      .slice(items.indexOf(item) + 1)
      .some((other) => other.kind === 'impl' && other.header === item.header)
  );
}

function reasonToDropUse(
  item: RustItem,
  items: readonly RustItem[],
  crateNames: ReadonlySet<string>,
): TargetMend | null {
  const detail = item.header.slice(0, 80);
  if (item.uses.every(({ path }) => path[0] === 'super')) return { kind: 'import-dropped', detail };
  const isOwn =
    item.uses.length > 0 &&
    item.uses.every(({ path, name }) => {
      const isCrate = crateNames.has(path[0] ?? '') || path[0] === 'crate' || path[0] === 'self';
      const isHere = items.some(
        (other) => other !== item && other.kind !== 'use' && other.name === path.at(-1),
      );
      return (
        isCrate &&
        (path.length === 1 ||
          (path.length === 2 && isHere && name === path.at(-1)) ||
          (name === '*' && path.length <= 1))
      );
    });
  if (isOwn) return { kind: 'import-dropped', detail };
  const isTwice = items
    .slice(0, items.indexOf(item))
    .some((other) => other.kind === 'use' && other.header === item.header);
  return isTwice ? { kind: 'duplicate-dropped', detail } : null;
}
