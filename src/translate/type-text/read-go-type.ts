import { anyType, type NeutralType, Unsayable } from '../model.ts';
import { TypeScanner } from './scanner.ts';

/** What a function of Go returns, and whether its last result is an error. */
export interface GoResults {
  readonly type: NeutralType;
  readonly fails: boolean;
}

export function readGoType(text: string, generics: ReadonlySet<string>): NeutralType {
  const scanner = new TypeScanner(text);
  const type = readOne(scanner, generics);
  if (!scanner.isDone()) throw new Unsayable(`the type "${text}" is no type of Go that is known`);
  return type;
}

/** `string`, `(string, error)`, `(n int, err error)` or nothing. */
export function readGoResults(text: string, generics: ReadonlySet<string>): GoResults {
  const scanner = new TypeScanner(text);
  const items: NeutralType[] = scanner.isDone()
    ? []
    : scanner.eat('(')
      ? scanner.list(')', () => readNamed(scanner, generics))
      : [readOne(scanner, generics)];
  const fails = items.at(-1)?.kind === 'error';
  const values = fails ? items.slice(0, -1) : items;
  const [first, second] = values;
  // `(value, ok)` is a value that may be missing.
  if (first !== undefined && second?.kind === 'boolean' && values.length === 2)
    return { type: { kind: 'optional', item: first }, fails };
  if (first === undefined) return { type: { kind: 'null' }, fails };
  return { type: values.length === 1 ? first : { kind: 'tuple', items: values }, fails };
}

/** A parameter or result with a name or without one. */
function readNamed(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  const next = scanner.peek(1);
  const isNamed =
    /^[\p{L}_]/u.test(scanner.peek()) && next !== ',' && next !== ')' && next !== '.' && next !== '[';
  if (isNamed && scanner.peek() !== 'map' && scanner.peek() !== 'func') scanner.next();
  return readOne(scanner, generics);
}

function readOne(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  return scanner.within(() => {
    if (scanner.eat('*')) {
      const item = readOne(scanner, generics);
      return item.kind === 'named' ? item : ({ kind: 'optional', item } satisfies NeutralType);
    }
    if (scanner.eat('...')) return readOne(scanner, generics);
    if (scanner.eat('(')) {
      const item = readOne(scanner, generics);
      scanner.expect(')');
      return item;
    }
    if (scanner.eat('[')) return readList(scanner, generics);
    const name = scanner.next();
    if (name === 'map') return readMap(scanner, generics);
    if (name === 'func') return readFunction(scanner, generics);
    if (name === 'interface' || name === 'struct') {
      scanner.expect('{');
      if (!scanner.eat('}')) throw new Unsayable(`a type of Go is declared within a signature`);
      return anyType;
    }
    return readName(scanner, name, generics);
  });
}

function readList(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  if (!scanner.eat(']')) {
    scanner.next();
    scanner.expect(']');
  }
  if (scanner.peek() === 'byte' && scanner.peek(1) !== '.') {
    scanner.next();
    return { kind: 'bytes' };
  }
  return { kind: 'list', item: readOne(scanner, generics) };
}

function readMap(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  scanner.expect('[');
  const key = readOne(scanner, generics);
  scanner.expect(']');
  return { kind: 'map', key, value: readOne(scanner, generics) };
}

function readFunction(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  scanner.expect('(');
  const parameters = scanner.list(')', () => readNamed(scanner, generics));
  const ends = ['', ',', ')', ']', '}'].includes(scanner.peek());
  return { kind: 'function', parameters, returns: ends ? { kind: 'null' } : readOne(scanner, generics) };
}

function readName(scanner: TypeScanner, first: string, generics: ReadonlySet<string>): NeutralType {
  let name = first;
  let owner = '';
  while (scanner.eat('.')) {
    owner = name;
    name = scanner.next();
  }
  if (scanner.eat('[')) scanner.list(']', () => readOne(scanner, generics));
  if (generics.has(name)) return { kind: 'parameter', name };
  if (name === 'string' || name === 'rune') return { kind: 'string' };
  if (/^u?int(?:8|16|32|64|ptr)?$|^byte$/.test(name)) return { kind: 'integer' };
  if (/^float(?:32|64)$/.test(name)) return { kind: 'float' };
  if (name === 'bool') return { kind: 'boolean' };
  if (name === 'error') return { kind: 'error' };
  if (name === 'any' || name === 'unknown') return anyType;
  if (!/^[\p{L}_]/u.test(name)) throw new Unsayable(`"${name}" is no type of Go`);
  return { kind: 'named', name: owner === 'time' ? `time.${name}` : name };
}
