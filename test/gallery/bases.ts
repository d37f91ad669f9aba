import { type BaseTexts, createBase } from './create-base.ts';
import { createGoBase, createRustBase } from './create-native-base.ts';
import { createPythonBase, padTexts, wordKitTexts } from './create-python-base.ts';

const fence = '```';

/** ES module, one function as default export, an options object. */
const tallyWords: BaseTexts = {
  name: 'tally-words',
  module: 'esm',
  readme: `# tally-words

Counts how often each word of a text occurs. Words are runs of the letters a to z; capital letters count as small ones.
The result is a list of pairs, the most frequent word first, and words of equal count in the order of the alphabet.

${fence}js
import tallyWords from 'tally-words';

tallyWords('b a b'); // => [['b', 2], ['a', 1]]
tallyWords('One two, one!'); // => [['one', 2], ['two', 1]]
tallyWords('pear fig pear fig fig', { limit: 1 }); // => [['fig', 3]]
tallyWords(''); // => []
${fence}

The option \`limit\` is the number of pairs that are given at most; all of them by default.
`,
  types: `export interface TallyOptions {
  limit?: number;
}
export default function tallyWords(text: string, options?: TallyOptions): [string, number][];
`,
  source: `export default function tallyWords(text, options = {}) {
  const totals = new Map();
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    if (word === '') continue;
    totals.set(word, (totals.get(word) ?? 0) + 1);
  }
  const pairs = [...totals].sort((left, right) => {
    if (left[1] !== right[1]) return right[1] - left[1];
    return left[0] < right[0] ? -1 : 1;
  });
  return options.limit === undefined ? pairs : pairs.slice(0, options.limit);
}
`,
  original: `function byAlphabet(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function group(found) {
  var result = [], position = 0;
  while (position < found.length) {
    var current = found[position], from = position;
    while (position < found.length && found[position] === current) position += 1;
    result.push([current, position - from]);
  }
  return result;
}
export default function tallyWords(text, settings) {
  var lower = text.toLowerCase();
  var found = lower.match(/[a-z]+/g) || [];
  found.sort(byAlphabet);
  var grouped = group(found);
  var ordered = grouped.sort(function (a, b) { return b[1] - a[1] || byAlphabet(a[0], b[0]); });
  if (settings === undefined) return ordered;
  var most = settings.limit;
  if (most === undefined) return ordered;
  return ordered.slice(0, most);
}
`,
};

/** CommonJS, two functions that undo each other and refuse what is out of range. */
const romanCount: BaseTexts = {
  name: 'roman-count',
  module: 'commonjs',
  readme: `# roman-count

Writes whole numbers from 1 to 3999 as Roman numerals and reads them back. Anything else is a RangeError.

${fence}js
const { toRoman, fromRoman } = require('roman-count');

toRoman(14); // => 'XIV'
toRoman(1999); // => 'MCMXCIX'
toRoman(3888); // => 'MMMDCCCLXXXVIII'
fromRoman('XLII'); // => 42
fromRoman('MMXXIV'); // => 2024
fromRoman('CDXLIV'); // => 444
toRoman(0); // throws RangeError
${fence}
`,
  types: `export function toRoman(value: number): string;
export function fromRoman(numeral: string): number;
`,
  source: `const steps = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
  [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
];

function toRoman(value) {
  if (!Number.isInteger(value) || value < 1 || value > 3999) {
    throw new RangeError('a whole number from 1 to 3999 is wanted');
  }
  let rest = value;
  let text = '';
  for (const [worth, letters] of steps) {
    while (rest >= worth) {
      text += letters;
      rest -= worth;
    }
  }
  return text;
}

function fromRoman(numeral) {
  let rest = String(numeral);
  let value = 0;
  for (const [worth, letters] of steps) {
    while (rest.startsWith(letters)) {
      value += worth;
      rest = rest.slice(letters.length);
    }
  }
  if (rest !== '' || value < 1 || value > 3999 || toRoman(value) !== String(numeral)) {
    throw new RangeError('a Roman numeral from I to MMMCMXCIX is wanted');
  }
  return value;
}

module.exports = { toRoman, fromRoman };
`,
  original: `'use strict';
var UNITS = 'IVXLCDM';

function digit(amount, place) {
  var one = UNITS.charAt(place * 2), five = UNITS.charAt(place * 2 + 1), ten = UNITS.charAt(place * 2 + 2);
  switch (amount) {
    case 4: return one + five;
    case 9: return one + ten;
    default:
      var head = amount > 4 ? five : '';
      var ones = amount > 4 ? amount - 5 : amount;
      return head + new Array(ones + 1).join(one);
  }
}

exports.toRoman = function (number) {
  var isFine = typeof number === 'number' && isFinite(number) && Math.floor(number) === number;
  if (!isFine || number <= 0 || number >= 4000) throw new RangeError('out of range: ' + number);
  var digits = String(number).split('').reverse();
  return digits.reduce(function (done, figure, place) { return digit(Number(figure), place) + done; }, '');
};

exports.fromRoman = function (input) {
  var text = '' + input;
  if (!/^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(text) || text === '') {
    throw new RangeError('not a numeral: ' + text);
  }
  var amounts = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  var sum = 0, before = 0;
  for (var place = text.length - 1; place >= 0; place--) {
    var now = amounts[text[place]];
    if (now < before) sum -= now; else sum += now;
    before = now;
  }
  return sum;
};
`,
};

