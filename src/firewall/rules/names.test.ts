import { describe, expect, it } from 'vitest';
import type { SpecFilename } from '../../spec/index.ts';
import { readDocumentation } from '../documentation.ts';
import { readPlaces } from '../places.ts';
import { createScenarios, createSpec } from '../spec.fake.ts';
import { findForeignNames } from './names.ts';

const readme = [
  '# pad-it',
  'Pads with `fillChar` to maxWidth, as of ES2015. See RFC-2119-like words.',
  '```js',
  'const secretSauce42 = 1;',
  '```',
  '',
].join('\n');
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function findIn(changes: Partial<Record<SpecFilename, string>>, figures: readonly string[] = []) {
  const spec = createSpec(changes);
  const documentation = readDocumentation([{ id: 'readme', text: readme }]);
  return findForeignNames(await readPlaces(spec), documentation, { packageName: 'pad-it', figures });
}
const inStatement = (text: string) => findIn({ '03-behavior-spec.md': `# B\n\n- ${text} [readme:2]\n` });

describe('findForeignNames()', () => {
  it.each([
    'It calls internalPadBuffer.',
    'It keeps `pad_cache` between calls.',
    'Call $pad_it_now first.',
    'The token is 9f86d081884c.',
    'The key is sk0live1234.',
    'The long averyveryverylongwordindeed one.',
    'Number 123456789012 is special.',
    'Pieces ab12-cd34-ef56 stay.',
    'It uses secretSauce42, as the code does.',
    'Base64: cGFkLWl0IHNlY3JldA==',
  ])('finds what the documentation does not speak of: %s', async (text) => {
    expect(await inStatement(text)).toMatchObject([
      { rule: 'foreign-name', document: '03-behavior-spec.md', line: 3 },
    ]);
  });

  it.each([
    'It takes options::fillChar and ES2015.maxWidth.',
    'It pads with `fillChar` up to maxWidth and nothing else whatsoever, in words of its own.',
    'Works since ES2015; plural fillChars too.',
    'Throws a TypeError or RangeError, or gives a Uint8Array in JavaScript.',
    'The default export is padIt, called `padIt(text)`.',
    'Between 2020-01-02 and 1.2.3 it was 100% of 50.',
    'RFC-2119-like words',
  ])('passes %s', async (text) => {
    expect(await inStatement(text)).toEqual([]);
  });

  it('asks the same of comments, labels and figures', async () => {
    const scenarios = createScenarios(['padIt("a")']);
    const [first] = scenarios.scenarios;
    const spec = createSpec();
    const changes = {
      '06-type-definitions.d.ts':
        '/** As secretSauce42 has it. */\nexport default function padIt(text: string): string;\n',
      '09-test-scenarios.json': json({ ...scenarios, scenarios: [{ ...first, note: 'see secretSauce42' }] }),
      '10-metadata.json': json({ ...spec.metadata, engine: 'v8cafe0123beef' }),
    };

    const findings = await findIn(changes);

    expect(findings.map(({ document }) => document)).toEqual(Object.keys(changes));
    expect(await findIn({ '10-metadata.json': changes['10-metadata.json'] }, ['v8cafe0123beef'])).toEqual([]);
  });

  it('lets interface and examples hold what the documentation holds anywhere, and nothing else', async () => {
    const withExample = (expression: string) =>
      findIn({ '09-test-scenarios.json': json(createScenarios([expression])) });

    expect(await withExample('padIt("secretSauce42")')).toEqual([]);
    expect(await withExample('padIt("otherSauce42")')).toMatchObject([{ rule: 'foreign-name' }]);
    expect(
      await findIn({ '06-type-definitions.d.ts': 'export declare function otherSauce(): void;\n' }),
    ).toMatchObject([{ document: '06-type-definitions.d.ts', line: 1 }]);
  });

  it('takes time in proportion to hostile text', async () => {
    const started = process.cpuUsage();

    for (const text of [
      'a-'.repeat(200_000),
      'aB1'.repeat(200_000),
      '-a1'.repeat(100_000),
      '_$'.repeat(200_000),
    ]) {
      await inStatement(text);
    }

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(25_000);
  });
});
