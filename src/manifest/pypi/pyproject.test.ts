import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';
import { problemOfMarker } from './marker.ts';
import { convertPoetryRange } from './poetry-range.ts';
import { parseRequirement } from './requirement.ts';

describe('pyprojectReader', () => {
  const every = { kinds: ['runtime', 'optional', 'development'] } as const;

  it('applies the limits, overrides and sources of uv', () => {
    const { packages, unsupported } = parseManifest(
      {
        text: `[project]
name = "x"
dependencies = ["A.b>=1", "c>=1", "d"]
[tool.uv]
constraint-dependencies = ["a-b<2"]
override-dependencies = ["c==9"]
dev-dependencies = ["e"]
[tool.uv.sources]
d = { index = "own" }
`,
      },
      every,
    );

    expect(packages.map(({ name, constraint, range, kind }) => [name, constraint, range, kind])).toEqual([
      ['A.b', '>=1', '>=1,<2', 'runtime'],
      ['c', '>=1', '==9', 'runtime'],
      ['e', '', '', 'development'],
    ]);
    expect(unsupported.map(({ name }) => name)).toEqual(['d']);
  });

  it('reads the tables of Poetry, of before and after its first version', () => {
    const { packages, unsupported } = parseManifest(
      {
        text: `[tool.poetry]
name = "x"
[tool.poetry.dependencies]
python = "^3.9"
a = "^1.2"
b = { version = "~2.0", extras = ["x"], optional = true }
c = [{ version = "<2", python = "<3.9" }, { version = ">=2", python = ">=3.9" }]
[tool.poetry.dev-dependencies]
d = "*"
[tool.poetry.group.docs.dependencies]
e = "1.0"
`,
      },
      every,
    );

    expect(packages.map(({ name, range, kind, marker = '' }) => [name, range, kind, marker])).toEqual([
      ['a', '>=1.2,<2', 'runtime', ''],
      ['b', '>=2.0,<2.1', 'optional', ''],
      ['c', '>=2', 'runtime', 'python >=3.9'],
      ['e', '==1.0', 'development', ''],
      ['d', '', 'development', ''],
    ]);
    expect(unsupported.map(({ name, constraint }) => name + constraint)).toEqual(['c<2']);
  });

  it('takes dynamic dependencies from a file that was given', () => {
    const text =
      '[project]\nname = "x"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = "r.txt" }\n';

    const manifest = parseManifest({ text, furtherFiles: [{ path: 'r.txt', text: 'a==1\n' }] });

    expect(manifest.packages.map(({ name }) => name)).toEqual(['a']);
    expect(manifest.manifestType).toBe('pyproject.toml');
  });
});

describe('convertPoetryRange()', () => {
  it.each([
    ['^1.2.3', '>=1.2.3,<2'],
    ['^0.2.3', '>=0.2.3,<0.3'],
    ['^0.0.3', '>=0.0.3,<0.0.4'],
    ['^0.0', '>=0.0,<0.1'],
    ['^0', '>=0,<1'],
    ['^1', '>=1,<2'],
    ['~1.2.3', '>=1.2.3,<1.3'],
    ['~1.2', '>=1.2,<1.3'],
    ['~1', '>=1,<2'],
    ['1.2', '==1.2'],
    ['=1.2', '==1.2'],
    ['1.*', '==1.*'],
    ['*', ''],
    ['', ''],
    ['>= 1, <2', '>=1,<2'],
    ['>=1 <2', '>=1,<2'],
    ['^1.0 || ^2.0', '>=2.0,<3'],
    ['^1.0b1', '>=1.0b1,<2'],
  ])('reads %j as %j', (text, range) => {
    expect(convertPoetryRange(text)).toBe(range);
  });

  it('gives null or a specifier of PEP 440, for any text', () => {
    const pieces = fc.constantFrom(
      '^',
      '~',
      '1',
      '.',
      '0',
      '*',
      '>=',
      '<',
      ',',
      ' ',
      '||',
      'a',
      '=',
      '!',
      '-',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          const range = convertPoetryRange(text);
          if (range !== null) expect(parseRequirement(`a ${range}`).kind).toBe('requirement');
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('parseRequirement()', () => {
  it('never throws, and what it reads is read the same when written again', () => {
    const pieces = fc.constantFrom(
      'a',
      'B.c',
      '[',
      ']',
      ',',
      '(',
      ')',
      '>=',
      '==',
      '1',
      '.0',
      '.*',
      ' ',
      ';',
      '@',
      '"x"',
      'os_name',
      ' and ',
      ' in ',
      '~=',
      '#',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const reading = parseRequirement(text);
          if (reading.kind !== 'requirement' || reading.url !== null) return;
          const { name, extras, specifier, marker } = reading;
          const again = `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}${marker === null ? '' : `;${marker}`}`;
          expect(parseRequirement(again)).toEqual(reading);
        },
      ),
      { numRuns: 1000 },
    );
  });

  // Checked once against 6,000 texts read by Python's own library: they part only in what may follow `===`.
  it.each([
    'a~=1',
    'a>=1.0+local',
    'a==1.*+local',
    'a>=1.*',
    'a=1',
    'a>>1',
    'a 1.0',
    'a ==',
    'a;',
    'a[b c]',
    'a b',
    '-a',
    'a-',
  ])('refuses %j', (text) => {
    expect(parseRequirement(text).kind).toBe('unreadable');
  });
});

describe('problemOfMarker()', () => {
  it('takes any nesting, and time that grows with the length alone', () => {
    const deep = `${'('.repeat(100_000)}os_name=='x'${')'.repeat(100_000)}`;
    const long = Array.from({ length: 50_000 }, () => "os_name=='x'").join(' and ');
    const start = process.cpuUsage();

    expect([problemOfMarker(deep), problemOfMarker(long)]).toEqual([null, null]);
    expect(problemOfMarker(`${deep} and`)).not.toBeNull();
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});
