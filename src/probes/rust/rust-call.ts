import type { RustDraft, RustTools } from './rust-draft.ts';
import type { RustSignature, RustType } from './rust-types.ts';

/** A call of what `callee` names; null where a value cannot be made. */
export function makeRustCall(
  tools: RustTools,
  draft: RustDraft,
  callee: string,
  signature: RustSignature,
  depth = 0,
): string | null {
  // Values that are compared with each other have to be of one type.
  const usual: RustType =
    tools.random.next() < 0.5
      ? namedType('i32')
      : { kind: 'reference', isMutable: false, item: namedType('str') };
  for (const [name, bounds] of signature.generics) draft.generics.set(name, chooseGeneric(bounds, usual));
  const values = signature.parameters.map((type) => tools.make(draft, type, depth));
  if (values.includes(null)) return null;
  return `${callee}${renderTurbofish(signature)}(${values.join(', ')})`;
}

const telling =
  /^(?:AsRef|Into|ToString|Display|Borrow|IntoIterator|Iterator|DoubleEndedIterator|ExactSizeIterator|Fn|FnMut|FnOnce|Read|BufRead|Write|FromIterator|RangeBounds|Extend)$/;

/** What stands for a parameter: its bounds where they say what is meant, else one type in the whole call. */
function chooseGeneric(bounds: RustType, usual: RustType): RustType {
  if (bounds.kind !== 'bounds') return bounds;
  const names = bounds.bounds.map((each) => (each.kind === 'name' ? each.name : each.kind));
  if (names.some((name) => telling.test(name) || name === 'function')) return bounds;
  if (names.some((each) => /^(?:Float|Real)$/.test(each))) return namedType('f64');
  const isNumber = names.some((each) =>
    /^(?:Add|Sub|Mul|Num|Integer|PrimInt|Unsigned|Zero|One|Copy|Rem)$/.test(each),
  );
  return isNumber ? namedType('i32') : usual;
}

function namedType(name: string): RustType {
  return { kind: 'name', name, inner: [] };
}

/** A type that nothing but the result says. */
function renderTurbofish({ generics, parameters, result }: RustSignature): string {
  if (generics.size !== 1 || result?.kind !== 'name') return '';
  const [[name, bounds] = ['', null]] = [...generics];
  const isOpen = result.name === name && !JSON.stringify(parameters).includes(`"name":"${name}"`);
  if (!isOpen || bounds?.kind !== 'bounds') return '';
  const made = bounds.bounds.find((each) => each.kind === 'name' && each.name === 'FromIterator');
  return made?.kind === 'name' && made.inner[0]?.kind === 'name' && made.inner[0].name === 'char'
    ? '::<String>'
    : '';
}
