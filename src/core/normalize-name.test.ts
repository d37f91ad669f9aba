import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ecosystems,
  escapeGoPath,
  isSamePackageName,
  normalizePackageName,
  problemOfPackageName,
  unescapeGoPath,
} from './index.ts';

describe('normalizePackageName()', () => {
  it.each([
    ['pypi', 'Friendly-Bard', 'friendly-bard'],
    ['pypi', 'FRIENDLY.BARD', 'friendly-bard'],
    ['pypi', 'friendly--_.bard', 'friendly-bard'],
    ['crates', 'Serde_JSON', 'serde-json'],
    ['crates', 'a__b', 'a--b'],
    ['npm', '@Scope/Name_x', '@Scope/Name_x'],
    ['go', 'host.example/A_b', 'host.example/A_b'],
  ] as const)('spells the %s name %s as %s', (ecosystem, name, wanted) => {
    expect(normalizePackageName(ecosystem, name)).toBe(wanted);
  });

  it('changes nothing the second time, for any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ecosystems), fc.string({ unit: 'binary' }), (ecosystem, name) => {
        const once = normalizePackageName(ecosystem, name);
        expect(normalizePackageName(ecosystem, once)).toBe(once);
        expect(isSamePackageName(ecosystem, name, once)).toBe(true);
      }),
    );
  });

  it('takes a long hostile name in linear time', () => {
    const start = process.cpuUsage();
    for (const ecosystem of ecosystems) {
      normalizePackageName(ecosystem, `${'-_.'.repeat(1_000_000)}x`);
      problemOfPackageName(ecosystem, `a${'-'.repeat(3_000_000)}`);
    }

    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});

describe('escapeGoPath()', () => {
  it('writes capitals with an exclamation mark', () => {
    expect(escapeGoPath('github.com/Azure/azure-SDK')).toBe('github.com/!azure/azure-!s!d!k');
  });

  it('is undone by unescapeGoPath(), for any text without an exclamation mark', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('!')),
        (text) => {
          expect(unescapeGoPath(escapeGoPath(text))).toBe(text);
        },
      ),
    );
    expect(['A', 'a!', 'a!B', 'a!!b'].map(unescapeGoPath)).toEqual([null, null, null, null]);
  });
});

describe('problemOfPackageName()', () => {
  it.each([
    ['pypi', ['requests', 'zope.interface', 'A', '2to3', 'a_-b']],
    ['crates', ['serde', 'serde_json', 'Inflector', 'a-b']],
    ['go', ['golang.org/x/net', 'gopkg.in/yaml.v3', 'github.com/A/b/v2', 'k8s.io/api', 'a.b/v2']],
    ['npm', ['left-pad', '@scope/name']],
  ] as const)('has nothing against these of %s', (ecosystem, names) => {
    expect(names.map((name) => problemOfPackageName(ecosystem, name))).toEqual(names.map(() => null));
  });

  it.each([
    ['pypi', ['', '-a', 'a.', 'a b', 'a/b', 'ä', '..', '__proto__', 'constructor', 'a'.repeat(300), 'a\n']],
    ['crates', ['', '1a', '_a', 'a.b', 'a/b', '__proto__', 'constructor', 'a'.repeat(65), 'a\n']],
    [
      'go',
      [
        '',
        'fmt',
        'net/http',
        'Host.example/a',
        'host.example/../a',
        'host.example//a',
        'host.example/a/',
        'host.example/a%2f',
        'host.example/a.',
        'host.example/con.x',
        'host.example/abc~1',
        'host.example/a/v1',
        'host.example/a/v02',
        'host.example/a b',
        '-host.example/a',
        './a',
        `host.example/${'a'.repeat(600)}`,
      ],
    ],
    ['npm', ['', '../a', '__proto__']],
  ] as const)('has a reason against each of these of %s', (ecosystem, names) => {
    expect(names.filter((name) => problemOfPackageName(ecosystem, name) === null)).toEqual([]);
  });
});
