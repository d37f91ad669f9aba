import { describe, expect, it } from 'vitest';
import { docSet, fence } from './doc-set.fake.ts';
import { compileDocumentation } from './index.ts';

const types = {
  'index.d.ts': 'export default function greet(name: string, rest?: object): string;\n',
};

/** Expression and expected outcome of each scenario of a readme whose function returns a string. */
async function claimsOf(readme: string): Promise<readonly (readonly [string, unknown])[]> {
  const { scenarios } = await compileDocumentation(
    docSet({ readme, types, entryPoints: { types: './index.d.ts' } }),
  );
  return scenarios.scenarios.map(({ expression, expected }) => [
    expression,
    expected.kind === 'value' ? expected.value : expected,
  ]);
}

const example = (code: string) => fence(`import greet from 'pad-it';\n${code}`);

describe('a result in a block of its own', () => {
  it.each(['Results in:', 'Output:', 'prints', 'This will print the following:', 'Which returns:'])(
    'is the string when %j stands between',
    async (words) => {
      const readme = `${example("greet('Ann');")}\n\n${words}\n\n\`\`\`\n  Hello\n  Ann\n\`\`\`\n`;

      expect(await claimsOf(readme)).toEqual([["greet('Ann')", '"  Hello\\n  Ann"']]);
    },
  );

  it.each([
    ['another sentence', 'See also:', 'Hello'],
    ['something like it', 'Prints something like:', 'Hello'],
    ['a part of it', 'Output:', 'Hello\n...\nbye'],
    ['an empty block', 'Output:', '  '],
  ])('is not taken from %s', async (_, words, shown) => {
    const readme = `${example("greet('Ann');")}\n\n${words}\n\n\`\`\`\n${shown}\n\`\`\`\n`;

    expect(await claimsOf(readme)).toEqual([]);
  });

  it('is not taken for a call that has a result of its own, nor for code', async () => {
    const noted = `${example("greet('Ann'); //=> 'Hello Ann'")}\n\nOutput:\n\n\`\`\`\nother\n\`\`\`\n`;
    const code = `${example("greet('Ann');")}\n\nOutput:\n\n\`\`\`html\n<b>Ann</b>\n\`\`\`\n`;

    expect(await claimsOf(noted)).toEqual([["greet('Ann')", "'Hello Ann'"]]);
    expect(await claimsOf(code)).toEqual([]);
  });
});

describe('a remark of several words without a sign', () => {
  it('is the string when all of them stand in the texts of the example', async () => {
    const readme = example(
      "const rest = { of: ['Bob', 'Cid'] };\ngreet('Hello %s, %s', rest) // Hello Bob, Cid",
    );

    expect(await claimsOf(readme)).toEqual([["greet('Hello %s, %s', rest)", '"Hello Bob, Cid"']]);
  });

  it.each([
    "greet('Hello', 'Bob') // says Hello Bob",
    "greet('Hello', 'Bob') // Hello Bob ...",
    "greet('Hello') // Hello",
  ])('is nothing in %j', async (code) => {
    expect(await claimsOf(example(code))).toEqual([]);
  });
});

describe('signs of a result', () => {
  it.each([
    ["greet('Ann') // ⇨ 'Hi'", "'Hi'"],
    ["greet('Ann') // 'Hi'!", "'Hi'"],
    ["const greeting = greet('Ann')\n// greeting -> 'Hi'", "'Hi'"],
    ["let greeting;\ngreeting = greet('Ann')\n// greeting is 'Hi'", "'Hi'"],
    ["greet('\\tAnn');\n/*\n\tAnn\n*/", '"\\tAnn"'],
    ["greet('Ann') // “Hi”", '"Hi"'],
  ])('%j gives one value', async (code, value) => {
    expect((await claimsOf(example(code))).map(([, expected]) => expected)).toEqual([value]);
  });

  it.each([
    "const greeting = greet('Ann')\n// greeting is what you would say",
    "greet('Ann');\n/*\nSays something to Ann\n*/",
    "greet('Ann');\n/*\n * Ann\n */",
  ])('%j gives none', async (code) => {
    expect(await claimsOf(example(code))).toEqual([]);
  });

  it('leaves what stands right above a call to that call', async () => {
    const code = "greet('Ann');\n\n// 'Hi Bob'\ngreet('Bob');";

    expect(await claimsOf(example(code))).toEqual([]);
  });
});

describe('an instance that is shown as a string or number', () => {
  it.each([
    ["new greet.Money(3) // '3.00'", 'String(new greet.Money(3))'],
    ['new greet.Money(3) //=> 3', 'Number(new greet.Money(3))'],
    ['new greet.Money(3) //=> { amount: 3 }', 'new greet.Money(3)'],
  ])('%j is what it converts to', async (code, expression) => {
    expect((await claimsOf(example(code))).map(([asked]) => asked)).toEqual([expression]);
  });
});

describe('a block right behind an example', () => {
  it('is what its only print shows, spaces at the ends aside', async () => {
    const readme = `${example("console.log(greet('Ann'));")}\n\`\`\`\nHello  \nAnn\n\n\`\`\`\n`;

    expect(await claimsOf(readme)).toEqual([
      ["console.log(greet('Ann'))", { kind: 'output', lines: ['Hello  \nAnn\n'] }],
    ]);
  });

  it.each([
    ['several prints', "console.log(greet('Ann'));\nconsole.log(greet('Bob'));"],
    ['none', "greet('Ann');"],
  ])('says nothing of %s', async (_, code) => {
    expect(await claimsOf(`${example(code)}\n\`\`\`\nHello\n\`\`\`\n`)).toEqual([]);
  });

  it('may begin with the command that runs it, and no other', async () => {
    const code = example("console.log(greet('Ann'));");
    const shown = (command: string) => `${code}\n\`\`\`\n${command}\nHello\n\`\`\`\n`;

    expect(await claimsOf(shown('$ node example.js'))).toEqual([
      ["console.log(greet('Ann'))", { kind: 'output', lines: ['Hello'] }],
    ]);
    expect(await claimsOf(shown('$ npm install pad-it'))).toEqual([]);
  });
});
