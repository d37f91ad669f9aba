import { makeRustCall } from './rust-call.ts';
import { makeText, type RustDraft, type RustTools } from './rust-draft.ts';
import type { RustDeclared } from './rust-surface.ts';
import { type RustSignature, type RustType, readRustFields } from './rust-types.ts';

/** A value of a type of the crate, by one of the ways in which the documents make one. */
export function makeDeclared(
  tools: RustTools,
  draft: RustDraft,
  declared: RustDeclared,
  depth: number,
): string | null {
  const { random, surface } = tools;
  const { local, makers, variants, fields, constants } = declared;
  if (declared.hasGenerics) return null;
  const own: RustType = { kind: 'name', name: local, inner: [] };
  const ways: (() => string | null)[] = [
    ...makers
      .slice(0, 12)
      .map(
        (maker) => () =>
          unwrapMade(
            maker,
            makeRustCall(tools, inside(draft, own), `${local}::${maker.name}`, maker, depth + 1),
          ),
      ),
    ...surface.functions
      .filter(({ signature: { result } }) => result !== null && isNamed(result, local))
      .slice(0, 6)
      .map(
        ({ local: name, signature }) =>
          () =>
            unwrapMade(signature, makeRustCall(tools, draft, name, signature, depth + 1)),
      ),
    ...(constants.length > 0 ? [() => random.pick(constants)] : []),
    ...(declared.fromText ? [() => `${makeText(tools)}.parse::<${local}>().unwrap()`] : []),
    ...(declared.isDefault && makers.length === 0 ? [() => `${local}::default()`] : []),
    ...declared.from
      .slice(0, 4)
      .map((type) => () => wrap(`${local}::from`, tools.make(draft, type, depth + 1))),
    ...(variants.length > 0
      ? [() => makeVariant(tools, draft, declared, depth), () => makeVariant(tools, draft, declared, depth)]
      : []),
    ...(fields.length > 0 ? [() => makeLiteral(tools, draft, declared, depth)] : []),
  ];
  if (ways.length === 0) return null;
  return random.pick(ways)();
}

function inside(draft: RustDraft, self: RustType): RustDraft {
  draft.self = self;
  return draft;
}

function isNamed(type: RustType, name: string): boolean {
  if (type.kind !== 'name') return false;
  return (
    type.name === name ||
    (/^(?:Option|Result)$/.test(type.name) && isNamed(type.inner[0] ?? { kind: 'other', text: '' }, name))
  );
}

function unwrapMade({ result }: RustSignature, call: string | null): string | null {
  const isWrapped = result?.kind === 'name' && /^(?:Option|Result)$/.test(result.name);
  return call === null ? null : `${call}${isWrapped ? '.unwrap()' : ''}`;
}

function wrap(name: string, value: string | null): string | null {
  return value === null ? null : `${name}(${value})`;
}

function makeVariant(
  tools: RustTools,
  draft: RustDraft,
  { local, variants }: RustDeclared,
  depth: number,
): string | null {
  const { name, inner } = tools.random.pick(variants);
  if (inner === '') return `${local}::${name}`;
  const parts = readRustFields(inner);
  const values = parts.map(({ type }) => tools.make(draft, type, depth + 1));
  if (values.includes(null)) return null;
  const isTuple = inner.startsWith('(');
  const texts = values.map((value, index) => (isTuple ? value : `${parts[index]?.name}: ${value}`));
  return isTuple ? `${local}::${name}(${texts.join(', ')})` : `${local}::${name} { ${texts.join(', ')} }`;
}

function makeLiteral(
  tools: RustTools,
  draft: RustDraft,
  { local, fields }: RustDeclared,
  depth: number,
): string | null {
  const parts = fields.map(({ name, type }) => {
    const value = tools.make(draft, type, depth + 1);
    return value === null ? null : /^\d+$/.test(name) ? value : `${name}: ${value}`;
  });
  if (parts.includes(null)) return null;
  return /^\d+$/.test(fields[0]?.name ?? '')
    ? `${local}(${parts.join(', ')})`
    : `${local} { ${parts.join(', ')} }`;
}
