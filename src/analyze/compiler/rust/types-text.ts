import {
  collapseRust,
  type RustExport,
  type RustItem,
  renderRustDocs,
  renderRustItem,
} from '../../../syntax-trees/index.ts';
import { cleanDocs } from './doc-text.ts';
import type { ReadCrate } from './read-crate.ts';
import { bareName, implsOfType } from './surface.ts';

/** Traits whose impls say nothing that a derive would not. */
const quietTraits = new Set('Unpin UnwindSafe RefUnwindSafe StructuralPartialEq'.split(' '));

interface Group {
  readonly lines: string[];
  readonly inner: Map<string, Group>;
}

/** Document 06: every public item where a consumer finds it, with its documentation, and what its types can do. */
export function renderTypes(read: ReadCrate): string {
  const { crate } = read;
  const root: Group = { lines: [], inner: new Map() };
  const rules = { docs: cleanDocs };
  const placed = new Set<string>();
  for (const found of crate.exports) {
    const { path, item } = found;
    const group = openGroup(root, path.slice(0, -1));
    const name = path.at(-1) ?? item.name;
    const isAlias = name !== item.name && placed.has(item.name);
    if (isAlias) {
      group.lines.push(`pub use ${item.name} as ${name};`);
      continue;
    }
    placed.add(item.name);
    group.lines.push(renderRustItem(renameItem(trim(item), name), rules));
    for (const impl of implsOf(read, found)) group.lines.push(renderRustItem(trim(impl), rules));
  }
  const docs = renderRustDocs(cleanDocs(crate.docs), '//!');
  const text = renderGroup(root, '').join('\n\n');
  return `// Declarations of the crate in Rust: bodies and examples left out.\n${docs.length === 0 ? '' : `${docs.join('\n')}\n`}\n${text}\n`;
}

function openGroup(root: Group, path: readonly string[]): Group {
  let at = root;
  for (const name of path) {
    const next = at.inner.get(name) ?? { lines: [], inner: new Map() };
    at.inner.set(name, next);
    at = next;
  }
  return at;
}

function renderGroup({ lines, inner }: Group, indent: string): string[] {
  const own = lines.map((text) => text.replace(/^(?=.)/gm, indent));
  const modules = [...inner].map(
    ([name, group]) =>
      `${indent}pub mod ${name} {\n${renderGroup(group, `${indent}    `).join('\n\n')}\n${indent}}`,
  );
  return [...own, ...modules];
}

function renameItem(item: RustItem, name: string): RustItem {
  if (name === item.name) return item;
  return { ...item, name, header: item.header.replace(new RegExp(`\\b${item.name}\\b`), name) };
}

/** What is on by default needs no mark that says when it is there. */
function trim(item: RustItem): RustItem {
  const attributes = item.attributes.filter((text) => !text.startsWith('#[cfg'));
  const items = item.items?.map(trim) ?? null;
  return { ...item, attributes, items };
}

function implsOf({ crate }: ReadCrate, found: RustExport): RustItem[] {
  const { item } = found;
  const ofTrait =
    item.kind === 'trait'
      ? // What it is implemented for beside the crate's own types.
        crate.impls
          .map(({ item: impl }) => impl)
          .filter((impl) => bareName(impl.traitName) === item.name && !isOwnType(crate, impl))
      : [];
  return [...implsOfType(crate, found), ...ofTrait].filter(
    (impl) => !quietTraits.has(bareName(impl.traitName)),
  );
}

function isOwnType(crate: ReadCrate['crate'], impl: RustItem): boolean {
  const name = bareName(collapseRust(impl.typeName ?? ''));
  return crate.exports.some(
    ({ item }) => item.name === name && item.kind !== 'trait' && item.kind !== 'function',
  );
}
