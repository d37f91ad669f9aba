import { describe, expect, it } from 'vitest';
import { dropUnused } from '../../operations/drop-unused.ts';
import { lineariseFile } from '../../operations/linearise.ts';
import { readJavaScript } from './read-javascript.ts';

async function rowsOf(text: string, path = 'a.js'): Promise<string[]> {
  const { body } = await readJavaScript(path, text);
  return lineariseFile(dropUnused(body))
    .map(({ operations }) => operations.join(' '))
    .sort();
}

const f = (body: string): string => `function f(a, b, c) { ${body} }`;

describe('readJavaScript() brings into the same operations', () => {
  it.each([
    ['other names', f('return a.length + b'), 'function g(x, y) { return x.length + y }'],
    ['a comment and other quotes', f(`return a + "x" // note`), f("return a + 'x'")],
    ['arrow and function', 'const f = (a) => a * 3', 'const f = function (a) { return a * 3 }'],
    ['a method and a property', 'x = { f(a) { return a * 3 } }', 'x = { f: (a) => a * 3 }'],
    ['template and sum', f(`return \`\${a}-\${b}!\``), f("return a + '-' + b + '!'")],
    ['concat and sum', f("return ''.concat(a, '-').concat(b)"), f("return a + '-' + b")],
    ['a text in two pieces', f("return g('abc' + 'def')"), f("return g('abcdef')")],
    ['constants that are computed', f('return a + 6 * 7'), f('return a + 42')],
    ['hexadecimal', f('return a & 0xff'), f('return a & 255')],
    ['!0 and true', f('return g(!0)'), f('return g(true)')],
    ['void 0 and undefined', f('return g(void 0, a.b)'), f('return g(undefined, a.b)')],
    ['if and ?:', f('if (a) return b.x; else return c.y.z'), f('return a ? b.x : c.y.z')],
    ['an early return and else', f('if (a) return b.x; g(c)'), f('if (a) return b.x; else { g(c) }')],
    ['a negated condition', f('if (a === b) g(a); else c.h.i()'), f('if (a !== b) c.h.i(); else g(a)')],
    ['&& and if', f('a.x && g(b)'), f('if (a.x) g(b)')],
    ['nested ifs and &&', f('if (a.x) if (b.y) g(c)'), f('if (a.x && b.y) g(c)')],
    ['> and <', f('return a.x > b'), f('return b < a.x')],
    ['either order of ==', f('return 3 === a.length'), f('return a.length === 3')],
    [
      'for and while',
      f('for (let i = 0; i < a; i++) g(i.x)'),
      f('let i = 0; while (i < a) { g(i.x); i += 1 }'),
    ],
    ['while and for without a start', f('while (a.next()) g(b)'), f('for (; a.next(); ) g(b)')],
    ['forEach and for of', f('a.forEach((x) => { g(x.y) })'), f('for (const x of a) { g(x.y) }')],
    ['an index and for of', f('for (let i = 0; i < a.length; i++) g(a[i])'), f('for (const x of a) g(x)')],
    ['++ and + 1', f('a.x++'), f('a.x = a.x + 1')],
    ['- 1 and + -1', f('return a.length - 1'), f('return a.length + -1')],
    ['+= and +', f('a.x += b'), f('a.x = a.x + b')],
    ['brackets and dot', f("return a['length']"), f('return a.length')],
    ['** and Math.pow', f('return Math.pow(a, b)'), f('return a ** b')],
    [
      '?? and a comparison',
      f('return a.x ?? b'),
      f('let t; return (t = a.x) !== null && t !== void 0 ? t : b'),
    ],
    [
      'a default and its compiled form',
      'function f(a, b = 3) { return a * b }',
      'function f(a) { var b = arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : 3; return a * b }',
    ],
    ['a step of its own', f('return g(a.x * 2)'), f('const t = a.x * 2; const u = g(t); return u')],
    ['destructuring', f('const { length } = a; return length'), f('const l = a.length; return l')],
    ['a function called on the spot', '(function () { g(1) })()', 'g(1)'],
    [
      'typeof and void',
      f("return typeof a === 'undefined' ? b.x : c"),
      f('return a === undefined ? b.x : c'),
    ],
    [
      'modules',
      "import x from 'y'; export const f = (a) => x(a.b)",
      "const x = require('y'); exports.f = (a) => (0, x.default)(a.b)",
    ],
    [
      'a class and functions',
      'class A { f(a) { return a.b } }',
      'function A() {} A.prototype.f = function (a) { return a.b }',
    ],
  ])('%s', async (_, one, other) => {
    const [first, second] = [await rowsOf(one), await rowsOf(other)];

    expect(first).toEqual(second);
    expect(first.join('')).not.toBe('');
  });

  it.each([
    ['types', 'function f(a: string, b?: number): string { return (a as any).x + b! }', f('return a.x + b')],
    ['interfaces', 'interface A { x: string } type B = A; function f(a: B) { return a.x }', f('return a.x')],
  ])('%s of TypeScript and none', async (_, typed, plain) => {
    expect(await rowsOf(typed, 'a.ts')).toEqual(await rowsOf(plain));
  });

  it.each([
    ['a value that no one reads', f('const t = 500; return a.x')],
    ['work on a value that no one reads', f("let t = 'amber'; t = t.trim(); return a.x")],
    ['a list that no one reads', f('const t = []; if (t.length > 5) { t.pop() } return a.x')],
    ['a branch that is never taken', f("if (3 === 9) { throw new Error('x') } return a.x")],
  ])('code with and without %s', async (_, padded) => {
    expect(await rowsOf(padded)).toEqual(await rowsOf(f('return a.x')));
  });
});

