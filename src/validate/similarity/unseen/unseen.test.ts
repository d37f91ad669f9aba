import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findMadeCode } from './find-made-code.ts';
import { listTexts } from './list-texts.ts';

const secret =
  'const carried = (a, b) => { for (const c of a) if (c === b) return true; return false; }; // '.repeat(2);
const base64 = Buffer.from(secret).toString('base64');

describe('listTexts()', () => {
  it.each([
    ['a comment', 'a.js', `f();\n/* ${secret} */`],
    ['comments of one line', 'a.js', secret.replace(/;/g, ';\n').replace(/^/gm, '// ')],
    ['a text', 'a.js', `const a = ${JSON.stringify(secret)};`],
    ['base64', 'a.js', `const a = '${base64}';`],
    [
      'a list of texts',
      'a.js',
      `const a = [${JSON.stringify(secret.slice(0, 80))}, ${JSON.stringify(secret.slice(80))}];`,
    ],
    [
      'a sum of texts',
      'a.js',
      `const a = ${JSON.stringify(secret.slice(0, 80))} + ${JSON.stringify(secret.slice(80))};`,
    ],
    ['codes of letters', 'a.js', `const a = [${[...secret].map((letter) => letter.charCodeAt(0))}];`],
    ['data', 'a.json', JSON.stringify({ deep: [{ text: secret }] })],
    [
      'a source map',
      'a.js',
      `//# x,${Buffer.from(JSON.stringify({ sourcesContent: [secret] })).toString('base64')}`,
    ],
    ['a document', 'a.md', `text\n\n\`\`\`js\n${secret}\n\`\`\`\n`],
    ['any other file', 'notes', secret],
  ])('finds what stands in %s', (_, path, content) => {
    const found = listTexts(ts, { [path]: content }).map(({ text }) => text.replace(/\s+/g, ' '));

    expect(found.some((text) => text.includes('if (c === b) return true'))).toBe(true);
  });

  it('leaves short texts, the licence and the manifest', () => {
    expect(
      listTexts(ts, { 'a.js': "f('short'); // short", LICENSE: secret, 'package.json': `"${secret}"` }),
    ).toEqual([]);
  });

  it('ends soon on long hostile texts', () => {
    const started = performance.now();
    for (const piece of ['/*', '//\n', '"a"+', '[1,', '%41', 'A', '```\n', '('])
      for (const path of ['a.js', 'a.md', 'a.json', 'a'])
        expect(() => listTexts(ts, { [path]: piece.repeat(3_000) })).not.toThrow();

    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('findMadeCode()', () => {
  const made = (text: string) => findMadeCode(ts, { 'a.js': text }).map(({ line }) => line);

  it.each([
    'eval("x")',
    '(0, eval)(x)',
    'new Function("return 1")',
    'Function("return 1")()',
    'globalThis.eval(x)',
    '(() => {}).constructor("x")()',
    'Function.prototype.constructor("x")',
    '[].constructor.constructor("x")()',
    'const F = Function;',
    'setTimeout("x()", 1)',
  ])('finds %s', (text) => {
    expect(made(text)).not.toEqual([]);
  });

  it.each([
    'math.eval(x)',
    'x instanceof Function',
    'Function.prototype.toString.call(f)',
    'x.constructor === Object',
    'new this.constructor(1)',
    'typeof Function',
    'setTimeout(() => {}, 1)',
  ])('leaves %s', (text) => {
    expect(made(text)).toEqual([]);
  });
});
