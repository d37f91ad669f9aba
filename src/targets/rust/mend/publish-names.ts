import type { ApiSurface } from '../../../spec/index.ts';
import { type RustItem, readRustFile, withTree } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';
import { foldName, pathsOf } from '../names.ts';
import { applyEdits, type Edit } from './source-text.ts';

export interface Published {
  readonly code: string;
  readonly missing: readonly string[];
  readonly mends: readonly TargetMend[];
}

interface Place {
  readonly item: RustItem;
  readonly path: readonly string[];
}

/** Makes what is documented public, and reachable under its documented path; says what is not declared at all. */
export async function publishNames(code: string, surface: ApiSurface): Promise<Published> {
  const { items } = await withTree('rust', code, readRustFile);
  const places = listPlaces(items, []);
  const edits: Edit[] = [];
  const mends: TargetMend[] = [];
  const added: string[] = [];
  const missing: string[] = [];
  const published = new Set<RustItem>();
  const publish = (item: RustItem, what: string): void => {
    if (item.visibility === 'pub' || published.has(item)) return;
    published.add(item);
    const start = item.declared;
    edits.push({
      start,
      end: start + (item.visibility === '' ? 0 : item.visibility.length + 1),
      text: 'pub ',
    });
    mends.push({ kind: 'made-public', detail: what });
  };
  for (const { entry, path } of pathsOf(surface)) {
    const name = path.at(-1) ?? '';
    const found = findPlace(places, path);
    if (found === null) {
      if (!isReExported(items, name)) missing.push(entry.name);
      continue;
    }
    for (const module of found.modules) publish(module, `mod ${module.name}`);
    if (found.place.item.kind !== 'macro') publish(found.place.item, name);
    else if (!found.place.item.attributes.some((text) => text.startsWith('#[macro_export'))) {
      edits.push({
        start: found.place.item.declared,
        end: found.place.item.declared,
        text: '#[macro_export]\n',
      });
      mends.push({ kind: 'made-public', detail: `${name}!` });
    }
    if (found.place.path.join('::') !== path.join('::') && found.place.item.kind !== 'macro') {
      const alias = renderAlias(found.place.path, path);
      const module = places.find(
        ({ item, path: own }) => item.items !== null && own.join('::') === path.slice(0, -1).join('::'),
      );
      if (module === undefined) added.push(alias);
      else
        edits.push({
          start: module.item.end - 1,
          end: module.item.end - 1,
          text: `${alias.slice(alias.indexOf('|') + 1)}\n`,
        });
      mends.push({ kind: 'name-matched', detail: `${path.join('::')} is ${found.place.path.join('::')}` });
    }
    const members = new Set(entry.members.map((member) => member.name));
    publishMembers(found.place.item, { items, members, edits, mends, name });
  }
  const text = applyEdits(code, edits);
  return {
    code: added.length === 0 ? text : `${text.trimEnd()}\n\n${mergeModules(added)}\n`,
    missing,
    mends,
  };
}

function listPlaces(items: readonly RustItem[], path: readonly string[]): Place[] {
  return items.flatMap((item) => {
    if (item.kind === 'use' || item.kind === 'impl') return [];
    const own = { item, path: [...path, item.name] };
    return item.kind === 'module' ? [own, ...listPlaces(item.items ?? [], own.path)] : [own];
  });
}

/** The declaration under the path itself, else one of that name elsewhere, else one that differs in case only. */
function findPlace(
  places: readonly Place[],
  path: readonly string[],
): { readonly place: Place; readonly modules: readonly RustItem[] } | null {
  const name = path.at(-1) ?? '';
  const whole = path.join('::');
  const named = places.filter(({ item }) => item.kind !== 'module');
  const place =
    named.find((each) => each.path.join('::') === whole) ??
    named.find(({ item }) => item.name === name) ??
    named.find(({ item }) => foldName(item.name) === foldName(name));
  if (place === undefined) return null;
  const modules = places.filter(
    (each) =>
      each.item.kind === 'module' &&
      each.path.length < place.path.length &&
      each.path.every((part, index) => part === place.path[index]),
  );
  return { place, modules: modules.map(({ item }) => item) };
}

function isReExported(items: readonly RustItem[], name: string): boolean {
  return items.some(
    ({ kind, visibility, uses }) =>
      kind === 'use' && visibility === 'pub' && uses.some((use) => use.name === name || use.name === '*'),
  );
}

function renderAlias(from: readonly string[], to: readonly string[]): string {
  const [own, wanted] = [from.at(-1), to.at(-1)];
  return `${to.slice(0, -1).join('::')}|pub use crate::${from.join('::')}${own === wanted ? '' : ` as ${wanted}`};`;
}

/** Aliases in the modules where they belong. */
function mergeModules(aliases: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const alias of aliases) {
    const at = alias.indexOf('|');
    const lines = groups.get(alias.slice(0, at)) ?? [];
    groups.set(alias.slice(0, at), [...lines, alias.slice(at + 1)]);
  }
  return [...groups]
    .map(([path, lines]) =>
      path
        .split('::')
        .filter((name) => name !== '')
        .reduceRight((inner, name) => `pub mod ${name} {\n${inner}\n}`, lines.join('\n')),
    )
    .join('\n');
}

interface Publishing {
  readonly items: readonly RustItem[];
  readonly members: ReadonlySet<string>;
  readonly edits: Edit[];
  readonly mends: TargetMend[];
  readonly name: string;
}

/** Methods of inherent impls that are documented and were left private. */
function publishMembers(item: RustItem, { items, members, edits, mends, name }: Publishing): void {
  if (item.kind !== 'struct' && item.kind !== 'enum') return;
  for (const impl of items) {
    if (impl.kind !== 'impl' || impl.traitName !== null || impl.typeName?.replace(/<.*$/, '') !== item.name)
      continue;
    for (const inner of impl.items ?? []) {
      if (!members.has(inner.name) || inner.visibility !== '') continue;
      edits.push({ start: inner.declared, end: inner.declared, text: 'pub ' });
      mends.push({ kind: 'made-public', detail: `${name}::${inner.name}` });
    }
  }
}
