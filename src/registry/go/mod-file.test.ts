import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModFile } from './mod-file.ts';
import { compareGoVersions, isGoVersion, isPseudoVersion } from './version.ts';

describe('parseModFile()', () => {
  it('reads requirements, retractions and what is said about the module', () => {
    const text = [
      '// The kit.',
      '//',
      '// Deprecated: use `other`.',
      'module "code.example/kit"',
      '',
      'go 1.21 // the language',
      'toolchain go1.22.0',
      'require one.example/a v1.0.0 // indirect',
      'require(',
      '\ttwo.example/b v2.0.0+incompatible',
      '\t"three.example/c" v0.0.0-20260102030405-daa7c04131f5 // indirect; and more',
      ')',
      'replace two.example/b => ../b',
      'retract (',
      '\t// Said above.',
      '\tv1.0.0',
      '\t[v1.1.0, v1.2.0] // Said behind.',
      ')',
    ].join('\r\n');

    expect(parseModFile(text)).toEqual({
      module: 'code.example/kit',
      go: '1.21',
      deprecated: 'use `other`.',
      requirements: [
        { path: 'one.example/a', version: 'v1.0.0', isIndirect: true },
        { path: 'two.example/b', version: 'v2.0.0+incompatible', isIndirect: false },
        { path: 'three.example/c', version: 'v0.0.0-20260102030405-daa7c04131f5', isIndirect: true },
      ],
      retractions: [
        { low: 'v1.0.0', high: 'v1.0.0', reason: 'Said above.' },
        { low: 'v1.1.0', high: 'v1.2.0', reason: 'Said behind.' },
      ],
    });
  });

  it('takes any text without an exception, and long hostile text in time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseModFile(text)));
    const start = process.cpuUsage();

    for (const text of [
      '"'.repeat(1_000_000),
      'require (\n'.repeat(100_000),
      '// x\n'.repeat(200_000),
      '('.repeat(1_000_000),
    ])
      parseModFile(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});

describe('compareGoVersions()', () => {
  it('orders versions as Go does', () => {
    const sorted = [
      'no version',
      'v0.0.0-20191109021931-daa7c04131f5',
      'v0.0.0-20200101000000-000000000000',
      'v0.9.0',
      'v1.0.0-alpha',
      'v1.0.0-rc.2',
      'v1.0.0-rc.10',
      'v1.0.0',
      'v1.0.1-0.20200101000000-000000000000',
      'v1.10.0',
      'v2.0.0+incompatible',
    ];

    expect(sorted.toReversed().toSorted(compareGoVersions)).toEqual(sorted);
  });
});

describe('isPseudoVersion()', () => {
  it.each([
    ['v0.0.0-20191109021931-daa7c04131f5', true],
    ['v1.2.4-0.20191109021931-daa7c04131f5', true],
    ['v1.2.3-pre.0.20191109021931-daa7c04131f5', true],
    ['v2.0.1-0.20191109021931-daa7c04131f5+incompatible', true],
    ['v1.2.3', false],
    ['v1.2.3-rc.1', false],
    ['v0.0.0-2019-daa7c04131f5', false],
  ])('tells of %s: %s', (version, expected) => {
    expect(isPseudoVersion(version)).toBe(expected);
    expect(isGoVersion(version)).toBe(true);
  });
});