/** ES module, a class with state, a static method and an accessor, and a function on two of them. */
const countedBag: BaseTexts = {
  name: 'counted-bag',
  module: 'esm',
  readme: `# counted-bag

A bag holds texts and knows how often it holds each.

${fence}js
import { Bag, unite } from 'counted-bag';

Bag.of('a', 'b', 'a').count('a'); // => 2
new Bag(['x']).add('y').toArray(); // => ['x', 'y']
Bag.of('a', 'b', 'a').size; // => 3
unite(Bag.of('a'), Bag.of('b', 'a')).toArray(); // => ['a', 'a', 'b']
new Bag().count('none'); // => 0
${fence}

A list of its texts is in the order of the alphabet. Neither bag is changed when two are united.
`,
  types: `export class Bag {
  constructor(items?: string[]);
  static of(...items: string[]): Bag;
  add(item: string): this;
  count(item: string): number;
  get size(): number;
  toArray(): string[];
}
export function unite(left: Bag, right: Bag): Bag;
`,
  source: `export class Bag {
  #counts = new Map();

  constructor(items = []) {
    for (const item of items) this.add(item);
  }

  static of(...items) {
    return new Bag(items);
  }

  add(item) {
    this.#counts.set(item, this.count(item) + 1);
    return this;
  }

  count(item) {
    return this.#counts.get(item) ?? 0;
  }

  get size() {
    let size = 0;
    for (const count of this.#counts.values()) size += count;
    return size;
  }

  toArray() {
    const names = [...this.#counts.keys()].sort();
    return names.flatMap((name) => Array.from({ length: this.count(name) }, () => name));
  }
}

export function unite(left, right) {
  const united = new Bag();
  for (const bag of [left, right]) {
    for (const item of bag.toArray()) united.add(item);
  }
  return united;
}
`,
  original: `const held = new WeakMap();
const read = (bag) => held.get(bag);

function Bag(items) {
  if (!new.target) throw new TypeError('use new');
  const list = items === undefined ? [] : items.slice();
  held.set(this, list);
}
Bag.of = function () {
  return new Bag(Array.prototype.slice.call(arguments));
};
Bag.prototype = {
  constructor: Bag,
  add(item) {
    read(this).push(item);
    return this;
  },
  count(item) {
    return read(this).reduce((sum, other) => (other === item ? sum + 1 : sum), 0);
  },
  get size() {
    return read(this).length;
  },
  toArray() {
    const copy = read(this).concat();
    copy.sort();
    return copy;
  },
};
const unite = (one, other) => new Bag(one.toArray().concat(other.toArray()));
export { Bag, unite };
`,
};

const typedSpan = (types: boolean): string => {
  const t = (text: string): string => (types ? text : '');
  return `const units${t(': readonly (readonly [string, number])[]')} = [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]];

export function parseSpan(text${t(': string')})${t(': number')} {
  const parts = text.trim().split(/\\s+/);
  let seconds = 0;
  for (const part of parts) {
    const unit = units.find(([name]) => part.endsWith(name));
    const amount = part.slice(0, -1);
    if (unit === undefined || !/^[0-9]+$/.test(amount)) throw new SyntaxError('parts such as 5m are wanted');
    seconds += Number(amount) * unit[1];
  }
  return seconds;
}

export function formatSpan(seconds${t(': number')})${t(': string')} {
  let rest = Math.max(0, Math.floor(seconds));
  const parts${t(': string[]')} = [];
  for (const [name, worth] of units) {
    const amount = Math.floor(rest / worth);
    if (amount > 0) parts.push(\`\${amount}\${name}\`);
    rest -= amount * worth;
  }
  return parts.length === 0 ? '0s' : parts.join(' ');
}
`;
};

/** Delivered in TypeScript. */
const timeSpan: BaseTexts = {
  name: 'plain-span',
  module: 'esm',
  readme: `# plain-span

Reads spans of time such as \`1h 30m\` as seconds and writes them. Units are d, h, m and s.

${fence}js
import { parseSpan, formatSpan } from 'plain-span';

parseSpan('1h 30m'); // => 5400
parseSpan('2d'); // => 172800
parseSpan('5m 7s'); // => 307
formatSpan(5400); // => '1h 30m'
formatSpan(90061); // => '1d 1h 1m 1s'
formatSpan(0); // => '0s'
parseSpan('soon'); // throws SyntaxError
${fence}
`,
  types: `export function parseSpan(text: string): number;
export function formatSpan(seconds: number): string;
`,
  source: typedSpan(false),
  typed: typedSpan(true),
  original: `const WORTH = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 };
const PATTERN = /^([0-9]+)([dhms])$/;

function one(piece) {
  const match = PATTERN.exec(piece);
  if (match === null) throw new SyntaxError('cannot read ' + piece);
  return parseInt(match[1], 10) * WORTH[match[2]];
}

export const parseSpan = (input) => input.trim().split(/\\s+/).map(one).reduce((a, b) => a + b, 0);

export function formatSpan(total) {
  const whole = total > 0 ? Math.floor(total) : 0;
  if (!(whole > 0)) return '0s';
  const s = whole % 60, minutes = (whole - s) / 60;
  const m = minutes % 60, hours = (minutes - m) / 60;
  const h = hours % 24, d = (hours - h) / 24;
  return [[d, 'd'], [h, 'h'], [m, 'm'], [s, 's']].filter((pair) => pair[0] > 0).map((pair) => pair.join('')).join(' ');
}
`,
};

/** Honest packages: all of them have to pass. */
export const bases = {
  words: await createBase(tallyWords),
  roman: await createBase(romanCount),
  bag: await createBase(countedBag),
  span: await createBase(timeSpan),
  python: await createPythonBase(padTexts),
  wordKit: await createPythonBase(wordKitTexts),
  go: await createGoBase(),
  rust: await createRustBase(),
};

export type BaseName = keyof typeof bases;
