import { describe, expect, it } from 'vitest';
import { createClearedSpec, createDelivery } from './cleared-spec.fake.ts';
import { explainFiles, type FileOrigin } from './explain-files.ts';
import { createSurface } from './surface.fake.ts';
import { openWorkshop } from './workshop/index.ts';

const types = 'export default function padIt(text: string, length?: number): string;\n';
const behaviour = (...lines: readonly string[]) =>
  `# Behaviour\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
const given = {
  surface: createSurface(['default:padIt']),
  scenarios: [
    ['padIt("a", 2)', '" a"'],
    ['padIt("b", 3)', '"  b"'],
  ],
  texts: {
    '03-behavior-spec.md': behaviour(
      'Pads on the left. [readme:3]',
      'A long text stays as it is. [readme:5-6]',
    ),
    '06-type-definitions.d.ts': types,
  },
} as const;
const delivery = createDelivery();
const paths = [
  'src/index.js',
  'types/index.d.ts',
  'test/index.test.js',
  'package.json',
  'README.md',
  'LICENSE',
  'odd.bin',
];

async function explain(
  changes: { readonly texts?: Record<string, string>; readonly briefCharacters?: number } = {},
) {
  const spec = await createClearedSpec({ ...given, texts: { ...given.texts, ...changes.texts } });
  const origins = await explainFiles({
    ...{ paths, spec, handed: spec, delivery },
    briefCharacters: changes.briefCharacters ?? 12_000,
  });
  return { spec, of: (path: string) => origins.find((each) => each.path === path) as FileOrigin };
}

const namesOf = ({ parts }: FileOrigin, document: string) =>
  parts?.find((part) => part.document === document) ?? null;

describe('explainFiles()', () => {
  it('names what of the specification stands in the brief, statement by statement', async () => {
    const { of } = await explain();
    const code = of('src/index.js');

    expect(code.madeBy).toBe('model');
    expect(namesOf(code, '03-behavior-spec.md')).toEqual({
      ...{ document: '03-behavior-spec.md', heading: 'Behaviour', isCut: false },
      names: ['03-behavior-spec.md:3', '03-behavior-spec.md:4'],
    });
    expect(namesOf(code, '09-test-scenarios.json')?.names).toEqual([
      '09-test-scenarios.json#S001',
      '09-test-scenarios.json#S002',
    ]);
    expect(namesOf(code, '02-api-surface.json')?.names).toEqual(['02-api-surface.json#default']);
    expect(namesOf(code, '06-type-definitions.d.ts')).toMatchObject({ isCut: false });
    expect(namesOf(code, '10-metadata.json')).toBeNull();
  });

  it('does not name what did not fit', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `Rule ${index} says to pad with ${index} blanks. [readme:${index + 1}]`,
    );
    const { of } = await explain({
      texts: { '03-behavior-spec.md': behaviour(...lines) },
      briefCharacters: 1000,
    });

    const part = namesOf(of('src/index.js'), '03-behavior-spec.md');
    expect(part?.isCut).toBe(true);
    expect(part?.names[0]).toBe('03-behavior-spec.md:3');
    expect(part?.names.length).toBeLessThan(30);
    expect(part?.names.length).toBeGreaterThan(3);
  });

  it('knows what a template is filled from: what is changed there changes the file, and nothing else does', async () => {
    const { renderPapers } = await openWorkshop('javascript');
    const { spec, of } = await explain();
    const before = renderPapers(spec, delivery);
    const changes = {
      '03-behavior-spec.md': behaviour('Pads on the right. [readme:3]'),
      '06-type-definitions.d.ts': types.replace('length?', 'width?'),
      '09-test-scenarios.json': spec.texts['09-test-scenarios.json'].replaceAll('"a\\"', '"c\\"'),
      '10-metadata.json': spec.texts['10-metadata.json'].replace('Pads.', 'Other words.'),
    };

    for (const [document, text] of Object.entries(changes)) {
      const after = renderPapers((await explain({ texts: { [document]: text } })).spec, delivery);
      const changed = paths.filter((path) => after[path] !== before[path]);
      const named = paths.filter(
        (path) => of(path).madeBy === 'template' && namesOf(of(path), document) !== null,
      );
      expect(named, document).toEqual(expect.arrayContaining(changed));
      // package.json says what it needs of the runtime and not what it is for.
      expect(changed, document).toEqual(named.filter((path) => path !== 'package.json'));
    }
  });

  it('says when it does not know', async () => {
    const { of } = await explain();

    expect(of('LICENSE')).toEqual({ path: 'LICENSE', madeBy: 'template', parts: [] });
    expect(of('odd.bin')).toEqual({ path: 'odd.bin', madeBy: 'unknown', parts: null });
  });
});
