import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../../../sandbox/index.ts';
import { type Spec, specFilenames } from '../../../../spec/index.ts';
import { createPythonSpec } from '../../../../targets/python/python-spec.fake.ts';
import { compareByLanguage } from '../compare-by-language.ts';
import { pythonBehaviour } from './index.ts';
import { readPythonLiterals } from './read-literals.ts';

const probe = await probeSandbox();
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('python') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';

/** What a function takes and gives; its body in the original, in other words, and with a difference. */
type Kind = readonly [declared: string, original: string, same: string, other: string];

const kinds: Readonly<Record<string, Kind>> = {
  whole: ['(text: str) -> int', 'return len(text)', 'return sum(1 for _ in text)', 'return float(len(text))'],
  truth: ['(text: str) -> bool', 'return text == ""', 'return not text', 'return 1 if not text else 0'],
  negative_zero: [
    '(value: int) -> float',
    'return value * -0.0',
    'return -0.0 * value',
    'return value * 0.0',
  ],
  not_a_number: ['(text: str) -> float', 'return float("nan")', 'return float("inf") * 0', 'return None'],
  record: ['(text: str) -> tuple', 'return (text, 1)', 'return tuple([text, 1])', 'return [text, 1]'],
  octets: [
    '(text: str) -> bytes',
    'return text.encode()',
    'return bytes(text, "utf-8")',
    'return bytearray(text.encode())',
  ],
  group: [
    '(items: List[str]) -> set',
    'return set(items)',
    'return {one for one in items}',
    'return frozenset(items)',
  ],
  pairs: [
    '(items: List[str]) -> dict',
    'return {one: 1 for one in items}',
    'return dict.fromkeys(items, 1)',
    'return {one: 2 for one in items}',
  ],
  generated: [
    '(items: List[str]) -> Iterator[str]',
    'yield from items',
    'return iter(list(items))',
    'return iter(items[:1])',
  ],
  in_place: [
    '(items: List[str]) -> int',
    'return len(items)',
    'return len(list(items))',
    'items.append("x"); return len(items) - 1',
  ],
  raised: [
    '(text: str) -> None',
    'raise ValueError(text)',
    'raise type("Own", (ValueError,), {})("other words")',
    'raise KeyError(text)',
  ],
  heard: [
    '(items: List[str], use: Callable[[str], None]) -> None',
    'for one in items: use(one)',
    'list(map(use, items))',
    'for one in items: use(one + "!")',
  ],
  printed: ['(text: str) -> None', 'print(text)', 'import sys; sys.stdout.write(text + "\\n")', 'pass'],
  awaited: ['(text: str) -> str', 'return text', 'return "".join(text)', 'return text + "?"'],
  dated: [
    '(days: int) -> datetime.date',
    'import datetime; return datetime.date(2020, 1, 1 + days % 20)',
    'import datetime as time; return time.date(2020, 1, days % 20 + 1)',
    'import datetime; return datetime.datetime(2020, 1, 1 + days % 20)',
  ],
};

function render(which: 1 | 2 | 3): string {
  const functions = Object.entries(kinds).map(([name, kind]) => {
    const start = name === 'awaited' ? 'async def' : 'def';
    return `${start} ${name}${kind[0]}:\n    ${kind[which]}\n`;
  });
  const state = [
    'return self._items.pop()',
    'item = self._items[-1]; del self._items[-1]; return item',
    'return self._items.pop(0)',
  ];
  return `import datetime\nfrom typing import *\n${functions.join('\n')}
class Stack:
    def __init__(self):
        self._items = []

    def push(self, item: str) -> None:
        self._items.append(item)

    def pop(self) -> str:
        ${state[which - 1]}
`;
}

const given = createPythonSpec({
  importName: 'kinds',
  exports: [
    ...Object.entries(kinds).map(([name, [declared]]) => ({ name, signature: `def ${name}${declared}` })),
    {
      ...{ name: 'Stack', kind: 'class', signature: 'class Stack' },
      members: [
        { name: 'push', signature: 'def push(self, item: str) -> None' },
        { name: 'pop', signature: 'def pop(self) -> str' },
      ].map((member) => ({ ...member, kind: 'method', static: false, optional: false, summary: '' })),
    } as never,
  ],
});

const spec: Spec = {
  ...given,
  texts: { ...Object.fromEntries(specFilenames.map((name) => [name, ''])), ...given.texts },
};

async function compare(original: string, rebuilt: string, untilDocumented = false) {
  return compareByLanguage(pythonBehaviour, {
    ...{ spec, original: { 'kinds.py': original }, rebuilt: { 'src/kinds/__init__.py': rebuilt } },
    ...{
      sandbox: (probe as { sandbox: Sandbox }).sandbox,
      seed: 1,
      timeMs: 60_000,
      rounds: 1,
      untilDocumented,
    },
  });
}

describe.skipIf(absent !== '')(`pythonBehaviour${absent}`, () => {
  it('takes the same in other words for the same', { timeout: 60_000 }, async () => {
    const result = await compare(render(1), render(2));

    if (result.kind !== 'compared') throw new Error(result.reason);
    // What has not the declared types may part: nobody promises which error it is.
    expect(result.report.disagreements.filter(({ documented }) => documented)).toEqual([]);
    expect(result.report.documented.agreed).toBeGreaterThan(80);
  });

  it('notices a difference of every kind', { timeout: 60_000 }, async () => {
    const result = await compare(render(1), render(3), true);

    if (result.kind !== 'compared') throw new Error(result.reason);
    const same = Object.entries(result.report.per_export).filter(
      ([, { compared, agreed }]) => compared === agreed,
    );
    expect(same).toEqual([]);
  });

  it('says which side does not load', { timeout: 60_000 }, async () => {
    expect(await compare('import no_such_module', render(1))).toMatchObject({
      ...{ kind: 'not-loaded', side: 'original' },
      reason: expect.stringContaining('no_such_module'),
    });
    expect(await compare(render(1), 'raise SystemExit(1)')).toMatchObject({
      kind: 'not-loaded',
      side: 'rebuilt',
    });
  });

  it('leaves out what the original answers in two ways, and what it does not answer', async () => {
    const original = `import random\nfrom typing import *\ndef whole(text): return random.random()\ndef truth(text):\n    while True: pass\n`;
    const result = await compare(original, original);

    if (result.kind !== 'compared') throw new Error(result.reason);
    expect(result.report).toMatchObject({ agreed: result.report.compared });
    expect(result.report.excluded.unstable).toBeGreaterThan(0);
    expect(result.report.excluded.unanswered).toBeGreaterThan(0);
  }, 90_000);
});

describe('readPythonLiterals()', () => {
  it('reads texts and numbers, and neither comments nor names', () => {
    const code = `a = 'it''s' # 'no' 5\nb1 = """x "y" z"""\nf"{c}-d" + r'\\n' + 12.5`;

    expect([...readPythonLiterals([code])]).toEqual(['it', 's', 'x "y" z', '{c}-d', '\\n', '12.5']);
  });

  it('takes hostile text in time', () => {
    const started = performance.now();

    for (const text of [
      '"'.repeat(300_000),
      `'${'\\'.repeat(300_000)}`,
      '"""a'.repeat(100_000),
      'r"'.repeat(200_000),
    ])
      readPythonLiterals([text]);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
