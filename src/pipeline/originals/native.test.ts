import { describe, expect, it } from 'vitest';
import { PhalusError } from '../../core/index.ts';
import type { PackageRecord, Registry } from '../../registry/types.ts';
import { layCratesOriginal } from './crates.ts';
import { layGoOriginal } from './go.ts';

type Archives = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A registry that has the archives of a test, by `name version`. */
function createRegistry(
  ecosystem: 'go' | 'crates',
  archives: Archives,
): Registry & { readonly asked: string[] } {
  const asked: string[] = [];
  const registry = {
    ...{ ecosystem, asked },
    async resolve({ name, range }: { name: string; range: string }) {
      asked.push(`${name} ${range}`);
      const key = Object.keys(archives).find((each) => each.startsWith(`${name} `));
      if (key === undefined) throw new PhalusError('not-found', `Cannot find "${name}"`);
      return record(name, key.split(' ')[1] ?? '');
    },
    selectVersions: async (wanted: readonly { name: string; version: string }[]) =>
      new Map(wanted.map(({ name, version }) => [name, version])),
    async readArchive(
      { name, version }: PackageRecord,
      { accept }: { accept(path: string, size: number): boolean },
    ) {
      const files = Object.entries(archives[`${name} ${version}`] ?? {})
        .filter(([path, text]) => accept(path, text.length))
        .map(([path, text]) => ({ path, content: new TextEncoder().encode(text) }));
      return { files, entries: [], refused: [], verifiedIntegrity: null, sizeBytes: 0 };
    },
  };
  return registry as unknown as Registry & { readonly asked: string[] };
}

function record(name: string, version: string, dependencies: Record<string, string> = {}): PackageRecord {
  return { name, version, dependencies } as unknown as PackageRecord;
}

const textOf = (content: string | Uint8Array | undefined): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

describe('layGoOriginal()', () => {
  it('lays the module, and what it depends on below .dependencies, without tests', async () => {
    const registry = createRegistry('go', {
      'example.com/pad v1.0.0': { 'pad.go': 'package pad', 'pad_test.go': 'x', 'testdata/a': 'x' },
      'example.com/wide v2.0.0': { 'go.mod': 'module example.com/wide\n', 'wide.go': 'package wide' },
    });
    const needs = { 'example.com/wide': 'v2.0.0', 'example.com/gone': 'v0.1.0' };

    const files = await layGoOriginal(registry, record('example.com/pad', 'v1.0.0', needs));

    expect(Object.keys(files).sort()).toEqual([
      '.dependencies/0/go.mod',
      '.dependencies/0/wide.go',
      'go.mod',
      'pad.go',
    ]);
    expect(textOf(files['go.mod'])).toBe('module example.com/pad\n');
  });
});

describe('layCratesOriginal()', () => {
  const manifest = `[package]
name = "pad"
version = "1.0.0"

[features]
default = ["wide", "dep:named"]
other = ["dep:unused"]

[dependencies]
plain = "1"
wide = { version = "2", optional = true }
alias = { version = "3", package = "named", optional = true }
named = { version = "3", optional = true }
unused = { version = "4", optional = true }

[dev-dependencies]
bench = "1"

[target."cfg(windows)".dependencies]
windows = "1"

[target."cfg(unix)".dependencies]
unix = "1"
`;

  it('lays what is compiled with the usual features, and a manifest that asks for no more', async () => {
    const registry = createRegistry('crates', {
      'pad 1.0.0': { 'Cargo.toml': manifest, 'src/lib.rs': '', 'tests/a.rs': '', 'Cargo.lock': '' },
      ...Object.fromEntries(
        ['plain', 'wide', 'named', 'unix', 'bench', 'windows', 'unused'].map((name) => [
          `${name} 1.0.0`,
          { 'src/lib.rs': '' },
        ]),
      ),
    });

    const files = await layCratesOriginal(registry, record('pad', '1.0.0'));

    expect(Object.keys(files).sort()).toEqual([
      ...['named', 'plain', 'unix', 'wide'].map((name) => `.dependencies/${name}-1.0.0/src/lib.rs`),
      ...['Cargo.toml', 'src/lib.rs'],
    ]);
    expect(textOf(files['Cargo.toml'])).not.toMatch(/dev-dependencies|windows/);
  });

  it('lays two crates that need each other once, and takes no part of a manifest that is none', async () => {
    const one = '[package]\nname = "one"\n[dependencies]\ntwo = "1"\n';
    const registry = createRegistry('crates', {
      'one 1.0.0': { 'Cargo.toml': one, 'src/lib.rs': '' },
      'two 1.0.0': { 'Cargo.toml': '[[[', 'src/lib.rs': '' },
    });

    const files = await layCratesOriginal(registry, record('one', '1.0.0'));

    expect(textOf(files['.dependencies/two-1.0.0/Cargo.toml'])).toBe('[[[');
  });

  it('stops at a crate that brings too much', async () => {
    const many = Array.from({ length: 90 }, (_, index) => `needs${index}`);
    const text = `[package]\nname = "pad"\n[dependencies]\n${many.map((name) => `${name} = "1"`).join('\n')}\n`;
    const registry = createRegistry('crates', {
      'pad 1.0.0': { 'Cargo.toml': text },
      ...Object.fromEntries(many.map((name) => [`${name} 1.0.0`, { 'src/lib.rs': '' }])),
    });

    await expect(layCratesOriginal(registry, record('pad', '1.0.0'))).rejects.toMatchObject({
      code: 'original-too-large',
    });
  });
});
