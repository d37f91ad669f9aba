import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractCode } from './extract-code.ts';

const block = (code: string, language = 'js', marker = '```') => `${marker}${language}\n${code}\n${marker}\n`;
const pad = 'function pad() {}';

describe('extractCode()', () => {
  it.each([
    ['a fenced block', `Sure!\n${block(pad)}Done.`],
    ['a block without a language', block(pad, '')],
    ['TypeScript', block(pad, 'TypeScript')],
    ['an info string', block(pad, 'js title="index.js" {1,3}')],
    ['tildes', block(pad, 'js', '~~~')],
    ['a long fence', block(pad, 'js', '`````')],
    ['a fence in a list', `1. The code:\n\n     \`\`\`js\n${pad}\n     \`\`\`\n`],
    ['ends of line of Windows', block(pad).replaceAll('\n', '\r\n')],
    ['a language that does not fit', block(pad, 'text')],
    ['a block inside Markdown', block(block(pad), 'markdown', '````')],
    [
      'the one in JavaScript of two',
      `${block('{"a": "function pad() {} and much more text"}', 'json')}${block(pad)}`,
    ],
    [
      'the one that declares something',
      `${block(pad)}${block('pad(1);\npad(2);\npad(3);\nconsole.log(pad(4));')}`,
    ],
    ['the longer of two that declare', `${block('class A {}')}${block(pad)}`],
    ['code without a fence', pad],
    ['code after a line of prose', `Here is the function you asked for:\n${pad}`],
  ])('finds %s', (_, reply) => {
    expect(extractCode(reply)?.code.trim()).toBe(pad);
  });

  it('tells a block that was not closed', () => {
    expect(extractCode(`\`\`\`js\n${pad}`)).toEqual({ code: pad, unclosed: true });
    expect(extractCode(block(pad))?.unclosed).toBe(false);
  });

  it('keeps a fence of fewer marks, or with a language, as part of the code', () => {
    const code = 'const a = `\n```js\nx\n`;';

    expect(extractCode(block(code, 'js', '````'))?.code).toBe(code);
  });

  it.each([
    ['prose about functions and classes', 'The function takes a class, let me explain: const is a keyword.'],
    ['another language', block('def pad(): pass', 'python')],
    ['a shell', `Run it:\n${block('npm install', 'sh')}`],
    ['an empty block', block('')],
    ['nothing', ''],
  ])('finds nothing in %s', (_, reply) => {
    expect(extractCode(reply)).toBeNull();
  });

  it('reads any text, and hostile text in time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void extractCode(text)));
    const started = process.cpuUsage();

    for (const part of [
      '```\n',
      '`',
      '~~~js\n',
      'const ',
      'import ',
      'export ',
      '(',
      'class a ',
      ' \n',
      'function',
      'async ',
    ]) {
      extractCode(part.repeat(200_000 / part.length));
      extractCode(block(part.repeat(200_000 / part.length)));
    }

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(40_000);
  });
});
