import { TokenReader } from '../compiled/token-reader.ts';

/** A type of Rust as calls need it. */
export type RustType =
  | { readonly kind: 'name'; readonly name: string; readonly inner: readonly RustType[] }
  | { readonly kind: 'reference'; readonly item: RustType; readonly isMutable: boolean }
  | { readonly kind: 'list'; readonly item: RustType; readonly length: string | null }
  | { readonly kind: 'tuple'; readonly items: readonly RustType[] }
  | { readonly kind: 'function'; readonly parameters: readonly RustType[]; readonly result: RustType | null }
  /** `impl A + B`, `dyn A`, or the bounds of a parameter. */
  | { readonly kind: 'bounds'; readonly bounds: readonly RustType[] }
  | { readonly kind: 'other'; readonly text: string };

export interface RustSignature {
  readonly name: string;
  /** Of a method: how it takes what it is called on; null for a function. */
  readonly self: 'value' | 'reference' | 'mutable' | null;
  readonly generics: ReadonlyMap<string, RustType>;
  readonly parameters: readonly RustType[];
  readonly result: RustType | null;
  readonly isUnsafe: boolean;
}

const token = /'[a-z_]\w*|[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*|->|::|\d+|[^\s]/g;

class Reader extends TokenReader {
  constructor(text: string) {
    super(text, token);
  }
  skipLifetimes(): void {
    while (/^'/.test(this.peek())) this.next();
  }
}

export function readRustType(text: string): RustType {
  return readType(new Reader(text), 0);
}

function readType(reader: Reader, depth: number): RustType {
  if (depth > 30) return { kind: 'other', text: 'deep' };
  if (reader.eat('&')) {
    reader.skipLifetimes();
    const isMutable = reader.eat('mut');
    return { kind: 'reference', isMutable, item: readType(reader, depth + 1) };
  }
  if (reader.eat('(')) return readTuple(reader, depth);
  if (reader.eat('[')) {
    const item = readType(reader, depth + 1);
    let length: string | null = null;
    if (reader.eat(';')) {
      length = '';
      while (!reader.isDone() && reader.peek() !== ']') length += reader.next();
    }
    reader.eat(']');
    return { kind: 'list', item, length };
  }
  if (reader.peek() === 'impl' || reader.peek() === 'dyn') {
    reader.next();
    return readBounds(reader, depth);
  }
  if (reader.peek() === 'for') skipAngles(reader);
  if (reader.peek() === 'fn') {
    reader.next();
    return readCallable(reader, depth);
  }
  const name = reader.next();
  if (!/^[A-Za-z_]/.test(name)) return { kind: 'other', text: name };
  const last = name.split('::').at(-1) ?? name;
  if (/^Fn(?:Mut|Once)?$/.test(last) && reader.peek() === '(') return readCallable(reader, depth);
  return { kind: 'name', name: last, inner: readArguments(reader, depth) };
}

/** `for<'a>` says nothing that a call needs. */
function skipAngles(reader: Reader): void {
  reader.next();
  if (!reader.eat('<')) return;
  while (!reader.isDone() && !reader.eat('>')) reader.next();
}

function readTuple(reader: Reader, depth: number): RustType {
  const items: RustType[] = [];
  while (!reader.isDone() && !reader.eat(')')) {
    items.push(readType(reader, depth + 1));
    reader.eat(',');
  }
  return { kind: 'tuple', items };
}

function readCallable(reader: Reader, depth: number): RustType {
  reader.eat('(');
  const inside = readTuple(reader, depth);
  const result = reader.eat('->') ? readType(reader, depth + 1) : null;
  return { kind: 'function', parameters: inside.kind === 'tuple' ? inside.items : [], result };
}

/** What stands between angles: types, and of `Item = T` the type alone. */
function readArguments(reader: Reader, depth: number): RustType[] {
  reader.eat('::');
  if (!reader.eat('<')) return [];
  const inner: RustType[] = [];
  while (!reader.isDone() && !reader.eat('>')) {
    reader.skipLifetimes();
    if (reader.eat(',')) continue;
    if (reader.eat('>')) break;
    if (/^[A-Z]\w*$/.test(reader.peek()) && reader.peek(1) === '=') {
      reader.next();
      reader.next();
    }
    inner.push(readType(reader, depth + 1));
    reader.eat(',');
  }
  return inner;
}

function readBounds(reader: Reader, depth: number): RustType {
  const bounds: RustType[] = [];
  do {
    reader.eat('?');
    if (/^'/.test(reader.peek())) reader.next();
    else if (reader.eat('(')) {
      bounds.push(readType(reader, depth + 1));
      reader.eat(')');
    } else bounds.push(readType(reader, depth + 1));
  } while (reader.eat('+'));
  return { kind: 'bounds', bounds };
}

/** `pub fn pad<T: AsRef<str>>(text: T, width: usize) -> String where ...`; null for what is no function. */
export function readRustSignature(text: string): RustSignature | null {
  const reader = new Reader(text);
  let isUnsafe = false;
  while (!reader.isDone() && reader.peek() !== 'fn') {
    if (/^(?:struct|enum|trait|impl|type|static|union|mod|use)$/.test(reader.peek())) return null;
    isUnsafe ||= reader.next() === 'unsafe';
  }
  if (!reader.eat('fn')) return null;
  const name = reader.next();
  const generics = new Map<string, RustType>();
  if (reader.peek() === '<') readGenerics(reader, generics);
  if (!reader.eat('(')) return null;
  let self: RustSignature['self'] = null;
  const parameters: RustType[] = [];
  while (!reader.isDone() && !reader.eat(')')) {
    const taken = readSelf(reader);
    if (taken !== null) self = taken;
    else parameters.push(readParameter(reader));
    reader.eat(',');
  }
  const result = reader.eat('->') ? readType(reader, 0) : null;
  if (reader.eat('where')) readWhere(reader, generics);
  return { name, self, generics, parameters, result: isUnit(result) ? null : result, isUnsafe };
}

function isUnit(type: RustType | null): boolean {
  return type?.kind === 'tuple' && type.items.length === 0;
}

function readSelf(reader: Reader): RustSignature['self'] {
  const words = [0, 1, 2, 3].map((offset) => reader.peek(offset)).filter((word) => !/^'/.test(word));
  const isReference = words[0] === '&';
  const rest = isReference ? words.slice(1) : words;
  const isMutable = rest[0] === 'mut';
  if ((isMutable ? rest[1] : rest[0]) !== 'self') return null;
  while (!reader.eat('self')) reader.next();
  if (reader.eat(':')) readType(reader, 0);
  return isReference ? (isMutable ? 'mutable' : 'reference') : 'value';
}

/** A pattern and its type; the pattern is nobody's business. */
function readParameter(reader: Reader): RustType {
  while (!reader.isDone() && !reader.eat(':')) {
    if (reader.peek() === ',' || reader.peek() === ')') return { kind: 'other', text: 'pattern' };
    reader.next();
  }
  return readType(reader, 0);
}

function readGenerics(reader: Reader, generics: Map<string, RustType>): void {
  reader.next();
  while (!reader.isDone() && !reader.eat('>')) {
    if (/^'/.test(reader.peek())) {
      reader.next();
      if (reader.eat(':')) reader.skipLifetimes();
    } else {
      const isConstant = reader.eat('const');
      const name = reader.next();
      const bounds = reader.eat(':') ? readBounds(reader, 0) : ({ kind: 'bounds', bounds: [] } as const);
      generics.set(name, isConstant ? { kind: 'other', text: 'const' } : bounds);
      if (reader.eat('=')) readType(reader, 0);
    }
    reader.eat(',');
  }
}

function readWhere(reader: Reader, generics: Map<string, RustType>): void {
  while (!reader.isDone()) {
    if (reader.peek() === 'for') skipAngles(reader);
    const subject = readType(reader, 0);
    if (!reader.eat(':')) return;
    const found = readBounds(reader, 0);
    const target = subject.kind === 'reference' ? subject.item : subject;
    const known = target.kind === 'name' ? generics.get(target.name) : undefined;
    if (target.kind === 'name' && known?.kind === 'bounds' && found.kind === 'bounds') {
      generics.set(target.name, { kind: 'bounds', bounds: [...known.bounds, ...found.bounds] });
    }
    if (!reader.eat(',')) return;
  }
}

/** What a variant holds: `(usize, String)` or `{ start: usize }`. */
export function readRustFields(inner: string): { readonly name: string; readonly type: RustType }[] {
  const reader = new Reader(inner);
  const isTuple = reader.eat('(');
  if (!isTuple && !reader.eat('{')) return [];
  const fields: { name: string; type: RustType }[] = [];
  while (!reader.isDone() && !reader.eat(')') && !reader.eat('}')) {
    reader.eat('pub');
    const name = isTuple ? '' : reader.next();
    if (!isTuple) reader.eat(':');
    fields.push({ name, type: readType(reader, 0) });
    reader.eat(',');
  }
  return fields;
}
