import { TokenReader } from '../compiled/token-reader.ts';

/** A type of Go as calls need it. */
export type GoType =
  | { readonly kind: 'name'; readonly name: string; readonly inner: readonly GoType[] }
  | { readonly kind: 'list'; readonly item: GoType; readonly length: string | null }
  | { readonly kind: 'map'; readonly key: GoType; readonly item: GoType }
  | { readonly kind: 'pointer'; readonly item: GoType }
  | {
      readonly kind: 'function';
      readonly parameters: readonly GoParameter[];
      readonly results: readonly GoType[];
    }
  | { readonly kind: 'other'; readonly text: string };

export interface GoParameter {
  readonly name: string;
  readonly type: GoType;
  readonly isRest: boolean;
}

export interface GoSignature {
  readonly name: string;
  /** Of a method: the type that has it, without a star. */
  readonly receiver: string | null;
  readonly generics: readonly { readonly name: string; readonly bound: string }[];
  readonly parameters: readonly GoParameter[];
  readonly results: readonly GoType[];
}

const token = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?|\.\.\.|<-|\d+|[^\s]/gu;

class Reader extends TokenReader {
  constructor(text: string) {
    super(text, token);
  }
  /** The texts up to the bracket that closes the one that was opened, itself left out. */
  skipTo(open: string, close: string): string {
    const texts: string[] = [];
    for (let depth = 1; !this.isDone(); ) {
      const text = this.next();
      if (text === open) depth += 1;
      if (text === close) depth -= 1;
      if (depth === 0) break;
      texts.push(text);
    }
    return texts.join(' ');
  }
}

const isName = (text: string): boolean => /^[\p{L}_]/u.test(text);

export function readGoType(text: string): GoType {
  return readType(new Reader(text), 0);
}

function readType(reader: Reader, depth: number): GoType {
  if (depth > 30) return { kind: 'other', text: 'deep' };
  if (reader.eat('*')) return { kind: 'pointer', item: readType(reader, depth + 1) };
  if (reader.eat('(')) {
    const inner = readType(reader, depth + 1);
    reader.eat(')');
    return inner;
  }
  if (reader.eat('[')) {
    const length = reader.skipTo('[', ']');
    return { kind: 'list', length: length === '' ? null : length, item: readType(reader, depth + 1) };
  }
  const name = reader.next();
  if (name === 'map' && reader.eat('[')) {
    const key = readType(reader, depth + 1);
    reader.eat(']');
    return { kind: 'map', key, item: readType(reader, depth + 1) };
  }
  if (name === 'func') return readFunction(reader, depth);
  if ((name === 'interface' || name === 'struct') && reader.eat('{')) {
    const inner = reader.skipTo('{', '}');
    return name === 'interface' && inner === ''
      ? { kind: 'name', name: 'any', inner: [] }
      : { kind: 'other', text: name };
  }
  if (name === 'chan' || name === '<-') {
    readType(reader, depth + 1);
    return { kind: 'other', text: 'chan' };
  }
  if (!isName(name)) return { kind: 'other', text: name };
  const inner: GoType[] = [];
  if (reader.peek() === '[' && isName(reader.peek(1))) {
    reader.next();
    do inner.push(readType(reader, depth + 1));
    while (reader.eat(','));
    reader.eat(']');
  }
  return { kind: 'name', name, inner };
}

function readFunction(reader: Reader, depth: number): GoType {
  const parameters = reader.eat('(') ? readParameters(reader, depth) : [];
  return { kind: 'function', parameters, results: readResults(reader, depth) };
}

function readResults(reader: Reader, depth: number): GoType[] {
  if (reader.eat('(')) return readParameters(reader, depth).map(({ type }) => type);
  const next = reader.peek();
  if (!isName(next) && !/^[*[(<]/.test(next)) return [];
  return [readType(reader, depth + 1)];
}

/** `a, b int, c ...string` and `int, string`, up to the closing bracket. */
function readParameters(reader: Reader, depth: number): GoParameter[] {
  const parts: { name: string | null; type: GoType | null; isRest: boolean }[] = [];
  while (!reader.isDone() && !reader.eat(')')) {
    const next = reader.peek(1);
    const isNamed = isName(reader.peek()) && !/^(?:map|func|interface|struct|chan)$/.test(reader.peek());
    if (isNamed && (next === ',' || next === ')')) {
      parts.push({ name: reader.next(), type: null, isRest: false });
    } else {
      // `list []int` is a name and a type, `List[int]` a type.
      const isGeneric =
        next === '[' && isName(reader.peek(2)) && reader.peek(3) !== ']'
          ? true
          : next === '[' && isName(reader.peek(2));
      const name = isNamed && !isGeneric ? reader.next() : null;
      const isRest = reader.eat('...');
      parts.push({ name, type: readType(reader, depth + 1), isRest });
    }
    reader.eat(',');
  }
  const hasNames = parts.some(({ name, type }) => name !== null && type !== null);
  return parts.map((part, index) => {
    if (part.type !== null) return { name: part.name ?? '', type: part.type, isRest: part.isRest };
    if (!hasNames)
      return { name: '', type: { kind: 'name', name: part.name ?? '', inner: [] }, isRest: false };
    const later = parts.slice(index).find(({ type }) => type !== null);
    return {
      name: part.name ?? '',
      type: later?.type ?? { kind: 'other', text: '' },
      isRest: later?.isRest ?? false,
    };
  });
}

/** `func (p *Parser) Parse(line string) ([]string, error)`; null for what is no function. */
export function readGoSignature(text: string): GoSignature | null {
  const reader = new Reader(text);
  if (!reader.eat('func')) return null;
  let receiver: string | null = null;
  if (reader.eat('('))
    receiver = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[.*\])?\s*$/u.exec(reader.skipTo('(', ')'))?.[1] ?? null;
  const name = reader.next();
  const generics = reader.eat('[') ? readGenerics(reader.skipTo('[', ']')) : [];
  if (!isName(name) || !reader.eat('(')) return null;
  const parameters = readParameters(reader, 0);
  return { name, receiver, generics, parameters, results: readResults(reader, 0) };
}

function readGenerics(text: string): { name: string; bound: string }[] {
  const parts = text.split(',').map((part) => part.trim().split(/\s+/));
  return parts.flatMap(([name = '', ...bound], index) => {
    const later = parts.slice(index).find((part) => part.length > 1) ?? [];
    return isName(name) ? [{ name, bound: (bound.length > 0 ? bound : later.slice(1)).join(' ') }] : [];
  });
}
