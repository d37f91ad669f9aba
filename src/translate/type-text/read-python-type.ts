import { anyType, type NeutralType, Unsayable } from '../model.ts';
import { makeUnion } from './make-type.ts';
import { TypeScanner } from './scanner.ts';

const simple: Readonly<Record<string, NeutralType>> = {
  str: { kind: 'string' },
  AnyStr: { kind: 'string' },
  Text: { kind: 'string' },
  int: { kind: 'integer' },
  float: { kind: 'float' },
  Number: { kind: 'number' },
  Decimal: { kind: 'named', name: 'Decimal' },
  bool: { kind: 'boolean' },
  bytes: { kind: 'bytes' },
  bytearray: { kind: 'bytes' },
  None: { kind: 'null' },
  Any: anyType,
  object: anyType,
  unknown: anyType,
  Exception: { kind: 'error' },
};
const lists = new Set('list List Sequence MutableSequence Collection Container deque Deque'.split(' '));
const iterators = new Set('Iterable Iterator Generator'.split(' '));
const sets = new Set('set Set frozenset FrozenSet AbstractSet MutableSet'.split(' '));
const maps = new Set(
  'dict Dict Mapping MutableMapping OrderedDict defaultdict DefaultDict Counter'.split(' '),
);
const transparent = new Set(
  'Final ClassVar Annotated Required NotRequired ReadOnly Awaitable Coroutine'.split(' '),
);

export function readPythonType(text: string, generics: ReadonlySet<string>): NeutralType {
  const scanner = new TypeScanner(text);
  const type = readUnion(scanner, generics);
  if (!scanner.isDone()) throw new Unsayable(`the type "${text}" is no type of Python that is known`);
  return type;
}

function readUnion(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  const items = [scanner.within(() => readOne(scanner, generics))];
  while (scanner.eat('|')) items.push(scanner.within(() => readOne(scanner, generics)));
  return items.length === 1 && items[0] !== undefined ? items[0] : makeUnion(items);
}

function readOne(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  let name = scanner.next();
  if (/^["'].*["']$/.test(name)) return readPythonType(name.slice(1, -1), generics);
  if (name === '[') {
    scanner.list(']', () => readUnion(scanner, generics));
    return anyType;
  }
  while (scanner.eat('.')) name = scanner.next();
  if (scanner.eat('...')) return anyType;
  if (!scanner.eat('[')) return readName(name, generics);
  if (name === 'Literal') return makeUnion(scanner.list(']', () => readLiteral(scanner)));
  if (name === 'Callable') return readCallable(scanner, generics);
  const items = scanner.list(']', () => {
    if (scanner.eat('...')) return null;
    return readUnion(scanner, generics);
  });
  return apply(name, items);
}

function readName(name: string, generics: ReadonlySet<string>): NeutralType {
  const known = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (known !== undefined) return known;
  if (lists.has(name) || name === 'tuple' || name === 'Tuple') return { kind: 'list', item: anyType };
  if (iterators.has(name)) return { kind: 'iterator', item: anyType };
  if (sets.has(name)) return { kind: 'set', item: anyType };
  if (maps.has(name)) return { kind: 'map', key: { kind: 'string' }, value: anyType };
  if (name === 'Callable') return { kind: 'function', parameters: [anyType], returns: anyType };
  if (generics.has(name) || /^_?[A-Z]\d?$/.test(name)) return { kind: 'parameter', name };
  if (!/^[\p{L}_]/u.test(name)) throw new Unsayable(`"${name}" is no type of Python`);
  return { kind: 'named', name };
}

function apply(name: string, items: readonly (NeutralType | null)[]): NeutralType {
  const [first = anyType, second] = items;
  const item = first ?? anyType;
  if (name === 'Optional') return makeUnion([item, { kind: 'null' }]);
  if (name === 'Union') return makeUnion(items.map((entry) => entry ?? anyType));
  if (name === 'tuple' || name === 'Tuple') {
    return second === null || items.length === 0
      ? { kind: 'list', item }
      : { kind: 'tuple', items: items.map((entry) => entry ?? anyType) };
  }
  if (lists.has(name)) return { kind: 'list', item };
  if (iterators.has(name)) return { kind: 'iterator', item };
  if (sets.has(name)) return { kind: 'set', item };
  if (name === 'Counter') return { kind: 'map', key: item, value: { kind: 'integer' } };
  if (maps.has(name)) return { kind: 'map', key: item, value: second ?? anyType };
  if (transparent.has(name)) return items.at(name === 'Coroutine' ? -1 : 0) ?? anyType;
  return name === 'Type' || name === 'type' ? anyType : { kind: 'named', name };
}

function readLiteral(scanner: TypeScanner): NeutralType {
  const negative = scanner.eat('-');
  const token = scanner.next();
  if (/^["']/.test(token)) return { kind: 'literal', value: token.slice(1, -1) };
  if (/^\d+$/.test(token)) return { kind: 'literal', value: Number(token) * (negative ? -1 : 1) };
  if (token === 'None') return { kind: 'null' };
  if (token === 'True' || token === 'False') return { kind: 'literal', value: token === 'True' };
  return anyType;
}

function readCallable(scanner: TypeScanner, generics: ReadonlySet<string>): NeutralType {
  let parameters: NeutralType[] = [anyType];
  if (scanner.eat('[')) parameters = scanner.list(']', () => readUnion(scanner, generics));
  else scanner.next();
  const returns = scanner.eat(',') ? readUnion(scanner, generics) : anyType;
  scanner.expect(']');
  return { kind: 'function', parameters, returns };
}
