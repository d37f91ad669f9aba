import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderNameMapping, translateSpec } from './index.ts';
import { createSpec } from './word-kit.fake.ts';

interface Typed {
  readonly type: string;
  /** As the writer of JavaScript spells it. */
  readonly text: string;
}

const text = fc
  .string({
    unit: fc.constantFrom('a', 'é', '🦄', '"', "'", '\\', '\n', '\t', '\u0000', '\u2028', '$', '`', '{', '%'),
  })
  .map((value): Typed => ({ type: 'string', text: JSON.stringify(value) }));
const whole = fc.integer().map((value): Typed => ({ type: 'number', text: String(value) }));
const fraction = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  .filter((value) => !Number.isInteger(value))
  .map((value): Typed => ({ type: 'number', text: String(value) }));
const truth = fc.boolean().map((value): Typed => ({ type: 'boolean', text: String(value) }));
const scalar = fc.oneof(text, whole, fraction, truth);

/** Several values of one type, of which the first decides it. */
function several(one: fc.Arbitrary<Typed>): fc.Arbitrary<readonly Typed[]> {
  return fc.array(one, { minLength: 1, maxLength: 4 });
}

const list = fc.oneof(several(text), several(whole), several(fraction), several(truth)).map(
  (items): Typed => ({
    type: `${items[0]?.type}[]`,
    text: `[${items.map((item) => item.text).join(', ')}]`,
  }),
);
const nested = several(whole).map(
  (items): Typed => ({ type: 'number[][]', text: `[[${items.map((item) => item.text).join(', ')}], []]` }),
);
const object = fc.oneof(several(text), several(whole), several(truth)).map(
  (items): Typed => ({
    type: `Record<string, ${items[0]?.type}>`,
    text: `{ ${items.map((item, at) => `"${'k'.repeat(at)}-": ${item.text}`).join(', ')} }`,
  }),
);

describe('translateSpec()', () => {
  it.each(['python', 'rust', 'go'] as const)('to %s and back gives values as they were', async (to) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(scalar, list, nested, object), async ({ type, text: value }) => {
        const spec = createSpec({
          language: 'javascript',
          exports: [{ name: 'show', kind: 'function', signature: `function show(value: ${type}): ${type}` }],
          bindings: [{ local: 'show', export: 'show' }],
          examples: [[`show(${value})`, value]],
        });

        const there = await translateSpec(spec, to);
        const back = await translateSpec(there.spec, 'javascript');

        expect([...there.untranslated, ...back.untranslated]).toEqual([]);
        expect(back.spec.scenarios.scenarios[0]).toMatchObject({
          expression: expect.toSatisfy((given: string) => same(given, `show(${value})`)),
          expected: { kind: 'value', value: expect.toSatisfy((given: string) => same(given, value)) },
        });
      }),
      { numRuns: 40 },
    );
  });

  const pieces = fc.constantFrom(
    ...[
      'f',
      'f(',
      ')',
      '(',
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"',
      "'",
      '\\',
      '=>',
      '->',
      '::',
      '<',
      '>',
      '&',
      '*',
      '|',
      '1',
      '1.5',
    ],
    ...[
      'lambda x: ',
      'x => ',
      '|x| ',
      'None',
      'null',
      'nil',
      'new ',
      'await ',
      '...',
      '\n',
      ' ',
      '`',
      '#',
      '//',
      '\u0000',
      '__proto__',
    ],
  );
  const noise = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  it.each(['javascript', 'python', 'rust', 'go'] as const)(
    'lists what it cannot read of %s, whatever it is',
    async (from) => {
      const others = (['javascript', 'python', 'rust', 'go'] as const).filter((to) => to !== from);
      await fc.assert(
        fc.asyncProperty(
          noise,
          noise,
          noise,
          fc.constantFrom(...others),
          async (signature, expression, value, to) => {
            const spec = createSpec({
              language: from,
              exports: [
                { name: 'f', kind: 'function', signature },
                { name: 'g', kind: 'class', signature: value },
              ],
              bindings: [{ local: 'f', export: 'f' }],
              examples: [
                [expression, value],
                [`f(${value})`, '1', expression],
              ],
              types: `${expression}\n${signature}`,
            });

            const { spec: made, untranslated, ...rest } = await translateSpec(spec, to);

            const ids = [
              ...made.scenarios.scenarios.map(({ id }) => id),
              ...untranslated.map(({ what }) => what),
            ];
            expect(ids).toEqual(expect.arrayContaining(['S001', 'S002']));
            expect(renderNameMapping({ spec: made, untranslated, ...rest })).toContain('## Not translated');
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it.each([
    ['brackets', `f(${'['.repeat(9_000)}${']'.repeat(9_000)})`],
    ['calls', `${'f('.repeat(6_000)}1${')'.repeat(6_000)}`],
    ['members', `f(1)${'.a'.repeat(9_000)}`],
    ['signs', `f(${'-'.repeat(19_000)}1)`],
    ['a sum', `f(${'1+'.repeat(9_000)}1)`],
  ])(
    'is not brought down by %s without end',
    async (_, expression) => {
      for (const from of ['javascript', 'python', 'rust', 'go'] as const) {
        const spec = createSpec({
          language: from,
          exports: [{ name: 'f', kind: 'function', signature: 'function f(value: any): any' }],
          bindings: [{ local: 'f', export: 'f' }],
          examples: [[expression, '1']],
        });

        const { spec: made, untranslated } = await translateSpec(spec, from === 'rust' ? 'go' : 'rust');

        expect(made.scenarios.scenarios.length + untranslated.length).toBeGreaterThan(0);
      }
    },
    30_000,
  );
});

/** Equal as values: numbers and layout are spelled in more than one way. */
function same(left: string, right: string): boolean {
  const plain = (code: string): string => JSON.stringify(read(code));
  return plain(left) === plain(right);
}

function read(code: string): unknown {
  const inside = /^show\(([\s\S]*)\)$/.exec(code)?.[1] ?? code;
  return JSON.parse(inside.replace(/([{,] ?)([A-Za-z]\w*): /g, '$1"$2": '));
}
