import type { Random } from './random.ts';

/** One of each kind of value that JavaScript has and examples seldom show; code that asks for kinds is told by them. */
const unusual = [
  ...[
    '[]',
    '{}',
    'NaN',
    '-0',
    'Infinity',
    '1n',
    '[, 1]',
    '(x) => x',
    'function () {}',
    'async () => 1',
    'class {}',
  ],
  ...[
    'function* () { yield 1; }',
    '(function* () { yield 1; yield 2; })()',
    '(function () { return arguments; })(1, 2)',
  ],
  ...['[1, 2].values()', 'new Map([[1, 2]]).entries()', 'new Set([1]).values()', '"ab"[Symbol.iterator]()'],
  ...['"a-b".matchAll(/a/g)', '(async function* () { yield 1; })()', 'async function* () {}'],
  ...[
    'new Map([[1, { a: 2 }]])',
    'new Set([1, "a"])',
    'new Map([[{ a: 1 }, 1]])',
    'new Set([{ a: 1 }, [1]])',
    'new WeakMap()',
    'new WeakSet()',
    'Promise.resolve(1)',
  ],
  ...[
    'new Date(0)',
    'new Date(NaN)',
    'new Date(951782400123)',
    '/a/g',
    '/[a-z]+/iu',
    'Symbol("s")',
    'Symbol.for("s")',
  ],
  ...['Symbol.iterator', 'new Error("e")', 'new TypeError("t")', 'new RangeError("r")'],
  ...[
    'new (class Mine extends Error {})("m")',
    'new (class Point { x = 1; })()',
    'new (class More extends Array {})(1, 2)',
  ],
  ...['Buffer.from("ab")', 'new Uint8Array([1, 2])', 'new Uint8ClampedArray([1])', 'new Int8Array([1])'],
  ...['new Int16Array([1])', 'new Uint16Array([1])', 'new Int32Array([1])', 'new Uint32Array([1])'],
  ...[
    'new Float32Array([0.5])',
    'new Float64Array([0.5])',
    'new BigInt64Array([1n])',
    'new BigUint64Array([1n])',
  ],
  ...[
    'new ArrayBuffer(2)',
    'new DataView(new ArrayBuffer(2))',
    'new Boolean(false)',
    'new Number(1)',
    'new String("ab")',
  ],
  ...[
    'Object.create(null)',
    'Object.create({ a: 1 })',
    'Object.freeze({ a: 1 })',
    '{ length: 2, 0: "a", 1: "b" }',
  ],
  ...[
    '{ toString() { return "t"; } }',
    '{ valueOf() { return 3; } }',
    '{ get a() { return 1; } }',
    '{ then: 1 }',
  ],
  ...[
    '{ [Symbol.for("s")]: 1 }',
    '{ *[Symbol.iterator]() { yield 1; } }',
    '{ constructor: 1 }',
    'globalThis',
    'Math',
  ],
  ...[
    'new URL("https://example.org/a?b=c")',
    'new URLSearchParams("a=1")',
    'parseInt',
    'Object',
    '{ a: { b: [1, { c: null }] } }',
  ],
] as const;

/** `names` are those of properties that the code reads: what looks like another kind of object has them. */
export function pickUnusual(names: readonly string[], random: Random): string {
  const usable = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__');
  if (usable.length === 0 || random.next() < 0.75) return random.pick(unusual);
  const chosen = new Set(Array.from({ length: 1 + random.whole(4) }, () => random.pick(usable)));
  const value = (): string =>
    random.pick([
      '() => 1',
      '() => 1',
      '1',
      '"a"',
      'true',
      'false',
      'null',
      '[]',
      `() => ${random.pick(unusual.slice(4, 9))}`,
    ]);
  return `{ ${[...chosen].map((name) => `${name}: ${value()}`).join(', ')} }`;
}