describe('readJavaScript() tells apart', () => {
  it.each([
    ['operators', f('return a * b.x'), f('return a / b.x')],
    ['numbers', f('return a % 3'), f('return a % 4')],
    ['methods that the language has', f('return a.slice(b)'), f('return a.splice(b)')],
    ['what is done first', f('g(a.length); return b.push(c)'), f('b.push(c); return g(a.length)')],
    ['a value that is used', f('let t = a.x; t = t.trim(); return t'), f('return a.x')],
  ])('%s', async (_, one, other) => {
    expect(await rowsOf(one)).not.toEqual(await rowsOf(other));
  });
});

describe('readJavaScript() on hostile text', () => {
  it('reads a sum of 20,000 parts, and says when brackets are too deep', async () => {
    const sum = await readJavaScript('a.js', `x = ${Array(20_000).fill('a').join(' + ')}`);
    const deep = await readJavaScript('b.js', `${'['.repeat(3_000)}${']'.repeat(3_000)}`);
    const deeper = await readJavaScript('c.js', '['.repeat(60_000));

    expect(sum.complete).toBe(true);
    expect([deep.complete, deeper.complete]).toEqual([false, false]);
  });

  it('reads what is no program at all', async () => {
    for (const text of [
      '',
      '\0\0\0',
      '`${`${`${',
      '}}}}',
      '<a><b>',
      'constructor.__proto__.hasOwnProperty()',
    ])
      expect((await readJavaScript('a.js', text)).path).toBe('a.js');
  });
});

describe('readJavaScript() finds an obfuscator by', () => {
  it.each([
    ['a table of texts', "function a() { const t = ['x', 'y']; a = function () { return t }; return a() }"],
    ['a flattened flow', "while (true) { switch (o[i++]) { case '0': g(); continue } break }"],
    ['two odd habits', "x['push'](y['length']); g(0x1, 0x2)"],
    ['brackets alone', '(![]+[])[+[]]'.repeat(60)],
  ])('%s', async (_, text) => {
    expect((await readJavaScript('a.js', text)).obfuscation).not.toEqual([]);
  });

  it('and none in what a person or a minifier wrote', async () => {
    const text = 'const m=e=>{let t=0;for(;t<e.length;)t+=1;return!0};x["content-type"]=0xff;y[0]="a"';

    expect((await readJavaScript('a.js', text)).obfuscation).toEqual([]);
  });
});
