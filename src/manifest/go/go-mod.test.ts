import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoStatements } from '../../go-mod/index.ts';
import { parseManifest } from '../parse-manifest.ts';
import type { ManifestOptions } from '../types.ts';

const text = `// a comment
module host.example/own // another

go 1.24
toolchain go1.24.1
godebug default=go1.21

require host.example/a v1.2.3
require (
	"host.example/quoted" v0.1.0
	host.example/big/v2 v2.0.1
	gopkg.in/yaml.v3 v3.0.1
	host.example/old v4.0.0+incompatible
	host.example/pseudo v0.0.0-20200101120000-abcdefabcdef
	host.example/tools v0.5.0 // indirect
	host.example/deep v1.0.0 // indirect; for tests
)

replace (
	host.example/a => host.example/fork v1.3.0
	host.example/big/v2 v2.0.0 => ../wrong-version
	host.example/deep v1.0.0 => ./deep
)
exclude host.example/a v1.0.0
retract [v0.9.0, v0.9.9] // broken
retract v1.0.0
tool host.example/tools/cmd/stringer
ignore ./node_modules
`;

function render(source: string, options: ManifestOptions = {}): string[] {
  const { packages, unsupported } = parseManifest({ text: source }, options);
  return [
    ...packages.map(
      ({ name, registryName, range, kind }) =>
        `${name} ${registryName === name ? '' : `as ${registryName} `}${range} ${kind}`,
    ),
    ...unsupported.map(({ name, reason }) => `not ${name}: ${reason}`),
  ];
}

describe('goModReader', () => {
  it('gives what is required directly, replacements followed', () => {
    expect(render(text)).toEqual([
      'host.example/a as host.example/fork v1.3.0 runtime',
      'host.example/quoted v0.1.0 runtime',
      'host.example/big/v2 v2.0.1 runtime',
      'gopkg.in/yaml.v3 v3.0.1 runtime',
      'host.example/old v4.0.0+incompatible runtime',
      'host.example/pseudo v0.0.0-20200101120000-abcdefabcdef runtime',
    ]);
  });

  it('gives the modules of tools as development, and indirect ones by choice', () => {
    expect(render(text, { kinds: ['development'] })).toEqual(['host.example/tools v0.5.0 development']);
    expect(render(text, { transitive: true }).at(-1)).toMatch(
      /^not host\.example\/deep: replaced by the folder "\.\/deep"/,
    );
  });

  it('reads a go.work with the go.mod files that were given, without the modules of the workspace', () => {
    const manifest = parseManifest({
      text: 'go 1.24\n\nuse (\n\t./a\n\t./b // more\n\t./c\n)\n\nreplace host.example/x => host.example/y v1.0.0\n',
      furtherFiles: [
        {
          path: 'a/go.mod',
          text: 'module host.example/a\nrequire host.example/x v1.5.0\nrequire host.example/b v0.0.0\n',
        },
        {
          path: './b/go.mod',
          text: 'module host.example/b\nrequire host.example/z v1.0.0\nreplace host.example/x => ../x\n',
        },
      ],
    });

    expect(manifest.packages.map(({ registryName }) => registryName)).toEqual([
      'host.example/y',
      'host.example/z',
    ]);
    expect(manifest.unsupported.map(({ name }) => name)).toEqual(['./c']);
  });

  it('takes of each module in a go.sum the highest version', () => {
    const sum = (letter: string) => `h1:${letter.repeat(43)}=`;
    const sums = `host.example/a v1.9.0 ${sum('a')}\nhost.example/a v1.10.0 ${sum('b')}\nhost.example/a v1.10.0/go.mod ${sum('c')}\nhost.example/a v1.2.0-rc.1 ${sum('d')}\n`;

    const { manifestType, packages } = parseManifest({ text: sums });

    expect(manifestType).toBe('go.sum');
    expect(packages.map(({ lockedVersion, hashes }) => [lockedVersion, hashes])).toEqual([
      ['v1.10.0', [sum('b')]],
    ]);
    expect(parseManifest({ text: sums }, { transitive: true }).packages).toHaveLength(3);
  });
});

describe('parseGoStatements()', () => {
  it('never throws, and loses no line', () => {
    const line = fc
      .array(
        fc.constantFrom(
          'require',
          'a.b/c',
          'v1.0.0',
          '(',
          ')',
          '//',
          '"',
          '`',
          '=>',
          ' ',
          '\t',
          '[',
          ',',
          '\\',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const reading = parseGoStatements(lines.join('\n'));

        if (reading.kind === 'broken') expect(reading.line).toBeGreaterThan(0);
        else expect(reading.statements.length).toBeLessThanOrEqual(lines.length);
      }),
      { numRuns: 1000 },
    );
  });
});
