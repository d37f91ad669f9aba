import { widenText, wideShare } from '../compiled/wide-texts.ts';
import type { Random } from '../random.ts';
import { changeString, pickString } from '../value-pool.ts';
import type { GoDraft, GoTools } from './go-draft.ts';
import { quoteGo } from './go-spelling.ts';
import { makeStandard } from './go-standard.ts';
import type { GoDeclared } from './go-surface.ts';
import { pickConcrete, renderGoType, substitute } from './go-type-text.ts';
import type { GoSignature, GoType } from './go-types.ts';

const deepest = 4;
const wholeTypes = /^(?:u?int(?:8|16|32|64)?|uintptr|byte|rune)$/;

/** An expression of the type, with what it needs in the draft; null where none can be made. */
export function makeGoValue(tools: GoTools, draft: GoDraft, type: GoType, depth = 0): string | null {
  const { random } = tools;
  if (depth > deepest) return null;
  switch (type.kind) {
    case 'name':
      return makeNamed(tools, draft, type, depth);
    case 'list':
      return makeList(tools, draft, type, depth);
    case 'map': {
      const pairs = new Map<string, string>();
      for (let count = random.pick([0, 1, 2, 3]); count > 0; count -= 1) {
        const key = makeGoValue(tools, draft, type.key, depth + 1);
        const value = makeGoValue(tools, draft, type.item, depth + 1);
        if (key === null || value === null) return null;
        pairs.set(key, value);
      }
      const text = renderGoType(tools.surface, type);
      return text === null
        ? null
        : `${text}{${[...pairs].map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
    }
    case 'pointer':
      return makePointer(tools, draft, type.item, depth);
    case 'function':
      return makeFunction(tools, draft, type, depth);
    default:
      return null;
  }
}

function makeNamed(
  tools: GoTools,
  draft: GoDraft,
  { name }: Extract<GoType, { kind: 'name' }>,
  depth: number,
): string | null {
  const { random, pool, surface } = tools;
  if (name === 'string') return makeText(tools, draft);
  if (name === 'bool') return random.pick(['true', 'false']);
  if (name === 'rune' && random.next() < 0.8) return makeSign(random);
  if (wholeTypes.test(name)) return makeWhole(tools, draft, name);
  if (/^float(?:32|64)$/.test(name)) return makeFraction(tools, draft);
  if (name === 'error') return random.next() < 0.7 ? 'errors.New("an error")' : odd(draft, 'error(nil)');
  if (name === 'any' || name === 'interface{}' || name === 'comparable') {
    return random.pick([quoteGo(pickString(pool, random)), quoteGo('a'), '1', '2.5', 'true', '7']);
  }
  const declared = surface.types.get(name);
  if (declared !== undefined) return makeDeclared(tools, draft, declared, depth);
  return makeStandard(tools, draft, name);
}

function odd(draft: GoDraft, text: string): string {
  draft.isOrdinary = false;
  return text;
}

function makeText({ random, pool }: GoTools, draft: GoDraft): string {
  if (random.next() < 0.01) return odd(draft, '"a\\xffb"');
  const picked = pickString(pool, random);
  const text = random.next() < 0.35 ? changeString(picked, pool, random) : picked;
  return quoteGo(random.next() < wideShare ? widenText(text, random) : text);
}

function makeSign(random: Random): string {
  return random.pick(["'a'", "'Z'", "'0'", "' '", "'-'", "'_'", "'.'", "','", "'é'", "'日'", "'\\n'"]);
}

function makeWhole({ random, pool }: GoTools, draft: GoDraft, name: string): string {
  const limits: Readonly<Record<string, number>> = {
    int8: 127,
    uint8: 255,
    byte: 255,
    int16: 32_767,
    uint16: 65_535,
  };
  const most = limits[name] ?? 2_147_483_647;
  const isSigned = /^(?:int|rune)/.test(name);
  const way = random.whole(12);
  if (way === 0 && isSigned) return odd(draft, `-${random.pick([1, 2, 7])}`);
  if (way === 1) return odd(draft, String(random.pick([most, most - 1])));
  if ((name === 'byte' || name === 'uint8') && way < 7) return makeSign(random).replace(/'[é日]'/, "'b'");
  const fitting = pool.numbers.filter((value) => Number.isInteger(value) && value >= 0 && value <= most);
  return String(random.pick(fitting));
}

function makeFraction({ random, pool }: GoTools, draft: GoDraft): string {
  const way = random.whole(14);
  if (way === 0) return odd(draft, random.pick(['math.NaN()', 'math.Inf(1)', 'math.Inf(-1)']));
  if (way === 1) return odd(draft, `-${random.pick([1, 0.5, 2.25])}`);
  const value = random.pick(pool.numbers);
  const more = random.pick([0, 0, 0.5, 0.25, 0.1, 0.999]);
  return String(value + more);
}

function makeList(
  tools: GoTools,
  draft: GoDraft,
  { item, length }: Extract<GoType, { kind: 'list' }>,
  depth: number,
): string | null {
  const { random, surface } = tools;
  if (item.kind === 'name' && /^(?:byte|uint8)$/.test(item.name) && length === null)
    return `[]byte(${makeText(tools, draft)})`;
  const inner = renderGoType(surface, item);
  if (inner === null) return null;
  const isFixed = length !== null && /^\d+$/.test(length);
  if (length !== null && !isFixed) return null;
  if (!isFixed && random.next() < 0.05) return odd(draft, `[]${inner}(nil)`);
  const count = isFixed ? Math.min(Number(length), 16) : random.pick([0, 1, 2, 2, 3, 4, 6]);
  const items: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const value =
      items.length > 0 && random.next() < 0.2
        ? random.pick(items)
        : makeGoValue(tools, draft, item, depth + 1);
    if (value === null) return null;
    items.push(value);
  }
  return `[${length ?? ''}]${inner}{${items.join(', ')}}`;
}

function makePointer(tools: GoTools, draft: GoDraft, item: GoType, depth: number): string | null {
  if (item.kind === 'name') {
    const standard = makeStandard(tools, draft, `*${item.name}`);
    if (standard !== null) return standard;
    const declared = tools.surface.types.get(item.name);
    if (declared !== undefined) return makeDeclared(tools, draft, declared, depth, true);
  }
  const value = makeGoValue(tools, draft, item, depth + 1);
  const text = renderGoType(tools.surface, item);
  if (value === null || text === null) return null;
  const name = draft.name('value');
  draft.statements.push(`var ${name} ${text} = ${value}`);
  return `&${name}`;
}

/** A closure that keeps what it was called with, and gives back one of its arguments or a fixed value. */
function makeFunction(
  tools: GoTools,
  draft: GoDraft,
  { parameters, results }: Extract<GoType, { kind: 'function' }>,
  depth: number,
): string | null {
  const { surface, random } = tools;
  const types = parameters.map(({ type }) => renderGoType(surface, type));
  const returned = results.map((type) => renderGoType(surface, type));
  if (types.includes(null) || returned.includes(null) || parameters.some(({ isRest }) => isRest)) return null;
  const names = types.map((_, index) => `a${index}`);
  const values = results.map((type) => {
    const same = types.indexOf(renderGoType(surface, type));
    if (same !== -1 && random.next() < 0.7) return names[same] ?? '';
    return makeGoValue(tools, draft, type, depth + 2);
  });
  if (values.includes(null)) return null;
  const list = names.map((name, index) => `${name} ${types[index]}`).join(', ');
  const keep = draft.name('told');
  if (names.length > 0) draft.statements.push(`${keep} := []any{}`);
  const keeping = names.length === 0 ? '' : `${keep} = append(${keep}, ${names.join(', ')}); `;
  const gives =
    returned.length > 1 ? ` (${returned.join(', ')})` : returned.length === 1 ? ` ${returned[0]}` : '';
  return `func(${list})${gives} { ${keeping}${values.length === 0 ? '' : `return ${values.join(', ')} `}}`;
}

function makeDeclared(
  tools: GoTools,
  draft: GoDraft,
  declared: GoDeclared,
  depth: number,
  isPointer = false,
): string | null {
  const { surface, random } = tools;
  const { name, under, makers, values, fields, hasGenerics } = declared;
  if (hasGenerics) return null;
  const own = `${surface.packageName}.${name}`;
  if (values.length > 0 && !isPointer) return `${surface.packageName}.${random.pick(values)}`;
  const maker =
    makers.length > 0 && (under !== 'struct' || fields.length === 0 || random.next() < 0.7)
      ? random.pick(makers)
      : null;
  if (maker !== null) {
    const made = makeGoCall(tools, draft, maker, depth + 1);
    if (made === null) return null;
    const local = draft.name('made');
    const rest = maker.results.slice(1).map(() => draft.name('other'));
    draft.statements.push(`${[local, ...rest].join(', ')} := ${made}`);
    const isMadePointer = maker.results[0]?.kind === 'pointer';
    if (isMadePointer === isPointer || under === 'interface') return local;
    return isPointer ? `&${local}` : `*${local}`;
  }
  if (under === 'interface') return null;
  if (under === 'struct') {
    const given = fields.filter(() => random.next() < 0.5);
    const parts = given.flatMap(({ name: field, type }) => {
      const value = makeGoValue(tools, draft, type, depth + 1);
      return value === null ? [] : [`${field}: ${value}`];
    });
    const literal = `${own}{${parts.join(', ')}}`;
    return isPointer ? `&${literal}` : literal;
  }
  const inner = makeGoValue(tools, draft, under, depth + 1);
  if (inner === null) return null;
  if (!isPointer) return `${own}(${inner})`;
  const local = draft.name('value');
  draft.statements.push(`${local} := ${own}(${inner})`);
  return `&${local}`;
}

/** A call of a function or, with a receiver, of a method; null where a value cannot be made. */
export function makeGoCall(
  tools: GoTools,
  draft: GoDraft,
  signature: GoSignature,
  depth = 0,
  receiver: string | null = null,
): string | null {
  const { random, surface } = tools;
  const concrete = new Map<string, GoType>(
    signature.generics.map(({ name, bound }) => [name, pickConcrete(bound, random)]),
  );
  const given: string[] = [];
  for (const { type, isRest } of signature.parameters) {
    const actual = substitute(type, concrete);
    for (let count = isRest ? random.whole(4) : 1; count > 0; count -= 1) {
      const value = makeGoValue(tools, draft, actual, depth);
      if (value === null) return null;
      given.push(keepList(draft, actual, value, depth));
    }
  }
  const types = [...concrete.values()].map((type) => renderGoType(surface, type));
  const generics = types.length === 0 ? '' : `[${types.join(', ')}]`;
  return `${receiver ?? surface.packageName}.${signature.name}${generics}(${given.join(', ')})`;
}

/** A list in a variable of its own is looked at after the call: it may have been changed. */
function keepList(draft: GoDraft, type: GoType, value: string, depth: number): string {
  if (depth > 0 || type.kind !== 'list' || type.length !== null || value.startsWith('[]byte')) return value;
  const local = draft.name('list');
  draft.statements.push(`${local} := ${value}`);
  return local;
}
