import { describe, expect, it } from 'vitest';
import { dropUnused } from '../../operations/drop-unused.ts';
import { lineariseFile } from '../../operations/linearise.ts';
import { readCode } from '../../read-code.ts';

async function rowsOf(path: string, text: string): Promise<string[]> {
  const [file] = await readCode({ [path]: text });
  if (file === undefined) throw new Error(`no reader for ${path}`);
  return lineariseFile(dropUnused(file.body))
    .map(({ operations }) => operations.join(' '))
    .sort();
}

describe('readCode() of Python brings into the same operations', () => {
  it.each([
    [
      'other names and documentation',
      'def f(a, b):\n  return a.x + b\n',
      'def g(x, y):\n  """text"""\n  # note\n  t = x.x + y\n  return t\n',
    ],
    [
      'if and a conditional',
      'def f(a):\n  if a:\n    return b.x\n  else:\n    return c(1)\n',
      'def f(a):\n  return b.x if a else c(1)\n',
    ],
    [
      'a comprehension and a loop',
      'def f(a):\n  r = []\n  for x in a:\n    r.append(x.y)\n  return r\n',
      'def f(a):\n  return [x.y for x in a]\n',
    ],
    [
      'a negated condition',
      'def f(a):\n  if not a:\n    return 1\n  return g(a.b)\n',
      'def f(a):\n  if a:\n    return g(a.b)\n  return 1\n',
    ],
    ['lambda and def', 'x = lambda q: q * 2\n', 'def x(q):\n  return q * 2\n'],
    [
      'annotations and none',
      'def f(a: int = 3) -> int:\n  a += 1\n  return a % 7\n',
      'def f(a=3):\n  a = a + 1\n  return a % 7\n',
    ],
    ['a formatted text and a sum', "def f(a):\n  return f'x-{a}!'\n", "def f(a):\n  return 'x-' + a + '!'\n"],
    [
      'padding and none',
      'def f(a):\n  t = 500\n  if 3 == 9:\n    raise ValueError()\n  return a.x\n',
      'def f(a):\n  return a.x\n',
    ],
  ])('%s', async (_, one, other) => {
    const [first, second] = [await rowsOf('a.py', one), await rowsOf('a.py', other)];

    expect(first).toEqual(second);
    expect(first.join('')).not.toBe('');
  });
});

describe('readCode() takes a long table for data, whatever is in it, in', () => {
  it.each([
    ['Python', 'a.py', (row: string) => `f({${row}})\n`, ["'k': 1, ", "'k': 'text', "]],
    ['Go', 'a.go', (row: string) => `package p\nvar t = [][]string{${row}}\n`, ['{"a", "b"}, ', '{"c"}, ']],
    ['Go, letters', 'a.go', (row: string) => `package p\nvar t = []rune{${row}}\n`, ["'a', ", "'b', "]],
    ['Rust', 'a.rs', (row: string) => `const T: &[(char, u8)] = &[${row}];\n`, ["('a', 1), ", "('b', 2), "]],
  ] as const)('%s', async (_, path, write, [one, other]) => {
    const [long, longer] = [
      await rowsOf(path, write(one.repeat(6))),
      await rowsOf(path, write(other.repeat(40))),
    ];

    expect(long).toEqual(longer);
    expect(long.join(' ').split(' ').length).toBeLessThan(6);
  });
});

describe('readCode() of Go brings into the same operations', () => {
  const f = (body: string): string => `package p\nfunc f(a, b int) int {\n${body}\n}\n`;
  it.each([
    [
      'other names and types',
      f('return a + b*2'),
      '// P.\npackage q\nfunc g(x, y int64) int64 {\nt := x + y*2\nreturn t\n}\n',
    ],
    [
      'an early return and else',
      f('if a > b { return 1 }\nreturn g(a, 2)'),
      f('if b < a { return 1 } else { return g(a, 2) }'),
    ],
    [
      'a counter and range',
      f('for i := 0; i < len(a); i++ { g(a[i]) }'),
      f('var i = 0\nfor i < len(a) { g(a[i]); i += 1 }'),
    ],
    ['var and :=', f('var t = g(a)\nt++\nreturn t'), f('t := g(a)\nt = t + 1\nreturn t')],
  ])('%s', async (_, one, other) => {
    const [first, second] = [await rowsOf('a.go', one), await rowsOf('a.go', other)];

    expect(first).toEqual(second);
    expect(first.join('')).not.toBe('');
  });
});

describe('readCode() of Rust brings into the same operations', () => {
  const f = (body: string): string => `fn f(a: u32, b: u32) -> u32 {\n${body}\n}\n`;
  it.each([
    [
      'other names and types',
      f('a + b * 2'),
      '/// G.\npub fn g(x: i64, y: i64) -> i64 {\nlet t = x + y * 2;\nreturn t;\n}\n',
    ],
    ['an early return and else', f('if a > b { return 1; }\ng(a, 2)'), f('if b < a { 1 } else { g(a, 2) }')],
    ['+= and +', f('let mut t = g(a); t += 3; t'), f('let mut t = g(a); t = t + 3; return t')],
  ])('%s', async (_, one, other) => {
    const [first, second] = [await rowsOf('a.rs', one), await rowsOf('a.rs', other)];

    expect(first).toEqual(second);
    expect(first.join('')).not.toBe('');
  });
});

it.each(['a.py', 'a.go', 'a.rs'])(
  'readCode() of hostile text in %s says that it is not complete',
  async (path) => {
    const [deep] = await readCode({ [path]: `x = ${'('.repeat(5_000)}1${')'.repeat(5_000)}` });
    const [large] = await readCode({ [path]: 'x'.repeat(4_000_001) });
    const [odd] = await readCode({ [path]: '\0{{{ def fn func constructor __proto__' });

    expect([deep?.complete, large?.complete]).toEqual([false, false]);
    expect(odd?.path).toBe(path);
  },
);
