import { describe, expect, it } from 'vitest';
import { pickVersion, suggestVersions } from './pick-version.ts';
import { Packument } from './schema.ts';

function packument(versions: Record<string, object>, tags: Record<string, unknown> = {}): Packument {
  return Packument.parse({ name: 'a', versions, 'dist-tags': tags });
}
const plain = packument(
  { '1.0.0': {}, '1.1.0': {}, '1.2.0': { deprecated: 'bad' }, '2.0.0': {}, '3.0.0-rc.1': {} },
  { latest: '1.1.0', next: '3.0.0-rc.1', gone: '9.9.9', odd: 7 },
);

describe('pickVersion()', () => {
  it.each([
    ['', '1.1.0'],
    ['*', '1.1.0'],
    ['latest', '1.1.0'],
    ['>=1', '1.1.0'],
    ['^1.0.0', '1.1.0'],
    ['>1.1.0 <2', '1.2.0'],
    ['^2', '2.0.0'],
    ['1.2.0', '1.2.0'],
    ['=v1.0.0', '1.0.0'],
    [' 1.0.0 ', '1.0.0'],
    ['next', '3.0.0-rc.1'],
    ['^3.0.0-rc.0', '3.0.0-rc.1'],
    ['^3', null],
    ['1.0.1', null],
    ['gone', null],
    ['odd', null],
    ['constructor', null],
    ['no range at all', null],
  ])('picks for %j the version %s', (range, version) => {
    expect(pickVersion(plain, { range })).toBe(version);
  });

  it.each([' ', '<', '1.', '^1 || ', '-', 'x'])('answers a range of fifty thousand %j soon', (piece) => {
    const start = performance.now();

    pickVersion(plain, { range: `^1${piece.repeat(50_000)}!` });

    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('avoids a deprecated latest when another version fits', () => {
    const versions = packument({ '1.0.0': {}, '1.1.0': { deprecated: 'use 1.0.0' } }, { latest: '1.1.0' });

    expect(pickVersion(versions, { range: '^1' })).toBe('1.0.0');
    expect(pickVersion(versions, { range: '' })).toBe('1.0.0');
  });

  it('takes an empty note for what it is: a deprecation taken back', () => {
    const versions = packument({ '1.0.0': {}, '1.1.0': { deprecated: '' } }, { latest: '1.1.0' });

    expect(pickVersion(versions, { range: '^1' })).toBe('1.1.0');
  });

  it('takes a preview when there is nothing else and nothing was asked for', () => {
    const versions = packument({ '1.0.0-beta.1': { deprecated: 'x' } }, { latest: '1.0.0-beta.1' });

    expect(pickVersion(versions, { range: '' })).toBe('1.0.0-beta.1');
    expect(pickVersion(versions, { range: '^1' })).toBeNull();
  });

  it.each(['__proto__', 'constructor', '../../x', 'newest'])(
    'takes no tag for a version that is %s',
    (key) => {
      const versions = Packument.parse(
        JSON.parse(`{"versions":{"${key}":{}},"dist-tags":{"latest":"${key}","x":"${key}"}}`),
      );

      expect([pickVersion(versions, { range: '' }), pickVersion(versions, { range: 'x' })]).toEqual([
        null,
        null,
      ]);
    },
  );

  it('does not read engines that are longer than any', () => {
    const engines = { node: `${'>=99 || '.repeat(50_000)}>=99` };
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, patch) => [`1.0.${patch}`, { engines }]));
    const start = performance.now();

    expect(pickVersion(packument(many), { range: '^1', nodeVersion: 'v20.20.0' })).toBe('1.0.99');
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('prefers versions that the running Node supports', () => {
    const versions = packument(
      { '1.0.0': { engines: { node: '>=18' } }, '1.1.0': { engines: { node: '>=99' } } },
      { latest: '1.1.0' },
    );

    expect(pickVersion(versions, { range: '^1', nodeVersion: 'v20.20.0' })).toBe('1.0.0');
    expect(pickVersion(versions, { range: '^1' })).toBe('1.1.0');
  });

  it('finds an old version that is spelled loosely', () => {
    expect(pickVersion(packument({ 'v1.0.0': {} }), { range: '1.0.0' })).toBe('v1.0.0');
  });
});

describe('suggestVersions()', () => {
  it('names the nearest first, released ones only', () => {
    expect(suggestVersions(plain, '1.1.5')).toEqual(['1.1.0', '1.0.0', '2.0.0', '1.2.0']);
  });

  it('names previews when there is nothing else', () => {
    expect(suggestVersions(packument({ '1.0.0-beta.1': {} }), '^1')).toEqual(['1.0.0-beta.1']);
  });
});
