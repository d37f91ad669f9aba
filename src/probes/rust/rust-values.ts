import type { Random } from '../random.ts';
import type { ValuePool } from '../value-pool.ts';
import { makeDeclared } from './rust-declared.ts';
import { makeMany, makeText, type RustDraft, type RustTools } from './rust-draft.ts';
import { makeByBounds, makeStandardRust } from './rust-standard.ts';
import type { RustSurface } from './rust-surface.ts';
import type { RustType } from './rust-types.ts';

/** What calls in Rust are made with. */
export function createRustTools(surface: RustSurface, pool: ValuePool, random: Random): RustTools {
  const tools: RustTools = {
    ...{ surface, pool, random },
    make: (draft, type, depth = 0) => makeRustValue(tools, draft, type, depth),
  };
  return tools;
}

const deepest = 4;

function makeRustValue(tools: RustTools, draft: RustDraft, type: RustType, depth: number): string | null {
  if (depth > deepest) return null;
  switch (type.kind) {
    case 'name':
      return makeNamed(tools, draft, type, depth);
    case 'reference':
      return makeReference(tools, draft, type, depth);
    case 'list':
      return makeItems(tools, draft, type, depth);
    case 'tuple': {
      const items = type.items.map((item) => makeRustValue(tools, draft, item, depth + 1));
      return items.includes(null) ? null : `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'function':
      return makeClosure(tools, draft, type, depth);
    case 'bounds':
      return makeByBounds(tools, draft, type.bounds, depth);
    default:
      return null;
  }
}

function makeNamed(
  tools: RustTools,
  draft: RustDraft,
  type: Extract<RustType, { kind: 'name' }>,
  depth: number,
): string | null {
  const { surface, random } = tools;
  const { name } = type;
  if (name === 'Self') return draft.self === null ? null : makeRustValue(tools, draft, draft.self, depth + 1);
  const generic = draft.generics.get(name);
  if (generic !== undefined) return makeRustValue(tools, draft, generic, depth);
  if (/^[iu](?:8|16|32|64|128|size)$/.test(name)) return makeWhole(tools, draft, name);
  if (/^f(?:32|64)$/.test(name)) return makeFraction(tools, draft, name);
  if (name === 'bool') return random.pick(['true', 'false']);
  const declared = surface.types.get(name);
  if (declared !== undefined) return makeDeclared(tools, draft, declared, depth);
  const alias = surface.aliases.get(name);
  if (alias !== undefined) return makeRustValue(tools, draft, alias, depth + 1);
  return makeStandardRust(tools, draft, type, depth);
}

const largest: Readonly<Record<string, number>> = { i8: 127, u8: 255, i16: 32_767, u16: 65_535 };

function makeWhole({ random, pool }: RustTools, draft: RustDraft, name: string): string {
  const most = largest[name] ?? 2_147_483_647;
  const way = random.whole(12);
  if (way === 0 && name.startsWith('i')) return draft.odd(`-${random.pick([1, 2, 7])}`);
  if (way === 1)
    return draft.odd(
      random.pick([`${name}::MAX`, `${name}::MAX - 1`, ...(name.startsWith('i') ? [`${name}::MIN`] : [])]),
    );
  const fitting = pool.numbers.filter((value) => Number.isInteger(value) && value >= 0 && value <= most);
  return String(random.pick(fitting));
}

function makeFraction({ random, pool }: RustTools, draft: RustDraft, name: string): string {
  const way = random.whole(14);
  if (way === 0) return draft.odd(`${name}::${random.pick(['NAN', 'INFINITY', 'NEG_INFINITY'])}`);
  if (way === 1) return draft.odd(`-${random.pick(['1.0', '0.5', '2.25'])}`);
  const value = random.pick(pool.numbers) + random.pick([0, 0, 0.5, 0.25, 0.1, 0.999]);
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function makeReference(
  tools: RustTools,
  draft: RustDraft,
  { item, isMutable }: Extract<RustType, { kind: 'reference' }>,
  depth: number,
): string | null {
  if (isMutable) {
    const isSlice = item.kind === 'list' && item.length === null;
    const value = isSlice
      ? makeBuffer(tools, draft, item.item, depth)
      : makeRustValue(tools, draft, item, depth + 1);
    if (value === null) return null;
    // What is lent already is lent as it is.
    if (value.startsWith('&mut ')) return value;
    const local = draft.name('value');
    draft.statements.push(`let mut ${local} = ${value};`);
    return `&mut ${local}`;
  }
  if (item.kind === 'name' && item.name === 'str') return makeText(tools);
  if (item.kind === 'name') {
    const constants = tools.surface.constants.filter(({ type }) => type === item.name);
    if (constants.length > 0 && tools.random.next() < 0.7) return tools.random.pick(constants).local;
    const shown = makeStandardRust(tools, draft, { ...item, name: `&${item.name}` }, depth);
    if (shown !== null) return shown;
  }
  const value = makeRustValue(tools, draft, item, depth + 1);
  return value === null ? null : `&${value}`;
}

function makeBuffer(tools: RustTools, draft: RustDraft, item: RustType, depth: number): string | null {
  if (item.kind === 'name' && item.name === 'u8')
    return `[0u8; ${tools.random.pick([0, 1, 2, 4, 8, 16, 32])}]`;
  return makeItems(tools, draft, { kind: 'list', item, length: null }, depth);
}

function makeItems(
  tools: RustTools,
  draft: RustDraft,
  { item, length }: Extract<RustType, { kind: 'list' }>,
  depth: number,
): string | null {
  if (length !== null && !/^\d+$/.test(length)) return null;
  const items = makeMany(tools, draft, item, {
    depth,
    count: length === null ? null : Math.min(64, Number(length)),
  });
  return items === null ? null : `[${items.join(', ')}]`;
}

function makeClosure(
  tools: RustTools,
  draft: RustDraft,
  { parameters, result }: Extract<RustType, { kind: 'function' }>,
  depth: number,
): string | null {
  const names = parameters.map((_, index) => `a${index}`);
  const same = parameters.findIndex(
    (each) => result !== null && JSON.stringify(each) === JSON.stringify(result),
  );
  if (result === null) return `|${names.join(', ')}| { let _ = (${names.join(', ')}); }`;
  if (same !== -1 && tools.random.next() < 0.6) return `|${names.join(', ')}| a${same}`;
  const value = makeRustValue(tools, draft, result, depth + 2);
  return value === null ? null : `|${names.map((name) => `_${name}`).join(', ')}| ${value}`;
}
