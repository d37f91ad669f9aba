import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';
import type { ManifestOptions, ManifestSource } from '../types.ts';

const integrity = `sha512-${'a'.repeat(86)}==`;
const every: ManifestOptions = { kinds: ['runtime', 'optional', 'development'] };

function render(source: ManifestSource, options: ManifestOptions = every): string[] {
  const { packages, unsupported } = parseManifest(source, options);
  return [
    ...packages.map(({ name, registryName, constraint, lockedVersion, lockedIntegrity, kind }) =>
      [name, registryName, constraint, lockedVersion, kind, lockedIntegrity === null ? '-' : '+'].join(' '),
    ),
    ...unsupported.map(({ name, reason }) => `not ${name}: ${reason}`),
  ];
}

describe('pnpmLockReader', () => {
  it('reads version 9: aliases, peers, catalogues, several projects', () => {
    const text = `lockfileVersion: '9.0'
catalogs:
  default:
    c: {specifier: ^3.0.0, version: 3.1.0}
importers:
  .:
    dependencies:
      alias: {specifier: 'npm:real@^1', version: real@1.10}
      '@s/p': {specifier: ^2, version: 2.0.0(react@18.0.0)}
      c: {specifier: 'catalog:', version: 3.1.0}
  packages/other:
    devDependencies:
      '@s/p': {specifier: ^2.0.0, version: 2.0.0(react@18.0.0)}
      tool: {specifier: '*', version: 1.0.0}
packages:
  real@1.10.0:
    resolution: {integrity: ${integrity}}
  real@1.10:
    resolution: {integrity: ${integrity}}
  '@s/p@2.0.0':
    resolution: {integrity: ${integrity}}
  c@3.1.0: {resolution: {integrity: ${integrity}}}
  tool@1.0.0: {resolution: {tarball: 'https://host.example/x.tgz'}}
`;

    expect(render({ text })).toEqual([
      '@s/p @s/p ^2 2.0.0 runtime +',
      'c c ^3.0.0 3.1.0 runtime +',
      'tool tool * 1.0.0 development -',
      expect.stringMatching(/^not alias: the lock file's version for it is "1\.10", which is no version/),
    ]);
  });

  it('reads versions 5 and 6', () => {
    const fifth = `lockfileVersion: 5.4
specifiers: {a: ^1, b: ^2, alias: 'npm:@s/real@^1'}
dependencies: {a: 1.0.0, alias: /@s/real/1.2.3}
devDependencies: {b: 2.0.0_react@18.0.0}
packages:
  /a/1.0.0: {resolution: {integrity: ${integrity}}, dev: false}
  /@s/real/1.2.3: {resolution: {integrity: ${integrity}}}
  /b/2.0.0_react@18.0.0: {resolution: {integrity: ${integrity}}, dev: true}
`;
    const sixth = `lockfileVersion: '6.0'
dependencies:
  a: {specifier: ^1, version: 1.0.0}
  alias: {specifier: 'npm:@s/real@^1', version: /@s/real@1.2.3}
devDependencies:
  b: {specifier: ^2, version: 2.0.0(react@18.0.0)}
packages:
  /a@1.0.0: {resolution: {integrity: ${integrity}}, dev: false}
  /@s/real@1.2.3: {resolution: {integrity: ${integrity}}}
  /b@2.0.0(react@18.0.0): {resolution: {integrity: ${integrity}}, dev: true}
`;
    const wanted = [
      'a a ^1 1.0.0 runtime +',
      'alias @s/real npm:@s/real@^1 1.2.3 runtime +',
      'b b ^2 2.0.0 development +',
    ];

    expect(render({ text: fifth })).toEqual(wanted);
    expect(render({ text: sixth })).toEqual(wanted);
    expect(render({ text: sixth }, { ...every, transitive: true })).toEqual(wanted);
  });
});

describe('yarnLockReader', () => {
  const first = `# yarn lockfile v1


"@s/p@^1.0.0", "@s/p@^1.2.0":
  version "1.2.3"
  integrity ${integrity}
  dependencies:
    version "^9"

"alias@npm:real@^2":
  version "2.0.0"

plain@1.x, plain@^1:
  version "1.10.0"
`;

  it('reads each entry of Yarn 1 once, aliases by what they stand for', () => {
    expect(render({ text: first })).toEqual([
      '@s/p @s/p ^1.0.0 1.2.3 runtime +',
      'real real npm:real@^2 2.0.0 runtime -',
      'plain plain 1.x 1.10.0 runtime -',
    ]);
  });

  it("gives what the package.json beside it asks for, with that file's kinds", () => {
    const furtherFiles = [
      {
        path: 'package.json',
        text: '{"dependencies":{"@s/p":"^1.2.0","gone":"^1"},"devDependencies":{"alias":"npm:real@^2"}}',
      },
    ];

    expect(render({ text: first, furtherFiles })).toEqual([
      '@s/p @s/p ^1.2.0 1.2.3 runtime +',
      'alias real npm:real@^2 2.0.0 development -',
      expect.stringMatching(/^not gone: the lock file has no entry/),
    ]);
    const workspace = [{ path: 'package.json', text: '{"workspaces":["a"],"dependencies":{"plain":"^1"}}' }];
    expect(render({ text: first, furtherFiles: workspace })).toHaveLength(3);
  });

  it('reads Yarn 2 and later: older ranges without npm:, aliases, optional, patches of Yarn itself', () => {
    const text = `__metadata:
  version: 6

"a@npm:^1, a@npm:^1.1":
  version: 1.10.0
  resolution: "a@npm:1.10.0"

"alias@npm:real@^2":
  version: 2.0.0
  resolution: "real@npm:2.0.0"

"ts@npm:^5":
  version: 5.0.0
  resolution: "ts@npm:5.0.0"

"ts@patch:ts@^5#~builtin<compat/ts>":
  version: 5.0.0
  resolution: "ts@patch:ts@npm%3A5.0.0#~builtin<compat/ts>::version=5.0.0&hash=1"

"x@workspace:.":
  version: 0.0.0-use.local
  resolution: "x@workspace:."
  dependencies:
    a: ^1.1
    alias: "npm:real@^2"
    ts: ^5
  dependenciesMeta:
    ts:
      optional: true
`;

    expect(render({ text })).toEqual([
      'a a ^1.1 1.10.0 runtime -',
      'alias real npm:real@^2 2.0.0 runtime -',
      'ts ts ^5 5.0.0 optional -',
    ]);
    expect(render({ text }, { transitive: true })).toHaveLength(3);
  });
});
