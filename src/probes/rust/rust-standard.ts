import { pickString } from '../value-pool.ts';
import { makeMany, makeText, type RustDraft, type RustTools } from './rust-draft.ts';
import { quoteRust } from './rust-spelling.ts';
import type { RustType } from './rust-types.ts';

const signs = ["'a'", "'Z'", "'0'", "' '", "'-'", "'_'", "'.'", "','", "'é'", "'日'", "'\\n'"];

/** Values of the standard library's types; a name with `&` is what it is behind a reference. */
export function makeStandardRust(
  tools: RustTools,
  draft: RustDraft,
  { name, inner }: Extract<RustType, { kind: 'name' }>,
  depth: number,
): string | null {
  const { random, pool } = tools;
  const one = (index: number): string | null => {
    const type = inner[index];
    return type === undefined ? null : tools.make(draft, type, depth + 1);
  };
  const wrapped = (callee: string): string | null => {
    const value = one(0);
    return value === null ? null : `${callee}(${value})`;
  };
  const many = (open: string, close: string): string | null => {
    const items = inner[0] === undefined ? null : makeMany(tools, draft, inner[0], { depth, count: null });
    return items === null ? null : `${open}${items.join(', ')}${close}`;
  };
  const number = (): number => random.pick(pool.numbers.filter(Number.isInteger));
  switch (name) {
    case 'str':
      return `*${makeText(tools)}`;
    case 'String':
      return `String::from(${makeText(tools)})`;
    case '&String':
      return `&String::from(${makeText(tools)})`;
    case 'char':
      return random.pick(signs);
    case 'Option':
      return random.next() < 0.25 ? 'None' : wrapped('Some');
    case 'Result':
      return wrapped('Ok');
    case 'Box':
    case 'Rc':
    case 'Arc':
      return wrapped(`${name === 'Box' ? '' : name === 'Rc' ? 'std::rc::' : 'std::sync::'}${name}::new`);
    case 'Vec':
      return many('vec![', ']');
    case 'VecDeque':
    case 'HashSet':
    case 'BTreeSet':
      return many(`std::collections::${name}::from([`, '])');
    case 'HashMap':
    case 'BTreeMap': {
      const [key, value] = [one(0), one(1)];
      return key === null || value === null ? null : `std::collections::${name}::from([(${key}, ${value})])`;
    }
    case 'Cow':
      return `${makeText(tools)}.into()`;
    case 'Duration':
      return random.pick([
        `std::time::Duration::from_secs(${number()})`,
        `std::time::Duration::from_millis(${number()})`,
        `std::time::Duration::new(${number()}, ${random.pick([0, 1, 1000, 500_000_000, 32_000_000])})`,
      ]);
    case 'SystemTime':
      return `std::time::UNIX_EPOCH + std::time::Duration::new(${random.pick([0, 1, 951_782_400, 1_518_563_312, 1_700_000_000])} + ${number()}, ${random.pick([0, 0, 1, 133_000_000])})`;
    case 'Ordering':
      return `std::cmp::Ordering::${random.pick(['Less', 'Equal', 'Greater'])}`;
    case '&Path':
      return `std::path::Path::new(${makeText(tools)})`;
    case 'PathBuf':
      return `std::path::PathBuf::from(${makeText(tools)})`;
    case '&OsStr':
      return `std::ffi::OsStr::new(${makeText(tools)})`;
    case 'OsString':
      return `std::ffi::OsString::from(${makeText(tools)})`;
    case 'Range':
      return `${random.whole(3)}..${random.whole(8)}`;
    case 'RangeInclusive':
      return `${random.whole(3)}..=${random.whole(8)}`;
    case 'Chars':
      return `${makeText(tools)}.chars()`;
    case 'IpAddr':
    case 'Ipv4Addr':
      return `${quoteRust(random.pick(['1.2.3.4', '10.0.0.255']))}.parse::<std::net::${name}>().unwrap()`;
    case 'DefaultHasher':
      return 'std::collections::hash_map::DefaultHasher::new()';
    case 'NonZeroUsize':
      return `std::num::NonZeroUsize::new(${1 + random.whole(20)}).unwrap()`;
    default:
      return null;
  }
}

/** A value that has the traits: the first that says what kind of value is meant. */
export function makeByBounds(
  tools: RustTools,
  draft: RustDraft,
  bounds: readonly RustType[],
  depth: number,
): string | null {
  const { random, pool } = tools;
  for (const bound of bounds) {
    if (bound.kind === 'function') return tools.make(draft, bound, depth);
    if (bound.kind !== 'name') continue;
    const [inner] = bound.inner;
    switch (bound.name) {
      case 'AsRef':
      case 'Into':
      case 'Borrow':
      case 'TryInto':
        return makeLike(tools, draft, inner, depth);
      case 'ToString':
      case 'Display':
      case 'Pattern':
        return makeText(tools);
      case 'IntoIterator':
      case 'Iterator':
      case 'DoubleEndedIterator':
      case 'ExactSizeIterator': {
        const item = inner ?? { kind: 'name' as const, name: 'i32', inner: [] };
        const items = makeMany(tools, draft, item, { depth, count: null });
        if (items === null) return null;
        return `vec![${items.join(', ')}]${bound.name === 'IntoIterator' ? '' : '.into_iter()'}`;
      }
      case 'Read':
      case 'BufRead':
        return `${quoteRust(pickString(pool, random))}.as_bytes()`;
      case 'Write': {
        const local = draft.name('out');
        draft.statements.push(`let mut ${local}: Vec<u8> = Vec::new();`);
        return `&mut ${local}`;
      }
      case 'RangeBounds':
        return `${random.whole(3)}..${random.whole(8)}`;
      case 'Hasher':
        return 'std::collections::hash_map::DefaultHasher::new()';
    }
  }
  return random.next() < 0.5 ? `${random.pick(pool.numbers.filter(Number.isInteger))}` : makeText(tools);
}

/** What can be looked at as the type, or turned into it. */
function makeLike(
  tools: RustTools,
  draft: RustDraft,
  inner: RustType | undefined,
  depth: number,
): string | null {
  if (inner === undefined) return null;
  if (inner.kind === 'list') {
    const isBytes = inner.item.kind === 'name' && inner.item.name === 'u8';
    if (isBytes && tools.random.next() < 0.6) return makeText(tools);
    const items = makeMany(tools, draft, inner.item, { depth, count: null });
    return items === null ? null : `vec![${items.join(', ')}]${isBytes ? '' : ''}`;
  }
  if (inner.kind === 'name' && /^(?:str|String|Cow|Path|PathBuf|OsStr|OsString)$/.test(inner.name))
    return makeText(tools);
  return tools.make(draft, inner, depth + 1);
}
