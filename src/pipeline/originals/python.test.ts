import { describe, expect, it } from 'vitest';
import type { ArchiveReference, PackageRecord, Registry } from '../../registry/types.ts';
import { layPythonOriginal } from './python.ts';

const archive = (filename: string): ArchiveReference => ({
  url: `https://registry.example/files/${filename}`,
  ...{ integrity: null, sizeBytes: 10 },
});

function createRecord(
  name: string,
  filenames: readonly string[],
  needs: readonly string[] = [],
): PackageRecord {
  const [first = '', ...others] = filenames;
  return {
    ...{
      ecosystem: 'pypi',
      name,
      version: '1.0',
      archive: archive(first),
      otherArchives: others.map(archive),
    },
    dependencies: Object.fromEntries(needs.map((need) => [need, ''])),
  } as unknown as PackageRecord;
}

/** A registry with these archives, files by path. */
function createRegistry(
  records: readonly PackageRecord[],
  archives: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Registry {
  return {
    ecosystem: 'pypi',
    resolve: async ({ name }) => {
      const found = records.find((record) => record.name === name);
      if (found === undefined) throw new TypeError(`nobody asked for ${name}`);
      return found;
    },
    readArchive: async ({ archive: { url } }, { accept }) => {
      const files = Object.entries(archives[url.split('/').at(-1) ?? ''] ?? {})
        .filter(([path, text]) => accept(path, text.length))
        .map(([path, text]) => ({ path, content: new TextEncoder().encode(text) }));
      return { files, entries: [], refused: [], verifiedIntegrity: null, sizeBytes: 10 };
    },
  };
}

const pathsOf = async (record: PackageRecord, registry: Registry) =>
  Object.keys(await layPythonOriginal(registry, record)).toSorted();

describe('layPythonOriginal()', () => {
  it('takes the wheel for every platform, with what it depends on once', async () => {
    const record = createRecord('kit', ['kit-1.0.tar.gz', 'kit-1.0-py3-none-any.whl'], ['words']);
    const words = createRecord('words', ['words-1.0-py3-none-any.whl'], ['kit']);
    const registry = createRegistry([words], {
      'kit-1.0.tar.gz': { 'setup.py': 'never run' },
      'kit-1.0-py3-none-any.whl': {
        'kit/__init__.py': '',
        'kit/fast.so': '',
        'kit/tests/test_kit.py': '',
        'kit-1.0.dist-info/METADATA': 'Name: kit',
        'kit-1.0.data/purelib/kit_more.py': '',
      },
      'words-1.0-py3-none-any.whl': { 'words.py': '' },
    });

    expect(await pathsOf(record, registry)).toEqual([
      'kit-1.0.dist-info/METADATA',
      'kit/__init__.py',
      'kit_more.py',
      'words.py',
    ]);
  });

  it('finds the modules of a source archive, and leaves what would build it', async () => {
    const record = createRecord('word-kit', ['word-kit-1.0.tar.gz']);
    const registry = createRegistry([], {
      'word-kit-1.0.tar.gz': {
        'PKG-INFO': 'Name: word-kit',
        'setup.py': 'never run',
        'src/wkit/__init__.py': '',
        'src/word_kit.egg-info/top_level.txt': 'wkit\n',
      },
    });

    expect(await pathsOf(record, registry)).toEqual([
      'wkit/__init__.py',
      'word_kit-1.0.dist-info/METADATA',
      'word_kit.egg-info/top_level.txt',
    ]);
  });

  it('refuses what has compiled archives alone, and leaves out a dependency that has', async () => {
    const native = createRecord('native', ['native-1.0-cp311-cp311-linux_x86_64.whl']);
    const record = createRecord('kit', ['kit-1.0-py3-none-any.whl'], ['native']);
    const registry = createRegistry([native], { 'kit-1.0-py3-none-any.whl': { 'kit.py': '' } });

    await expect(layPythonOriginal(registry, native)).rejects.toThrow(
      'it has only archives with compiled code',
    );
    expect(await pathsOf(record, registry)).toEqual(['kit.py']);
  });
});
