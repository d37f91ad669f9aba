import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';
import type { FurtherFile } from '../types.ts';

function parse(text: string, files: Readonly<Record<string, string>> = {}) {
  const furtherFiles: FurtherFile[] = Object.entries(files).map(([path, content]) => ({
    path,
    text: content,
  }));
  return parseManifest({ text, fileName: 'requirements.txt', furtherFiles });
}

describe('requirementsReader', () => {
  it('reads names, extras, specifiers, markers and hashes', () => {
    const hash = `sha256:${'ab'.repeat(32)}`;
    const { packages, unsupported } = parse(
      `Zope.Interface [ test , docs ] >= 5, != 5.1 ; python_version >= "3.8" --hash=${hash.toUpperCase().replace('SHA256', 'sha256')} \\\n    --hash ${hash}\n`,
    );

    expect(unsupported).toEqual([]);
    expect(packages).toEqual([
      {
        ecosystem: 'pypi',
        name: 'Zope.Interface',
        registryName: 'zope-interface',
        constraint: '>= 5, != 5.1',
        range: '>= 5, != 5.1',
        kind: 'runtime',
        lockedVersion: null,
        lockedIntegrity: null,
        extras: ['test', 'docs'],
        marker: 'python_version >= "3.8"',
        hashes: [hash, hash],
      },
    ]);
  });

  it('joins continued lines, takes off comments, and knows every kind of line end', () => {
    const { packages } = parse(
      'a \\\n  >=1 \\\n  # in between\nb==1 # why\r\nc==1#not-a-comment\rd\n  # only a comment\n\n e == 2\t# tab\n',
    );

    expect(packages.map(({ name, range }) => [name, range])).toEqual([
      ['a', '>=1'],
      ['b', '==1'],
      ['d', ''],
      ['e', '== 2'],
    ]);
  });

  it('follows -r from the folder of the file that names it, and each file once', () => {
    const { packages, unsupported } = parse('-r requirements/base.txt\na==1\n', {
      'requirements/base.txt': '-r ./more.txt\n-r ../requirements.txt\nb==1\n',
      './requirements/more.txt': '--requirement=base.txt\nc==1\n',
      'requirements.txt': 'd==1\n',
    });

    expect(packages.map(({ name }) => name)).toEqual(['c', 'd', 'b', 'a']);
    expect(unsupported).toEqual([]);
  });

  it('lets -c narrow a range without asking for the package', () => {
    const { packages, unsupported } = parse('-c limits.txt\nFlask>=2\nb\n', {
      'limits.txt': 'flask<3\nb==1.5\nunused==1\n-c deeper.txt\n',
    });

    expect(packages.map(({ name, constraint, range }) => [name, constraint, range])).toEqual([
      ['Flask', '>=2', '>=2,<3'],
      ['b', '', '==1.5'],
    ]);
    expect(unsupported.map(({ name }) => name)).toEqual(['deeper.txt']);
  });

  it('prefers the entry for newer versions of Python', () => {
    const { packages, unsupported } = parse(
      'a==1 ; python_version < "3.8"\na==2 ; python_version >= "3.8"\nb==1\nb==2\n',
    );

    expect(packages.map(({ name, range }) => name + range)).toEqual(['a==2', 'b==1']);
    expect(unsupported.map(({ name, constraint }) => name + constraint)).toEqual(['a==1', 'b==2']);
  });

  it('notes options and shows no login', () => {
    const { packages, unsupported, notes } = parse(
      '-i https://user:secret@registry.example/simple\n--pre\na==1\nb @ https://user:secret@host.example/b.zip\n',
    );

    expect(packages).toHaveLength(1);
    expect(notes).toEqual([
      expect.stringMatching(/line 1: --index-url/),
      expect.stringMatching(/line 2: --pre/),
    ]);
    expect(JSON.stringify([unsupported, notes])).not.toContain('secret');
    expect(unsupported[0]?.constraint).toBe('@ https://host.example/b.zip');
  });

  it.each([
    ['-e git+https://host.example/x.git@v1#egg=named', 'named'],
    ['--editable=./packages/own', 'own'],
    ['-e .', '.'],
    ['git+ssh://git@host.example/team/x.git', 'x'],
    ['https://host.example/b-1.0.tar.gz ; os_name == "x"', 'b-1.0.tar.gz'],
    ['C:/wheels/a.whl', 'a.whl'],
    ['file:///srv/a.whl', 'a.whl'],
  ])('never looks up %s', (line, name) => {
    const { packages, unsupported } = parse(`z==1\n${line}\n`);

    expect(packages.map((entry) => entry.name)).toEqual(['z']);
    expect(unsupported.map((entry) => entry.name)).toEqual([name]);
  });
});
