import type { Random } from './random.ts';

/** Values to put into calls, as JavaScript; the ones of a package's own examples come first. */
export interface ValuePool {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}

const usualStrings = [
  ...['', 'a', 'A', 'foo', 'Foo', 'fooBar', 'foo-bar_baz', 'foo bar', 'Hello, World!', ' x ', 'a\nb', 'a\tb'],
  ...[
    '0',
    '1',
    '-1',
    '1.5',
    '007',
    'true',
    'null',
    'aAbB12',
    'XMLHttpRequest',
    'a.b.c',
    'a/b',
    'a=b&c=d',
    '--x',
    '-y',
  ],
  ...[
    '<b>&"\'',
    '\\',
    '[]',
    '{}',
    '$&',
    'a,b;c',
    'é',
    'ß',
    '日本',
    '😀',
    'a\u0301',
    '#a1',
    '100%',
    'constructor',
  ],
];
const usualNumbers = [0, 1, 2, 3, 4, 5, 7, 10, 12, 16, 60, 100];
// A length or a count of this size is an hour's work for the package; times and bytes need them.
const largeNumbers = [255, 999, 1000, 1024, 3600, 60_000, 65_535, 86_400_000, 1e9];

export function createValuePool(examples: {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}): ValuePool {
  const near = examples.numbers
    .flatMap((value) => [value, value + 1, value - 1, value * 2, value * 10])
    .filter((value) => value >= 0 || examples.numbers.some((shown) => shown < 0));
  const large = examples.numbers.some((value) => value >= 1000) ? largeNumbers : [];
  return {
    strings: [...new Set([...examples.strings, ...usualStrings])],
    numbers: [...new Set([...near, ...usualNumbers, ...large])],
  };
}

/** A text near to `from`, or one of the pool. */
export function changeString(from: string, pool: ValuePool, random: Random): string {
  const other = random.pick(pool.strings);
  const at = random.whole(from.length + 1);
  const to = at + random.whole(Math.min(4, from.length - at + 1));
  switch (random.whole(11)) {
    case 0:
      return from.slice(0, at) + from.slice(to);
    case 1:
      return from.slice(0, at) + other + from.slice(at);
    case 2:
      return from.slice(0, at) + from.slice(at, to).repeat(2) + from.slice(to);
    case 3:
      return from.toUpperCase();
    case 4:
      return from.toLowerCase();
    case 5:
      return from.slice(0, at) + from.slice(at, at + 1).toUpperCase() + from.slice(at + 1);
    case 6:
      return from.slice(0, at) + random.pick([' ', '-', '_', '.', '/', '\n', ',', '1', 'Z']) + from.slice(at);
    case 7:
      return [...from].reverse().join('');
    case 8:
      return `${from}${random.pick([' ', '-', '_', '', '\n', '.'])}${other}`;
    default:
      return other;
  }
}

/** `isOrdinary` is false for values that few documents think of: their answers are nobody's promise. */
export interface NumberChange {
  readonly text: string;
  readonly isOrdinary: boolean;
}

export function changeNumber(from: number, pool: ValuePool, random: Random): NumberChange {
  const ordinary = (value: number): NumberChange => ({ text: renderNumber(value), isOrdinary: true });
  switch (random.whole(9)) {
    case 0:
      return ordinary(from + 1);
    case 1:
      return { text: renderNumber(from - 1), isOrdinary: from - 1 >= 0 || from < 0 };
    case 2:
      return { text: renderNumber(-from), isOrdinary: from <= 0 };
    case 3:
      return { text: renderNumber(from + 0.5), isOrdinary: !Number.isInteger(from) };
    case 4: {
      const odd = random.pick(['NaN', 'Infinity', '-Infinity', '-0', '-1', '(-7)']);
      return { text: odd, isOrdinary: false };
    }
    default:
      return ordinary(random.pick(pool.numbers.filter((value) => value >= 0 || from < 0)));
  }
}

function renderNumber(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
