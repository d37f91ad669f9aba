import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManifestError, type ManifestErrorCode } from './errors.ts';
import { parseManifest } from './parse-manifest.ts';

function catchError(text: string, fileName?: string): ManifestError {
  try {
    parseManifest(fileName === undefined ? { text } : { text, fileName });
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
  throw new Error('expected a ManifestError, and nothing was thrown');
}

describe('parseManifest()', () => {
  it('takes a package.json by its structure, whatever the file is called', () => {
    const manifest = parseManifest({ text: '\ufeff{"dependencies":{"a":"^1"}}', fileName: 'upload.txt' });

    expect(manifest.manifestType).toBe('package.json');
    expect(manifest.packages.map(({ name, constraint }) => [name, constraint])).toEqual([['a', '^1']]);
  });

  it.each<[string, ManifestErrorCode, RegExp]>([
    ['', 'empty', /text is empty/],
    [' \n', 'empty', /text is empty/],
    ['Dear all, here is the list', 'unrecognised', /expected one of .*package\.json.*requirements\.txt/],
    ['[1, 2]', 'unrecognised', /package\.json/],
    ['{"compilerOptions":{}}', 'unrecognised', /package\.json/],
    ['{"name":"x","version":"1.0.0"}', 'empty', /no dependency of the kinds runtime, optional/],
    ['{"devDependencies":{"a":"1"}}', 'empty', /runtime, optional/],
    ['{"dependencies":{},"scripts":{"a":"b"}}', 'empty', /package\.json/],
    ['{"dependencies":["a"],"name":"x"}', 'malformed', /"dependencies".*an array/],
    ['{\n  "dependencies": {\n    "a": "1",\n  }\n}', 'malformed', /line 4, column 3: "}"/],
    ['{"dependencies": {"a" "1"}}', 'malformed', /line 1, column 23/],
    ['{"a":\n tru}', 'malformed', /line 2, column 2/],
    ['{"dependencies": {"a": "1"', 'malformed', /ends too early/],
    ['[package]\nname = "x"\n', 'empty', /this Cargo\.toml/],
    ['[workspace]\nmembers = []\n', 'empty', /this Cargo\.toml/],
    ['[project]\nname = "x"\ndependencies = []\n', 'empty', /this pyproject\.toml/],
    ['[project]\nname = "x\n', 'malformed', /this pyproject\.toml: it is not TOML, in line 2/],
    ['[package]\nname = "a"\n[dependencies]\nserde = \n', 'malformed', /this Cargo\.toml: .* line 4/],
    ['module example.test/x\n\ngo 1.22\n', 'empty', /this go\.mod/],
    ['module example.test/x\n\ngo 1.22\n\nrequire (\n', 'malformed', /this go\.mod: line 5/],
    ['{"require":{"php":">=8"},"name":"a/b"}', 'unsupported-format', /composer\.json/],
    ["lockfileVersion: '9.0'\nimporters:\n", 'empty', /this pnpm-lock\.yaml/],
    ["lockfileVersion: '99.0'\nimporters:\n", 'unsupported-format', /lockfileVersion is 99\.0/],
    [
      '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0"}}}',
      'unsupported-format',
      /lockfileVersion is 1/,
    ],
    ['{"lockfileVersion":3,"packages":{}}', 'malformed', /entry ""/],
  ])('refuses %j as %s', (text, code, message) => {
    const error = catchError(text);

    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
    expect(error.hint).toBeTruthy();
  });

  it('takes the file name as a hint where the structure says nothing', () => {
    expect(parseManifest({ text: 'requests\n', fileName: 'requirements.txt' }).packages).toHaveLength(1);
    expect(catchError('requests\n').code).toBe('unrecognised');
    expect(catchError('not json', 'package.json').code).toBe('malformed');
  });

  it('throws nothing but ManifestError, for any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
      fc
        .dictionary(fc.constantFrom('dependencies', 'lockfileVersion', 'packages', 'name'), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
      fc.dictionary(fc.string(), fc.jsonValue()).map((dependencies) => JSON.stringify({ dependencies })),
      fc
        .dictionary(fc.string(), fc.jsonValue())
        .map((packages) => JSON.stringify({ lockfileVersion: 3, packages: { ...packages, '': packages } })),
    );

    fc.assert(
      fc.property(texts, fc.boolean(), (text, transitive) => {
        try {
          parseManifest({ text }, { transitive, kinds: ['runtime', 'optional', 'development', 'peer'] });
        } catch (error) {
          expect(error).toBeInstanceOf(ManifestError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('loses no name of a section: each is a package or has a reason', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue()), { minKeys: 1 }),
        (dependencies) => {
          const text = JSON.stringify({ dependencies });
          const manifest = parseManifest({ text });

          const names = [...manifest.packages, ...manifest.unsupported].map(({ name }) => name).sort();
          expect(names).toEqual(Object.keys(JSON.parse(text).dependencies).sort());
        },
      ),
    );
  });

  it.each([
    [
      'a long list',
      JSON.stringify({
        dependencies: Object.fromEntries(
          Array.from({ length: 200_000 }, (_, i) => [`package-${i}`, `^${i}.0.0 || ~1.2.3`]),
        ),
      }),
    ],
    ['deep nesting', `{"dependencies":{"a":${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}}}`],
    ['one long string', `{"dependencies":{"a":"${'1 '.repeat(5_000_000)}"}}`],
    ['escapes', `{"dependencies":{"a":"${'\\u0061'.repeat(1_600_000)}"}}`],
    ['an open string', `{"dependencies":{"a":"${'a'.repeat(10_000_000)}`],
    ['blank lines', `${'\n'.repeat(10_000_000)}x`],
    ['one long line of dots', `a${'.'.repeat(10_000_000)}`],
    ['a long name', `{"dependencies":{"${'a'.repeat(10_000_000)}":"1"}}`],
    ['prototype keys', `{"dependencies":{${'"__proto__":"1",'.repeat(600_000)}"b":"1"}}`],
  ])('reads ten megabytes of %s in seconds of processor time', (_, text) => {
    const start = process.cpuUsage();
    try {
      parseManifest({ text });
    } catch (error) {
      expect(error).toBeInstanceOf(ManifestError);
    }

    expect(process.cpuUsage(start).user / 1000).toBeLessThan(50_000);
  });

  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');
  it.each([
    ['TOML tables in tables', `[package]\na = ${'{a='.repeat(1_000_000)}`],
    ['TOML keys', `[dependencies]\n${lines(30_000, (i) => `k${i} = "${i}"`)}`],
    [
      'patches',
      `[dependencies]\n${lines(20_000, (i) => `k${i} = "1"`)}\n[patch.x]\n${lines(20_000, (i) => `p${i} = {git="x"}`)}`,
    ],
    [
      'sources',
      `[project]\nname="x"\ndependencies=[${lines(20_000, (i) => `"k${i}",`)}]\n[tool.uv.sources]\n${lines(20_000, (i) => `p${i} = {git="x"}`)}`,
    ],
    [
      'includes',
      `[dependency-groups]\n${lines(300, (i) => `g${i} = [${lines(300, (j) => `{include-group="g${(i + j + 1) % 300}"},`).replaceAll('\n', '')}]`)}`,
    ],
    ['YAML in brackets', `lockfileVersion: 9\na: ${'['.repeat(5_000_000)}`],
    ['YAML in steps', `lockfileVersion: 9\n${lines(3000, (i) => `${' '.repeat(i)}a:`)}`],
    ['YAML anchors', `lockfileVersion: 9\na: &a [x]\n${lines(100_000, (i) => `b${i}: [*a, *a]`)}`],
    [
      'YAML keys',
      `lockfileVersion: '9.0'\npackages:\n${lines(30_000, (i) => `  a${i}@1.0.${i}:\n    dev: true`)}`,
    ],
    ['continuations', `a==1\n${'\\\n'.repeat(1_000_000)}`],
    ['requirements', lines(20_000, (i) => `package${i}==1.${i}`)],
    ['files that are named', lines(30_000, (i) => `-r file${i}.txt`)],
    ['parentheses in a marker', `a==1 ; ${'('.repeat(5_000_000)}`],
    ['white space before a comment', `a==1${' '.repeat(5_000_000)}#`],
    [
      'replaced modules',
      `module a.b/c\nrequire (\n${lines(20_000, (i) => `a.b/x${i} v1.0.0`)}\n)\nreplace (\n${lines(20_000, (i) => `a.b/y${i} => ./y`)}\n)`,
    ],
    [
      'tools',
      `module a.b/c\nrequire (\n${lines(20_000, (i) => `a.b/x${i} v1.0.0 // indirect`)}\n)\ntool (\n${lines(20_000, (i) => `a.b/y${i}`)}\n)`,
    ],
    ['sums', lines(40_000, (i) => `a.b/x${i} v1.0.${i} h1:${'a'.repeat(43)}=`)],
    ['yarn entries', `# yarn lockfile v1\n\n${lines(40_000, (i) => `a${i}@^1:\n  version "1.0.${i}"\n`)}`],
    ['quotation marks', `# yarn lockfile v1\n${lines(300, () => `a@1${',"'.repeat(9000)}:`)}`],
  ])('reads megabytes of %s in seconds of processor time', (_, text) => {
    const start = process.cpuUsage();
    try {
      parseManifest({ text }, { transitive: true, kinds: ['runtime', 'optional', 'development', 'peer'] });
    } catch (error) {
      expect(error).toBeInstanceOf(ManifestError);
    }

    expect(process.cpuUsage(start).user / 1000).toBeLessThan(15_000);
  });
});
