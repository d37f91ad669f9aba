import { describe, expect, it } from 'vitest';
import { goSpelling } from '../go/go-spelling.ts';
import { createRandom } from '../random.ts';
import { rustSpelling } from '../rust/rust-spelling.ts';
import { createValuePool } from '../value-pool.ts';
import { changeCall } from './change-code.ts';
import { readCodeLiterals } from './code-literals.ts';
import { listSmallerCode } from './shrink-code.ts';
import { findGroups, scanTokens } from './spelling.ts';

const texts = [
  '',
  'plain',
  'a "quoted" \\ text',
  'tab\tline\nend',
  '日本 😀 a\u0301',
  "it's",
  '\u0001\u007f\u2028',
];

describe.each([
  ['Go', goSpelling],
  ['Rust', rustSpelling],
])('spelling of %s', (_, spelling) => {
  it.each(texts)('reads %j as it quoted it', (text) => {
    const literal = spelling.quoteText(text);

    expect(spelling.readText(literal)).toBe(text);
    expect(scanTokens(literal, spelling)).toEqual([
      { kind: 'text', text: literal, start: 0, end: literal.length },
    ]);
  });

  it('makes half of a pair of surrogates a text of the language', () => {
    expect(spelling.readText(spelling.quoteText('a\ud83d'))).toBe('a\ufffd');
  });

  it('is done with hostile code in time', () => {
    const started = performance.now();
    for (const text of [
      '"\\'.repeat(20_000),
      "'".repeat(40_000),
      '/*'.repeat(20_000),
      'r#'.repeat(20_000),
      '9_'.repeat(20_000),
    ])
      findGroups(scanTokens(text, spelling));

    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('changeCall()', () => {
  const pool = createValuePool({ strings: ['kiwi'], numbers: [3] });
  const tools = { spelling: rustSpelling, pool, random: createRandom(1), renewArgument: () => null };

  it('changes values and nothing else', () => {
    const call = { setup: 'let list = vec![1, 2];', expression: 'pad("a", list, true)' };

    const changed = Array.from({ length: 60 }, () => changeCall(tools, call));

    expect(new Set(changed.map(({ setup, expression }) => setup + expression)).size).toBeGreaterThan(20);
    for (const { setup, expression } of changed) {
      expect(setup).toMatch(/^let list = vec!\[.*\];$/s);
      expect(expression).toMatch(/^pad\(.*\)$/s);
    }
  });

  it('leaves the pattern of a macro alone', () => {
    const call = { setup: '', expression: 'format!("{}", 7)' };

    for (let time = 0; time < 40; time += 1) expect(changeCall(tools, call).expression).toContain('"{}"');
  });

  it('calls a negative number odd that was positive', () => {
    const changed = Array.from({ length: 80 }, () => changeCall(tools, { setup: '', expression: 'f(5)' }));
    const negative = changed.filter(({ expression }) => expression.includes('-'));

    expect(negative.length).toBeGreaterThan(0);
    expect(negative.every(({ isOrdinary }) => !isOrdinary)).toBe(true);
  });
});

describe('listSmallerCode()', () => {
  it('gives shorter texts, shorter lists, smaller numbers and fewer statements, each smaller than the call', () => {
    const call = { setup: 'a := 100\nb := []int{1, 2, 3}', expression: 'pad.Left("kiwi", b[0])' };

    const smaller = listSmallerCode(goSpelling, call);

    const shown = smaller.map(({ setup, expression }) => `${setup} § ${expression}`);
    expect(shown).toContain('b := []int{1, 2, 3} § pad.Left("kiwi", b[0])');
    expect(shown).toContain('a := 100\nb := []int{1, 2, 3} § pad.Left("", b[0])');
    expect(shown).toContain('a := 0\nb := []int{1, 2, 3} § pad.Left("kiwi", b[0])');
    expect(shown).toContain('a := 100\nb := []int{2, 3} § pad.Left("kiwi", b[0])');
    for (const { setup, expression } of smaller)
      expect(setup.length + expression.length).toBeLessThan(call.setup.length + call.expression.length);
  });
});

describe('readCodeLiterals()', () => {
  it('finds texts, signs and numbers, those in comments left out', () => {
    const { strings, numbers } = readCodeLiterals(goSpelling, [
      '// "no" 9\nif s == "kiwi" || r == \'ß\' { return 1_000 }',
    ]);

    expect(strings).toEqual(['kiwi', 'ß']);
    expect(numbers).toEqual([1000]);
  });
});
