/** Where the names of the standard library are that no prelude brings. */
const places: Readonly<Record<string, string>> = {
  'std::collections': 'HashMap HashSet BTreeMap BTreeSet VecDeque BinaryHeap LinkedList',
  'std::collections::hash_map': 'DefaultHasher RandomState',
  'std::rc': 'Rc',
  'std::sync': 'Arc Mutex RwLock OnceLock LazyLock Once',
  'std::cell': 'Cell RefCell OnceCell',
  'std::borrow': 'Cow Borrow BorrowMut',
  'std::fmt': 'Display Formatter Debug',
  'std::str': 'FromStr Chars CharIndices Utf8Error SplitWhitespace',
  'std::string': 'FromUtf8Error',
  'std::cmp': 'Ordering Reverse',
  'std::hash': 'Hash Hasher BuildHasher',
  'std::time': 'Duration Instant SystemTime UNIX_EPOCH',
  'std::marker': 'PhantomData',
  'std::convert': 'Infallible',
  'std::iter': 'Peekable FusedIterator',
  'std::num':
    'ParseIntError ParseFloatError TryFromIntError IntErrorKind NonZeroU8 NonZeroU16 NonZeroU32 NonZeroU64 NonZeroUsize',
  'std::ops':
    'Add Sub Mul Div Rem Neg Not BitAnd BitOr BitXor Shl Shr AddAssign SubAssign MulAssign DivAssign RemAssign Index IndexMut Deref DerefMut Range RangeInclusive RangeBounds Bound ControlFlow',
  'std::any': 'Any TypeId',
  'std::path': 'Path PathBuf',
  'std::ffi': 'OsStr OsString',
};

/** Names with the path that brings each. */
export const standardNames: ReadonlyMap<string, string> = new Map(
  Object.entries(places).flatMap(([place, names]) =>
    names.split(' ').map((name): [string, string] => [name, `${place}::${name}`]),
  ),
);

/** Modules of the standard library that code writes in front of a name: `fmt::Result`. */
export const standardModules: ReadonlySet<string> = new Set(
  'fmt mem cmp iter io collections ops hash borrow cell rc sync time error num slice string convert marker any path array ascii str char'.split(
    ' ',
  ),
);

/** Functions that code calls by their name alone. */
export const standardFunctions: ReadonlyMap<string, string> = new Map([
  ['max', 'std::cmp::max'],
  ['min', 'std::cmp::min'],
  ['swap', 'std::mem::swap'],
  ['from_utf8', 'std::str::from_utf8'],
]);
