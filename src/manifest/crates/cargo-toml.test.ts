import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';

const every = { kinds: ['runtime', 'optional', 'development'] } as const;

describe('cargoTomlReader', () => {
  it('follows renames, keeps features and targets, and maps kinds', () => {
    const { packages, unsupported } = parseManifest(
      {
        text: `[package]
name = "x"
[dependencies]
json = { package = "serde_json", version = "1", features = ["std"] }
maybe = { version = "2", optional = true }
[build-dependencies]
cc = "1.0"
[target.'cfg(windows)'.dependencies]
winapi = "0.3"
[target.x86_64-pc-windows-gnu.dev-dependencies]
tool = ">=1, <3"
`,
      },
      every,
    );

    expect(
      packages.map(({ name, registryName, range, kind, extras, marker }) => [
        name,
        registryName,
        range,
        kind,
        extras,
        marker,
      ]),
    ).toEqual([
      ['json', 'serde_json', '1', 'runtime', ['std'], undefined],
      ['maybe', 'maybe', '2', 'optional', undefined, undefined],
      ['winapi', 'winapi', '0.3', 'runtime', undefined, 'cfg(windows)'],
      ['cc', 'cc', '1.0', 'development', undefined, undefined],
      ['tool', 'tool', '>=1, <3', 'development', undefined, 'x86_64-pc-windows-gnu'],
    ]);
    expect(unsupported).toEqual([]);
  });

  it('inherits renames, places and features from the workspace, and what is optional from the member', () => {
    const { packages, unsupported } = parseManifest({
      text: '[package]\nname = "m"\nworkspace = "../.."\n[dependencies]\na = { workspace = true, features = ["y"], optional = true }\nb.workspace = true\nc.workspace = true\n',
      furtherFiles: [
        {
          path: '../../Cargo.toml',
          text: '[workspace]\nmembers = []\n[workspace.dependencies]\na = { package = "real-a", version = "1.2", features = ["x"] }\nb = { path = "b", version = "1" }\nc = "3"\n',
        },
      ],
    });

    expect(
      packages.map(({ name, registryName, range, kind, extras }) => [
        name,
        registryName,
        range,
        kind,
        extras,
      ]),
    ).toEqual([
      ['a', 'real-a', '1.2', 'optional', ['x', 'y']],
      ['c', 'c', '3', 'runtime', undefined],
    ]);
    expect(unsupported.map(({ name }) => name)).toEqual(['b']);
  });

  it('knows one crate in both spellings of its name', () => {
    const { packages } = parseManifest(
      {
        text: '[package]\nname = "x"\n[dependencies]\nserde_json = "1"\n[dev-dependencies]\nserde-json = "1"\n',
      },
      every,
    );

    expect(packages.map(({ name }) => name)).toEqual(['serde_json']);
  });

  it.each([
    '1',
    '1.2.3',
    '^1.2',
    '~1',
    '=1.2.3-beta.1',
    '*',
    '1.*',
    '1.2.x',
    '>=1.2, <2',
    '> 1',
    '<= 1.0.0+build',
    '1,',
  ])('takes the range %j', (range) => {
    expect(parseManifest({ text: `[dependencies]\na = "${range}"\n` }).packages[0]?.range).toBe(range);
  });

  it.each(['', ' ', 'a', '1.2.3.4', '1 2', '>>1', '^', '1..2', '1 || 2', 'latest'])(
    'refuses the range %j',
    (range) => {
      expect(parseManifest({ text: `[dependencies]\na = "${range}"\n` }).packages).toEqual([]);
    },
  );
});

describe('cargoLockReader', () => {
  it('reads checksums at the end of an old file, and both versions of a crate when all are wanted', () => {
    const text = `[[package]]
name = "x"
version = "0.1.0"
dependencies = ["a 2.0.0 (registry+https://registry.example/i)"]

[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://registry.example/i"

[[package]]
name = "a"
version = "2.0.0"
source = "registry+https://registry.example/i"

[metadata]
"checksum a 2.0.0 (registry+https://registry.example/i)" = "${'00'.repeat(32)}"
`;

    expect(
      parseManifest({ text }).packages.map(({ lockedVersion, lockedIntegrity }) => [
        lockedVersion,
        lockedIntegrity,
      ]),
    ).toEqual([['2.0.0', `sha256-${'A'.repeat(43)}=`]]);
    expect(parseManifest({ text }, { transitive: true }).packages.map(({ range }) => range)).toEqual([
      '=1.0.0',
      '=2.0.0',
    ]);
  });
});
