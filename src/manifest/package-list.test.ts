import { describe, expect, it } from 'vitest';
import { ManifestError, parseManifest } from './index.ts';

const parse = (text: string) => parseManifest({ text });

describe('packageListReader', () => {
  it('reads packages of all ecosystems, one a line', () => {
    const { manifestType, packages, unsupported } = parse(
      '\ufeff# mine\r\n\r\nnpm/left-pad@1.3.0\r\n  npm/@scope/name@^2  \npypi/Six\ncrates/cfg-if@1.0.0\rgo/example.org/a/b@v1.2.3\n',
    );

    expect(manifestType).toBe('package list');
    expect(unsupported).toEqual([]);
    expect(
      packages.map((each) => [each.ecosystem, each.name, each.registryName, each.constraint, each.range]),
    ).toEqual([
      ['npm', 'left-pad', 'left-pad', '1.3.0', '1.3.0'],
      ['npm', '@scope/name', '@scope/name', '^2', '^2'],
      ['pypi', 'Six', 'six', '', ''],
      ['crates', 'cfg-if', 'cfg-if', '1.0.0', '=1.0.0'],
      ['go', 'example.org/a/b', 'example.org/a/b', 'v1.2.3', 'v1.2.3'],
    ]);
  });

  it('is recognised by a single line, without a line end', () => {
    expect(parse('npm/left-pad').packages).toHaveLength(1);
  });

  it('names what cannot be looked up, and what would share a folder, with the reason', () => {
    const { packages, unsupported } = parse(
      'npm/six\npypi/six\nnpm/A B\nnpm/../etc\npypi/x y\nnpm/six@1\nnpm/six\n',
    );

    expect(packages.map(({ ecosystem, name }) => `${ecosystem}/${name}`)).toEqual(['npm/six']);
    expect(unsupported.map(({ ecosystem, name, reason }) => `${ecosystem}/${name}: ${reason}`)).toEqual([
      expect.stringMatching(/^pypi\/six: .*folder.*npm\/six/),
      expect.stringMatching(/^npm\/A B: /),
      expect.stringMatching(/^npm\/\.\.\/etc: /),
      expect.stringMatching(/^pypi\/x y: /),
      expect.stringMatching(/^npm\/six: listed as/),
    ]);
  });

  it.each([
    ['npm/a\nleft-pad\n', 2],
    ['npm/a\n\n# c\nmaven/b\n', 4],
    ['npm/a\nnpm/\n', 2],
    [`npm/a\nnpm/${'b'.repeat(5000)}\n`, 2],
  ])('says which line of %j is none', (text, line) => {
    const read = () => parse(text);

    expect(read).toThrow(ManifestError);
    expect(read).toThrow(new RegExp(`line ${line} is `));
  });

  it('ends soon on long hostile texts', () => {
    const began = performance.now();
    for (const text of [
      `npm/x${'@'.repeat(900)}`,
      `npm/a@${'/@'.repeat(450)}`,
      `npm/a\n${'\n'.repeat(2_000_000)}`,
    ]) {
      expect(parse(text).manifestType).toBe('package list');
    }

    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
