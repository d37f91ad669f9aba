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
