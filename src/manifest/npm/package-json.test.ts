import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';
import type { DependencyKind } from '../types.ts';

const everyKind: readonly DependencyKind[] = ['runtime', 'optional', 'development', 'peer'];

function parse(manifest: unknown, kinds?: readonly DependencyKind[]) {
  return parseManifest({ text: JSON.stringify(manifest) }, kinds === undefined ? {} : { kinds });
}

describe('packageJsonReader', () => {
  const sections = {
    dependencies: { a: '^1', b: '2' },
    devDependencies: { c: '3' },
    optionalDependencies: { b: '2.1' },
    peerDependencies: { d: '>=4' },
  };

  it('returns runtime and optional dependencies unless told otherwise', () => {
    const { packages, unsupported } = parse(sections);

    expect(packages.map(({ name, kind }) => [name, kind])).toEqual([
      ['b', 'optional'],
      ['a', 'runtime'],
    ]);
    expect(unsupported).toEqual([]);
  });

  it('lets an optional dependency override the runtime one of the same name', () => {
    expect(parse(sections).packages.find(({ name }) => name === 'b')?.constraint).toBe('2.1');
  });

  it('returns the kinds that were asked for', () => {
    expect(parse(sections, ['development', 'peer']).packages.map(({ name }) => name)).toEqual(['c', 'd']);
  });

  it('reports a name that two sections want in different versions, once', () => {
    const { packages, unsupported } = parse(
      { dependencies: { a: '^1', same: '1' }, devDependencies: { a: '^2', same: '1' } },
      everyKind,
    );

    expect(packages.map(({ name, constraint }) => [name, constraint])).toEqual([
      ['a', '^1'],
      ['same', '1'],
    ]);
    expect(unsupported).toEqual([
      expect.objectContaining({ name: 'a', constraint: '^2', kind: 'development' }),
    ]);
  });

  it('follows an alias and keeps the constraint as it is written', () => {
    const { packages } = parse({
      dependencies: { mine: 'npm:@scope/other@^1.2', bare: 'npm:other', spaced: ' ^1.0.0 ', tagged: 'next' },
    });

    expect(
      packages.map(({ name, registryName, constraint, range }) => [name, registryName, constraint, range]),
    ).toEqual([
      ['mine', '@scope/other', 'npm:@scope/other@^1.2', '^1.2'],
      ['bare', 'other', 'npm:other', ''],
      ['spaced', 'spaced', ' ^1.0.0 ', '^1.0.0'],
      ['tagged', 'tagged', 'next', 'next'],
    ]);
  });

  it.each([
    ['file:../a', /file:/],
    ['link:../a', /link:/],
    ['portal:../a', /portal:/],
    ['workspace:*', /workspace/],
    ['catalog:', /catalogue/],
    ['patch:a@1#x.patch', /patch:/],
    ['git+ssh://git@host.example/a.git#semver:^1', /git repository/],
    ['git+https://host.example/a.git', /git repository/],
    ['git://host.example/a.git', /git repository/],
    ['GIT+HTTPS://host.example/a.git', /git repository/],
    ['git@host.example:user/repo.git', /git repository/],
    ['github:user/repo', /git repository/],
    ['user/repo', /git repository/],
    ['user/repo#v1', /git repository/],
    ['gist:11081aaa281', /git repository/],
    ['https://host.example/a-1.0.0.tgz', /web address/],
    ['http://host.example/a', /web address/],
    ['./a', /path/],
    ['../a', /path/],
    ['..', /path/],
    ['/srv/a', /path/],
    ['~/a', /path/],
    ['C:\\a', /path/],
    ['a-1.0.0.tgz', /path/],
    ['jsr:@a/b', /another registry/],
    ['ftp://host.example/a', /scheme "ftp:"/],
    ['npm:', /alias of no package/],
    ['npm:npm:a@1', /./],
    ['npm:../../a@1', /alias of no package/],
    ['npm:other@file:../x', /file:/],
    ['npm:other@user/repo', /git repository/],
    ['what is this?', /neither a version/],
    ['1'.repeat(2000), /longer than/],
  ])('reports %j and never looks it up', (constraint, reason) => {
    const { packages, unsupported } = parse({ dependencies: { a: constraint } });

    expect(packages).toEqual([]);
    expect(unsupported).toEqual([
      { ecosystem: 'npm', name: 'a', constraint, kind: 'runtime', reason: expect.stringMatching(reason) },
    ]);
  });

  it.each([
    '__proto__',
    'constructor',
    'prototype',
    '../../etc',
    '.a',
    '_a',
    'a b',
    '@a/b/c',
    'node_modules',
    '',
  ])('reports the name %j, which npm would not install', (name) => {
    const manifest = parseManifest({ text: `{"dependencies":{${JSON.stringify(name)}:"1.0.0"}}` });

    expect(manifest.packages).toEqual([]);
    expect(manifest.unsupported).toEqual([expect.objectContaining({ name, constraint: '1.0.0' })]);
    expect(Object.getPrototypeOf(manifest)).toBe(Object.prototype);
  });

  it('reports versions that are no text', () => {
    const { unsupported } = parse({
      dependencies: { a: 1, b: null, c: ['1'], d: { version: '1' }, e: true },
    });

    expect(unsupported.map(({ name, constraint }) => [name, constraint])).toEqual([
      ['a', 'the number 1'],
      ['b', 'null'],
      ['c', 'an array'],
      ['d', 'an object'],
      ['e', 'the boolean true'],
    ]);
  });

  it('reports the entry that a second one of the same name hides', () => {
    const manifest = parseManifest({ text: '{"dependencies":{"a":"1.0.0","a":"2.0.0"}}' });

    expect(manifest.packages.map(({ constraint }) => constraint)).toEqual(['2.0.0']);
    expect(manifest.unsupported).toEqual([
      expect.objectContaining({ name: 'a', constraint: '1.0.0', reason: expect.stringContaining('twice') }),
    ]);
  });
});
