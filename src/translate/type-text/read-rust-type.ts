import { anyType, type NeutralType, Unsayable } from '../model.ts';
import { makeUnion } from './make-type.ts';
import { TypeScanner } from './scanner.ts';

const strings = new Set('str String char Cow AsRef Path PathBuf OsStr OsString ToString Display'.split(' '));
const integers = /^[iu](?:8|16|32|64|128|size)$/;
const lists = new Set('Vec VecDeque LinkedList BinaryHeap SmallVec'.split(' '));
const wrappers = new Set('Box Rc Arc RefCell Cell Borrow Into From Mutex Pin'.split(' '));
const iterators = new Set('Iterator IntoIterator DoubleEndedIterator ExactSizeIterator'.split(' '));

/** A type of Rust, and whether it is a `Result`. */
export function readRustType(
  text: string,
  generics: ReadonlyMap<string, string>,
): { readonly type: NeutralType; readonly fails: boolean } {
  const reader = new RustTypeReader(new TypeScanner(text), generics);
  const type = reader.read();
  if (!reader.isDone()) throw new Unsayable(`the type "${text}" is no type of Rust that is known`);
  return { type, fails: reader.fails };
}

class RustTypeReader {
  fails = false;
  private readonly scanner: TypeScanner;
  private readonly generics: ReadonlyMap<string, string>;
  private level = 0;

  constructor(scanner: TypeScanner, generics: ReadonlyMap<string, string>) {
    this.scanner = scanner;
    this.generics = generics;
  }

  isDone(): boolean {
    return this.scanner.isDone();
  }

  read(): NeutralType {
    this.level += 1;
    const type = this.scanner.within(() => this.readOne());
    this.level -= 1;
    // Further bounds of `impl A + B` and `dyn A + B` say nothing of the value.
    while (this.scanner.eat('+')) {
      if (this.scanner.peek().startsWith("'")) this.scanner.next();
      else this.scanner.within(() => this.readOne());
    }
    return type;
  }

  private readOne(): NeutralType {
    const { scanner } = this;
    while (scanner.peek().startsWith("'") || ['&', 'mut', 'impl', 'dyn', '?'].includes(scanner.peek())) {
      scanner.next();
    }
    if (scanner.eat('(')) return this.readTuple();
    if (scanner.eat('[')) return this.readArray();
    let name = scanner.next();
    while (scanner.eat('::')) {
      if (scanner.peek() === '<') break;
      name = scanner.next();
    }
    if (name === 'fn' || /^Fn(?:Mut|Once)?$/.test(name)) return this.readFunction();
    const items = scanner.eat('<') ? this.readArguments() : [];
    return this.apply(name, items);
  }

  private readTuple(): NeutralType {
    const items = this.scanner.list(')', () => this.read());
    if (items.length === 0) return { kind: 'null' };
    return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'tuple', items };
  }

  private readArray(): NeutralType {
    const item = this.read();
    if (this.scanner.eat(';')) this.scanner.next();
    this.scanner.expect(']');
    return item.kind === 'integer' && item === byte ? { kind: 'bytes' } : { kind: 'list', item };
  }

  private readFunction(): NeutralType {
    this.scanner.expect('(');
    const parameters = this.scanner.list(')', () => this.read());
    const returns: NeutralType = this.scanner.eat('->') ? this.read() : { kind: 'null' };
    return { kind: 'function', parameters, returns };
  }

  private readArguments(): NeutralType[] {
    return this.scanner
      .list('>', (): NeutralType | null => {
        if (this.scanner.peek().startsWith("'")) {
          this.scanner.next();
          return null;
        }
        if (this.scanner.peek(1) === '=') {
          this.scanner.next();
          this.scanner.next();
        }
        return this.read();
      })
      .filter((item) => item !== null);
  }

  private apply(name: string, items: readonly NeutralType[]): NeutralType {
    const [item = anyType, second = anyType] = items;
    const bound = this.generics.get(name);
    if (bound !== undefined) return this.readBound(name, bound);
    if (name === 'Result') {
      if (this.level === 1) this.fails = true;
      return item;
    }
    if (name === 'Option') return makeUnion([item, { kind: 'null' }]);
    if (name === 'AsRef' && item.kind === 'bytes') return item;
    if (strings.has(name)) return { kind: 'string' };
    if (name === 'u8') return byte;
    if (integers.test(name) || /^NonZero/.test(name)) return { kind: 'integer' };
    if (name === 'f64' || name === 'f32') return { kind: 'float' };
    if (name === 'bool') return { kind: 'boolean' };
    if (lists.has(name)) return item === byte ? { kind: 'bytes' } : { kind: 'list', item };
    if (/^(?:Hash|BTree|Index)Map$/.test(name)) return { kind: 'map', key: item, value: second };
    if (/^(?:Hash|BTree|Index)Set$/.test(name)) return { kind: 'set', item };
    if (iterators.has(name)) return { kind: 'iterator', item };
    if (wrappers.has(name)) return item;
    if (name === '_' || name === 'unknown' || name === 'Any') return anyType;
    if (!/^[\p{L}_]/u.test(name)) throw new Unsayable(`"${name}" is no type of Rust`);
    return { kind: 'named', name };
  }

  /** `T: AsRef<str>` is text; a type parameter without such a bound stays one. */
  private readBound(name: string, bound: string): NeutralType {
    if (!/\b(?:AsRef|Into|ToString|Display|Fn\w*|IntoIterator|Iterator|Borrow)\b/.test(bound))
      return { kind: 'parameter', name };
    const others = new Map([...this.generics].filter(([other]) => other !== name));
    return readRustType(bound, others).type;
  }
}

const byte: NeutralType = { kind: 'integer' };
