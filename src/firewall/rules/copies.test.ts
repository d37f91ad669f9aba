import { describe, expect, it } from 'vitest';
import type { SpecFilename } from '../../spec/index.ts';
import { readDocumentation } from '../documentation.ts';
import { readPlaces } from '../places.ts';
import { createScenarios, createSpec } from '../spec.fake.ts';
import { copyLimits, measureCopies } from './copies.ts';

const wordsOf = (count: number, start = 0): string =>
  Array.from({ length: count }, (_, at) => `word${start + at}`).join(' ');
/** Prose first, then a block of code. */
const readme = `# R\n\n${wordsOf(400)}\n\n\`\`\`js\n${wordsOf(400, 1000)}\n\`\`\`\n`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function measure(changes: Partial<Record<SpecFilename, string>>, text = readme) {
  const documentation = readDocumentation([{ id: 'readme', kind: 'readme', text }]);
  return measureCopies(await readPlaces(createSpec(changes)), documentation);
}

describe('measureCopies()', () => {
  it.each([
    ['a statement', '04-edge-cases.md', (text: string) => `# E\n\n- ${text}\n`, 3],
    ['a comment', '06-type-definitions.d.ts', (text: string) => `/**\n * ${text}\n */\ntype A = 1;\n`, 2],
    [
      'a label',
      '10-metadata.json',
      (text: string) => json({ ...createSpec().metadata, description: text }),
      6,
    ],
  ] as const)('refuses one token of code over the limit in %s', async (_, document, render, line) => {
    const atLimit = await measure({ [document]: render(wordsOf(copyLimits.code, 1000)) });
    const over = await measure({ [document]: render(wordsOf(copyLimits.code + 1, 1000)) });

    expect(atLimit).toMatchObject({ findings: [], longest: { code: copyLimits.code } });
    expect(over.findings).toMatchObject([{ rule: 'verbatim-run', document, line }]);
  });

  it('refuses more words in a comment, a label or an example than each may have', async () => {
    const comment = (count: number) =>
      measure({ '06-type-definitions.d.ts': `/** ${wordsOf(count)} */\ntype A = 1;\n` });
    const label = (count: number) =>
      measure({ '10-metadata.json': json({ ...createSpec().metadata, description: wordsOf(count) }) });
    const example = (count: number) =>
      measure({ '09-test-scenarios.json': json(createScenarios([wordsOf(count, 1000)])) });

    for (const [give, limit] of [
      [comment, copyLimits.comment],
      [label, copyLimits.label],
      [example, copyLimits.example],
    ] as const) {
      expect((await give(limit)).findings).toEqual([]);
      expect((await give(limit + 1)).findings).toHaveLength(1);
    }
  });

  it('follows a run over the lines of one comment, and not from one comment to the next', async () => {
    const half = wordsOf(20, 1000);
    const rest = wordsOf(20, 1020);

    const one = await measure({
      '06-type-definitions.d.ts': `/**\n * ${half}\n * ${rest}\n */\ntype A = 1;\n`,
    });
    const two = await measure({
      '06-type-definitions.d.ts': `/** ${half} */\ntype A = 1;\n/** ${rest} */\ntype B = 1;\n`,
    });

    expect(one.findings.map(({ line }) => line)).toEqual([2, 3]);
    expect(one.longest.code).toBe(40);
    expect(two.longest.code).toBe(20);
  });

  it('does not measure names and signatures, which must cross as they are', async () => {
    const types = `export declare function f(${wordsOf(60, 1000).replaceAll(' ', ', ')}): void;\n`;

    expect((await measure({ '06-type-definitions.d.ts': types }, types)).findings).toEqual([]);
  });
});
