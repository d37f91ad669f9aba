import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLicense, readPackageRecord } from './package-record.ts';
import { Packument } from './schema.ts';

function read(fields: unknown) {
  const packument = Packument.parse({ versions: { '1.0.0': fields } });
  return readPackageRecord(packument, { name: 'a', version: '1.0.0' });
}

describe('readLicense()', () => {
  it.each([
    ['MIT', 'MIT'],
    [{ type: 'ISC', url: 'x' }, 'ISC'],
    [[{ type: 'MIT' }, 'Apache-2.0', null, { type: 'MIT' }], '(MIT OR Apache-2.0)'],
    [[{ type: 'MIT' }], 'MIT'],
    [null, ''],
    [7, ''],
    [[['MIT']], ''],
  ])('reads %j as %j', (value, license) => {
    expect(readLicense(value)).toBe(license);
  });
});

describe('readPackageRecord()', () => {
  it('reads odd and old spellings', () => {
    const record = read({
      description: null,
      keywords: 'one, two three',
      licenses: [{ type: 'MIT' }],
      homepage: ['https://a.example'],
      repository: 'user/repo',
      deprecated: true,
      dependencies: { b: '^1', c: 7, '../d': '1' },
      dist: {
        tarball: 'https://registry.example/a.tgz',
        shasum: '61'.repeat(20),
        integrity: 'nonsense',
        unpackedSize: '12',
      },
      main: 'index.js',
      exports: null,
    });

    expect(record).toMatchObject({
      description: '',
      keywords: ['one', 'two', 'three'],
      license: 'MIT',
      homepage: 'https://a.example',
      repository: 'user/repo',
      deprecated: expect.any(String),
      dependencies: { b: '^1' },
      unpackedSizeBytes: null,
      entryPoints: { main: 'index.js', exports: null },
    });
    expect(record.archive.integrity).toMatch(/^sha1-/);
  });

  it('lets no key through that could become a prototype', () => {
    const fields: unknown = JSON.parse(
      '{"exports":{"__proto__":{"x":1},"a":{"__proto__":1}},"dependencies":{"__proto__":"1","constructor":"1"}}',
    );

    const record = read(fields);

    expect(JSON.stringify(record)).not.toMatch(/__proto__|constructor/);
    expect(Object.getPrototypeOf(record.dependencies)).toBe(Object.prototype);
  });

  it('leaves out entry points that are too deep or too large', () => {
    const deep: unknown = JSON.parse(
      `{"exports":${'['.repeat(100_000)}${']'.repeat(100_000)},"main":"${'a'.repeat(300_000)}","bin":"b"}`,
    );

    expect(read(deep).entryPoints).toEqual({ bin: 'b' });
  });

  it('reads no licence out of nesting without end', () => {
    const nest = (depth: number): unknown =>
      JSON.parse(`${'{"type":'.repeat(depth)}"MIT"${'}'.repeat(depth)}`);

    expect(read({ license: nest(200_000), licenses: [nest(200_000)] }).license).toBe('');
    expect(read({ license: nest(3) }).license).toBe('MIT');
  });

  it('reads any JSON without throwing', () => {
    const keys = fc.constantFrom(
      'description',
      'keywords',
      'license',
      'licenses',
      'homepage',
      'repository',
      'deprecated',
      'dependencies',
      'dist',
      'exports',
    );

    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue())), (fields) => {
        expect(read(fields).name).toBe('a');
      }),
    );
  });
});
