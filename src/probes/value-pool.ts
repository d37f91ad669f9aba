import type { Words } from './code-words.ts';
import type { Random } from './random.ts';
import { sampleRegex } from './sample-regex.ts';

/** Values to put into calls, as JavaScript; the ones of a package's own examples come first. */
export interface ValuePool {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
  /** Texts of the examples, usual ones, and words of the code: each as likely as the other two, however many it has. */
  readonly groups: readonly (readonly string[])[];
  /** Texts that the code holds. */
  readonly codeStrings: readonly string[];
  /** Pieces of the examples' texts, between spaces: in a grammar they are its words. */
  readonly pieces: readonly string[];
  /** Names of properties. */
  readonly names: readonly string[];
  /** What texts may be made to match. */
  readonly patterns: readonly string[];
  /** What is mostly taken where a value may be anything; empty: whatever comes. */
  readonly anything: readonly string[];
}

export function pickString({ groups, strings, patterns }: ValuePool, random: Random): string {
  if (patterns.length > 0 && random.next() < 0.25) return sampleRegex(random.pick(patterns), random);
  return random.pick(groups.length === 0 ? strings : random.pick(groups));
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

export function createValuePool(
  examples: Pick<Words, 'strings' | 'numbers'>,
  words: Words = noWords,
): ValuePool {
  const near = examples.numbers
    .flatMap((value) => [value, value + 1, value - 1, value * 2, value * 10])
    .filter((value) => value >= 0 || examples.numbers.some((shown) => shown < 0));
  const large = examples.numbers.some((value) => value >= 1000) ? largeNumbers : [];
  const known = words.numbers.flatMap((value) => [value, value - 1, value + 1]).filter(isUsable);
  return {
    strings: [...new Set([...examples.strings, ...usualStrings, ...words.strings])],
    numbers: [...new Set([...near, ...usualNumbers, ...large, ...known])],
    groups: [examples.strings, usualStrings, words.strings].filter((group) => group.length > 0),
    codeStrings: words.strings,
    pieces: listPieces(examples.strings),
    names: words.names,
    patterns: words.patterns,
    anything: [],
  };
}

const mostPieces = 400;

function listPieces(texts: readonly string[]): readonly string[] {
  const pieces = texts.flatMap((text) => [...text.split(/\s+/), ...text.split(/(?<=[^\w\s])|(?=[^\w\s])/)]);
  return [...new Set(pieces)].filter((piece) => piece !== '' && piece.length <= 40).slice(0, mostPieces);
}

const noWords: Words = { strings: [], numbers: [], names: [], patterns: [] };

/** A length or a count of another size is an hour's work for the package. */
function isUsable(value: number): boolean {
  return value >= 0 && value <= 100_000;
}

/** Few values that come again: keys that were set are asked for. */
export function narrowPool(pool: ValuePool, random: Random): ValuePool {
  const strings = Array.from({ length: 3 }, () => pickString(pool, random));
  const numbers = Array.from({ length: 3 }, () => random.pick(pool.numbers.filter((value) => value < 20)));
  const anything = [...strings.map((text) => JSON.stringify(text)), ...numbers.map(String)].slice(1);
  return {
    strings,
    groups: [],
    numbers: [...numbers, 0, 1, 2],
    codeStrings: [],
    pieces: [],
    names: pool.names,
    patterns: [],
    anything,
  };
}

/** A text near to `from`, or one of the pool. */
export function changeString(from: string, pool: ValuePool, random: Random): string {
  const other = pickString(pool, random);
  const at = random.whole(from.length + 1);
  const to = at + random.whole(Math.min(4, from.length - at + 1));
  switch (random.whole(18)) {
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
    case 9:
    case 10:
    case 11:
      return changeToken(from, other, random);
    case 12:
    case 13:
      return crossTexts(from, other, random);
    case 14:
    case 15:
      return changeToken(from, pool.pieces.length === 0 ? other : random.pick(pool.pieces), random);
    default:
      return other;
  }
}

/** The beginning of one text and the end of another, cut between words or signs of either. */
function crossTexts(from: string, other: string, random: Random): string {
  const [first, second] = [readTokens(from), readTokens(other)];
  const start = first.slice(0, random.whole(first.length + 1));
  return [...start, ...second.slice(random.whole(second.length + 1))].join('');
}

function readTokens(text: string): readonly string[] {
  return text.match(/[A-Za-z]+|\d+|\s+|[^A-Za-z\d\s]/g) ?? [];
}

/** One word, number or sign of the text taken out, doubled, or put in the place of another. */
function changeToken(from: string, other: string, random: Random): string {
  const tokens = readTokens(from);
  if (tokens.length < 2) return `${from}${other}`;
  const at = random.whole(tokens.length);
  const changed = [...tokens];
  const token = random.pick([other, other, '', `${tokens[at]}${tokens[at]}`, random.pick(tokens)]);
  changed.splice(at, 1, token);
  return changed.join('');
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
