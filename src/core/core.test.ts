import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  digestOf,
  formatPackageId,
  isAbort,
  PhalusError,
  packageFolderName,
  parsePackageReference,
  renderError,
  sha256Hex,
} from './index.ts';

describe('digests', () => {
  it('sha256Hex() gives the published digest of "abc", for text and bytes', () => {
    const wanted = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

    expect([sha256Hex('abc'), sha256Hex(new TextEncoder().encode('abc'))]).toEqual([wanted, wanted]);
  });

  it('digestOf() is equal for equal values whatever the order of keys, and differs for others', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(digestOf(turned)).toBe(digestOf(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(
      new Set([{ a: 1 }, { a: '1' }, { b: 1 }, [1], 1, null, { a: [1, 2] }, { a: [2, 1] }].map(digestOf))
        .size,
    ).toBe(8);
  });

  it('canonicalJson() refuses what JSON cannot hold', () => {
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});

describe('errors', () => {
  class SampleError extends PhalusError<'one' | 'two'> {}

  it('PhalusError keeps code, hint and cause, and is named for its class', () => {
    const cause = new Error('below');
    const error = new SampleError('one', 'Cannot do it', { cause, hint: 'Do that' });

    expect(error).toMatchObject({ name: 'SampleError', code: 'one', hint: 'Do that', cause });
    expect(new SampleError('two', 'x')).not.toHaveProperty('cause');
    expect(renderError(error)).toBe('Cannot do it (below)');
    expect(renderError('text')).toBe('text');
  });

  it('isAbort() knows what an aborted signal throws', () => {
    expect(isAbort(AbortSignal.abort().reason)).toBe(true);
    expect([isAbort(new Error('AbortError')), isAbort('AbortError'), isAbort(null)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('packages', () => {
  it.each([
    ['npm/left-pad@1.3.0', 'left-pad', '1.3.0'],
    ['npm/left-pad', 'left-pad', ''],
    ['npm/@scope/name', '@scope/name', ''],
    ['npm/@scope/name@^2 || 3', '@scope/name', '^2 || 3'],
    [' npm/a@ ', 'a', ''],
  ])('parsePackageReference() reads %s', (text, name, constraint) => {
    expect(parsePackageReference(text)).toEqual({ ecosystem: 'npm', name, constraint });
  });

  it.each(['', 'left-pad', 'npm/', 'npm/@', 'gem/rails', 'NPM/a', '/a', 'npm//', 'npm/@scope/'])(
    'parsePackageReference() refuses "%s" and says what was expected',
    (text) => {
      expect(() => parsePackageReference(text)).toThrow(/expected ecosystem\/name@version/);
    },
  );

  it('formatPackageId() writes what parsePackageReference() reads', () => {
    expect(formatPackageId({ name: '@scope/name', version: '1.0.0' })).toBe('@scope/name@1.0.0');
  });

  it('packageFolderName() gives one safe segment for any name', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('..', '.', '', '/', '../..', 'a/../b', '\\', 'C:'),
        ),
        (name) => {
          const folder = packageFolderName(name);
          expect(folder).toMatch(/^[A-Za-z0-9@._+-]+$/);
          expect(folder).not.toMatch(/^\.+$/);
        },
      ),
    );
    expect([packageFolderName('@scope/name'), packageFolderName('left-pad')]).toEqual([
      '@scope__name',
      'left-pad',
    ]);
  });
});
