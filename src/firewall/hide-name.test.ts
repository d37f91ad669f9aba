import { describe, expect, it } from 'vitest';
import type { SpecFilename } from '../spec/index.ts';
import { hideName } from './index.ts';
import { createScenarios, createSpec, createTexts } from './spec.fake.ts';

/** The statements of 03 after a package of that name was hidden, and how many mentions were replaced. */
function hide(
  packageName: string,
  statements: readonly string[],
  changes: Partial<Record<SpecFilename, string>> = {},
): readonly [lines: readonly string[], replaced: number] {
  const metadata = { ...JSON.parse(createTexts()['10-metadata.json']), package_name: packageName };
  const spec = createSpec({
    '03-behavior-spec.md': statements.map((text) => `- ${text}`).join('\n'),
    '10-metadata.json': JSON.stringify(metadata),
    ...changes,
  });
  const hidden = hideName(spec);
  const lines = hidden.spec.texts['03-behavior-spec.md'].split('\n').map((line) => line.slice(2));
  return [lines, hidden.replaced];
}

const exportOf = (name: string) =>
  JSON.stringify({
    schema: 'phalus/api-surface/1',
    language: 'javascript',
    module: 'commonjs',
    exports: [
      {
        name: 'default',
        local_name: name,
        kind: 'function',
        signature: '',
        overloads: [],
        parameters: [],
        returns: null,
        members: [],
        summary: '',
        evidence: 'example',
        source: null,
      },
    ],
  });

describe('hideName()', () => {
  it.each([
    ['left-pad pads a string [readme:3]', 'The package pads a string [readme:3]'],
    ['Throws. left-pad never trims', 'Throws. The package never trims'],
    ['Faster than left-pad.', 'Faster than the package.'],
    ['the left-pad module pads', 'The package pads'],
    ['Call this left-pad package once', 'Call this package once'],
    ['With `left-pad`, text grows', 'With the package, text grows'],
    ['"left-pad" pads', 'The package pads'],
    ["Since left-pad@1.3.0 left-pad's width counts", "Since the package the package's width counts"],
    ['Run `npm install --save left-pad` first', 'Run `npm install --save the package` first'],
    ["Load it with `require('left-pad')`", "Load it with `require('the package')`"],
  ])('replaces a name that can be nothing else: %s', (text, expected) => {
    const [lines, replaced] = hide('left-pad', [text]);

    expect(lines).toEqual([expected]);
    expect(replaced).toBe(text.split('left-pad').length - 1);
  });

  it.each([
    'See left-pad-cli, x/left-pad, left-pad/core, left-pad.js, my-left-pad and @left-pad',
    'Left-Pad is another spelling',
    'Throws "left-pad: width must be a number"',
    'Writes `left-pad starts` to the console',
    'leftPad pads',
  ])('leaves %s', (text) => {
    expect(hide('left-pad', [text])).toEqual([[text], 0]);
  });

  it.each([
    ['kebab-case', 'Converts text to kebab-case'],
    ['kebab-case', 'A kebab-case string stays'],
    ['content-type', 'Reads the content-type header of a request'],
    ['utf-8', 'The bytes are encoded as utf-8'],
    ['is-odd', 'Numbers that are is-odd and others'],
  ])('leaves %s everywhere when one mention reads like a term: %s', (name, text) => {
    const other = `${name} works without options`;

    expect(hide(name, [other, text])).toEqual([[other, text], 0]);
  });

  it('still replaces a term where it is loaded or called a package', () => {
    const statements = [
      'Converts to kebab-case',
      'Run npm install kebab-case',
      'The kebab-case package is small',
    ];

    expect(hide('kebab-case', statements)).toEqual([
      ['Converts to kebab-case', 'Run npm install the package', 'The package is small'],
      2,
    ]);
  });

  it.each(['open', 'once', 'md5', 'base64', 'ms'])(
    'leaves the ordinary word %s unless a package is meant',
    (name) => {
      const statements = [
        `${name} it`,
        `Pass \`${name}\` to it`,
        `The ${name} library`,
        `The \`${name}\` package is small`,
      ];

      expect(hide(name, statements)).toEqual([[...statements.slice(0, 3), 'The package is small'], 1]);
    },
  );

  it.each([
    ['an export', { '02-api-surface.json': exportOf('clsx') }],
    ['a binding', { '09-test-scenarios.json': JSON.stringify(createScenarios(['clsx("a")'])) }],
    ['a type', { '06-type-definitions.d.ts': 'export declare function clsx(text: string): string;\n' }],
    ['an option', { '05-configuration.md': '# C\n\n- `clsx` (`boolean`): on or off\n' }],
  ])('leaves a name everywhere that is %s as well', (_, changes) => {
    const text = 'Import `clsx` with `require("clsx")`; the `clsx` package is small';

    expect(hide('clsx', [text], changes)).toEqual([[text], 0]);
  });

  it('leaves a name with a hyphen that is a value of the examples or types', () => {
    const text = 'utf-8 works';
    const scenarios = JSON.stringify(createScenarios(["encode('x', 'utf-8')"]));

    expect(hide('utf-8', [text], { '09-test-scenarios.json': scenarios })).toEqual([[text], 0]);
    expect(
      hide('utf-8', [text], { '06-type-definitions.d.ts': "export type Encoding = 'utf-8' | 'hex';\n" }),
    ).toEqual([[text], 0]);
  });

  it('does not take what types say of loading it, or their comments, for words of the interface', () => {
    const types =
      "/** left-pad pads. */\ndeclare module 'left-pad' {\n  export const x: number; // left-pad\n}\n";

    expect(hide('left-pad', ['left-pad pads'], { '06-type-definitions.d.ts': types })[0]).toEqual([
      'The package pads',
    ]);
  });

  it('hides a name with its scope and without it', () => {
    const statements = ['@a/left-pad pads', 'left-pad pads', 'b/left-pad pads'];

    expect(hide('@a/left-pad', statements)).toEqual([
      ['The package pads', 'The package pads', 'b/left-pad pads'],
      2,
    ]);
  });

  it('touches prose alone, and the package keeps its name', () => {
    const spec = createSpec({
      '01-overview.md': '# pad-it\n\n- pad-it pads.\n',
      '06-type-definitions.d.ts': '/** pad-it */\nexport declare const x: number;\n',
    });

    const { spec: hidden, replaced } = hideName(spec);

    expect(replaced).toBe(2);
    expect(hidden.texts).toEqual({
      ...spec.texts,
      '01-overview.md': '# The package\n\n- The package pads.\n',
    });
    expect(hidden.packageName).toBe('pad-it');
  });

  it('takes every character of a name as it is', () => {
    expect(hide('a.b-c+d', ['aXb-c+d pads', 'a.b-c+d pads'])[0]).toEqual([
      'aXb-c+d pads',
      'The package pads',
    ]);
  });

  it('takes time in proportion to hostile text', () => {
    const started = process.cpuUsage();
    hide('a-b', [
      '`"“\''.repeat(100_000),
      '“'.repeat(200_000),
      'a-b '.repeat(20_000),
      '`c` a-b '.repeat(50_000),
      'a-b@'.repeat(50_000),
      `a-b${' '.repeat(200_000)}`,
    ]);
    hide('a-b', ['a-b pads'], { '06-type-definitions.d.ts': '/*'.repeat(200_000) });
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(25_000);
  });
});
