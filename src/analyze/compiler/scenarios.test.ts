import { describe, expect, it } from 'vitest';
import { docSet, fence, type Given } from './doc-set.fake.ts';
import { compileDocumentation } from './index.ts';

async function claimsOf(code: string, given: Given = {}): Promise<readonly (readonly [string, unknown])[]> {
  const readme = fence(`const pad = require('pad-it');\n${code}`);
  const { scenarios } = await compileDocumentation(docSet({ readme, ...given }));
  return scenarios.scenarios.map(({ expression, expected }) => [
    expression,
    expected.kind === 'value' ? expected.value : expected,
  ]);
}

describe('scenarios', () => {
  it.each([
    ["pad('a') //=> 'b'", "'b'"],
    ["pad('a'); // => 'b'", "'b'"],
    ["pad('a'); // → 'b'", "'b'"],
    ["pad('a'); // -> 'b'", "'b'"],
    ["pad('a'); // returns 'b'", "'b'"],
    ["pad('a'); // 'b'", "'b'"],
    ["pad('a');\n//=> 'b'", "'b'"],
    ["pad('a')\n\n//=> 'b'", "'b'"],
    ["pad('a') /* => 'b' */", "'b'"],
    ["console.log(pad('a')) // prints 'b'", "'b'"],
    ["console.log(pad('a')); //=> 'b'", "'b'"],
    ["const x = pad('a'); //=> 'b'", "'b'"],
    ["x = pad('a'); //=> 'b'", "'b'"],
    ["pad('a') //=> 'b', because it pads", "'b'"],
    ["pad('a') // => 'b' (as one would expect)", "'b'"],
    ["assert.equal(pad('a'), 'b')", "'b'"],
    ["assert.deepEqual(pad('a'), ['b'])", "['b']"],
    ["t.is(pad('a'), 'b')", "'b'"],
    ["expect(pad('a')).toBe('b')", "'b'"],
    ["expect(pad('a')).to.deep.equal(['b'])", "['b']"],
    ["pad('a') === 'b'", "'b'"],
    ["pad('a') === 'b' // yes it is", "'b'"],
    ["(async () => {\n  pad('a'); //=> 'b'\n})();", "'b'"],
    ["test('pads', t => {\n  t.is(pad('a'), 'b');\n});", "'b'"],
    ["pad('a') //=> [\n// 1,\n// 2\n// ]", '[\n 1,\n 2\n ]'],
    ["pad('a')\n// => { a: 1,\n//      b: [ 2 ] }", '{ a: 1,\n      b: [ 2 ] }'],
    ["pad('a') //=> Map(1) { 'k' => [ 1, 2 ] }", "new Map([['k', [ 1, 2 ]]])"],
    ["pad('a') //=> Set(2) { 1, 2 }", 'new Set([ 1, 2 ])'],
    ["pad('a') //=> 2020-01-02T03:04:05.000Z", "new Date('2020-01-02T03:04:05.000Z')"],
    ["pad('a') //=> -Infinity", '-Infinity'],
  ])('%j gives one value', async (code, value) => {
    expect(await claimsOf(code)).toEqual([["pad('a')", value]]);
  });

  it.each([
    "pad('a') //=> [ 1, 2, ... ]",
    "pad('a') //=> [Function: x]",
    "pad('a') //=> 'b' or 'c'",
    "pad('a') // pads on the left",
    "pad('a') //=> 5 minutes",
    "pad('a') //=> {a: other}",
    "pad('a') //=> { __proto__: 1 }",
    "chalk(pad('a')) //=> 'b'",
    "const fs = require('fs');\nfs.x(pad('a')) //=> 'b'",
    'pad(Date.now()) //=> 5',
    "'a' + 'b' //=> 'ab'",
    "pad('a'); // Error: Argument of type 'number' is not assignable (2345)",
  ])('%j is skipped, not guessed', async (code) => {
    expect(await claimsOf(code)).toEqual([]);
  });

  it.each([
    ['pad(1) //=> TypeError: no number', { kind: 'throws', name: 'TypeError', message: 'no number' }],
    ['pad(1) // throws TypeError', { kind: 'throws', name: 'TypeError', message: null }],
    ['assert.throws(() => pad(1), RangeError)', { kind: 'throws', name: 'RangeError', message: null }],
    ["expect(() => pad(1)).toThrow('bad')", { kind: 'throws', name: null, message: 'bad' }],
  ])('%j gives a failure', async (code, expected) => {
    expect(await claimsOf(code)).toEqual([['pad(1)', expected]]);
  });

  it('takes the comment behind a comparison for its value', async () => {
    expect(await claimsOf("pad('a') === 'c'; // false")).toEqual([["pad('a') === 'c'", 'false']]);
  });

  it('leaves a statement that is shown to fail out of every setup', async () => {
    const code = 'const o = {};\npad(o, 1); // throws TypeError\npad(o); //=> 5';

    const { scenarios } = await compileDocumentation(
      docSet({ readme: fence(`const pad = require('pad-it');\n${code}`) }),
    );

    expect(scenarios.scenarios.map(({ setup }) => setup)).toEqual(['const o = {};', 'const o = {};']);
  });

  it('does not read functions that run side by side as a sequence', async () => {
    const body = "(async () => {\n  pad('a'); //=> 'b'\n})();";

    expect(await claimsOf(`${body}\n${body}`)).toEqual([]);
  });

  it('takes what console.log prints without quotes as output', async () => {
    const claims = await claimsOf("console.log(pad('a')) // => foo bar");

    expect(claims).toEqual([["console.log(pad('a'))", { kind: 'output', lines: ['foo bar'] }]]);
  });

  it('takes words without quotes for a string only where a string is declared', async () => {
    const types = { 'index.d.ts': 'export default function pad(text: string): string;' };

    const declared = await claimsOf("pad('a & b') // -> a &amp; b", { types });
    const undeclared = await claimsOf("pad('a & b') // -> a &amp; b");

    expect(declared).toEqual([["pad('a & b')", '"a &amp; b"']]);
    expect(undeclared).toEqual([]);
  });

  it('slices the least setup, keeping changes to the objects used in order', async () => {
    const code =
      'const o = {a: 1};\nconst unused = 2;\no.b = 2;\nconst p = 3;\npad(o); //=> 5\no.c = 3;\npad(o) //=> 6';

    const { scenarios } = await compileDocumentation(
      docSet({ readme: fence(`const pad = require('pad-it');\n${code}`) }),
    );

    expect(scenarios.scenarios.map(({ setup }) => setup)).toEqual([
      'const o = {a: 1};\no.b = 2;',
      'const o = {a: 1};\no.b = 2;\npad(o);\no.c = 3;',
    ]);
    expect(scenarios.bindings).toEqual([{ local: 'pad', export: 'default' }]);
  });

  it('takes a variable from an earlier block', async () => {
    const readme = fence("import pad from 'pad-it';\nconst o = [1];") + fence('pad(o); //=> 5');

    const { scenarios } = await compileDocumentation(docSet({ readme }));

    expect(scenarios.scenarios[0]).toMatchObject({ setup: 'const o = [1];', expression: 'pad(o)' });
    expect(scenarios.scenarios[0]?.source).toEqual({ document: 'readme', lines: [6, 6] });
  });

  it('reads REPL transcripts, also with require inside', async () => {
    const code = "> var a = 1\nundefined\n> require('pad-it')(a)\n[ 1,\n  2 ]";

    const { scenarios } = await compileDocumentation(docSet({ readme: fence(code, '') }));

    expect(scenarios.scenarios).toMatchObject([
      { setup: 'var a = 1;', expression: 'padIt(a)', expected: { kind: 'value', value: '[ 1,\n   2 ]' } },
    ]);
    expect(scenarios.bindings).toEqual([{ local: 'padIt', export: 'default' }]);
  });

  it('reads tables and sentences', async () => {
    const table = "| Call | Result |\n|---|---|\n| `pad('a')` | `'b'` |\n| `pad('x')` | some text |\n";
    const readme = `${fence("const pad = require('pad-it')")}\n${table}\nNote that \`pad('c')\` returns \`'d'\`.\n`;

    const { scenarios } = await compileDocumentation(docSet({ readme }));

    expect(scenarios.scenarios.map(({ expression, origin }) => [expression, origin])).toEqual([
      ["pad('a')", 'table'],
      ["pad('c')", 'example'],
    ]);
  });

  it('merges equal scenarios and contests contradicting ones', async () => {
    const readme = fence(
      "const pad = require('pad-it');\npad(1) // 2\npad(1) //=> 2\npad(2) //=> 3\npad(2) //=> 4",
    );

    const { scenarios } = await compileDocumentation(docSet({ readme }));

    expect(scenarios.scenarios.map(({ id, expression, contested }) => [id, expression, contested])).toEqual([
      ['S001', 'pad(1)', false],
      ['S002', 'pad(2)', true],
      ['S003', 'pad(2)', true],
    ]);
  });

  it.each([
    ["const o = { x: 1 };\npad(o, 'a'); //=> 2", 'const o = {\n  x: 1,\n}\npad(o, "a") //=> 2', 1],
    ['pad([1, 2]); //=> 2', 'pad([\n  1, // one\n  2,\n]) //=> 2', 1],
    ['pad(1); //=> 2', 'pad( 1 ) //=> 3', 2],
    ["pad('a b'); //=> 2", "pad('a  b'); //=> 2", 2],
    ['pad(/a b/); //=> 2', 'pad(/a  b/); //=> 2', 2],
    ['pad(`a b`); //=> 2', 'pad(`a  b`); //=> 2', 2],
  ])('%j and %j differ in layout only, or not', async (one, other, count) => {
    const load = "const pad = require('pad-it');\n";

    const { scenarios } = await compileDocumentation(
      docSet({ readme: fence(load + one) + fence(load + other) }),
    );

    expect(scenarios.scenarios).toHaveLength(count);
    expect(scenarios.scenarios[0]?.source?.lines[0]).toBeLessThan(5);
    expect(scenarios.scenarios[0]?.contested).toBe(one.startsWith('pad(1)'));
  });

  it('contests a value that the declared return type does not allow', async () => {
    const types = { 'index.d.ts': 'export default function pad(text: string): number;' };
    const readme = fence("import pad from 'pad-it';\npad('a') //=> 'b'");

    const { scenarios } = await compileDocumentation(docSet({ readme, types }));

    expect(scenarios.scenarios[0]?.contested).toBe(true);
  });

  it('reads @example of declarations, strips types and allows a few builtins', async () => {
    const text =
      "/**\n * Pads.\n * @example\n * ```\n * import path from 'node:path';\n * import pad from 'pad-it';\n * pad(path.sep as string); //=> 5\n * ```\n */\nexport default function pad(text: string): number;";

    const { scenarios } = await compileDocumentation(docSet({ types: { 'index.d.ts': text } }));

    expect(scenarios.scenarios).toMatchObject([
      { setup: "const path = process.getBuiltinModule('node:path');", expression: 'pad(path.sep)' },
    ]);
    expect(scenarios.scenarios[0]?.source).toEqual({ document: 'types', lines: [7, 7] });
  });
});
