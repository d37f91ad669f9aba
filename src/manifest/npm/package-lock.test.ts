import { describe, expect, it } from 'vitest';
import { parseManifest } from '../parse-manifest.ts';
import type { ManifestOptions } from '../types.ts';

const lock = {
  name: 'app',
  lockfileVersion: 3,
  packages: {
    '': {
      dependencies: {
        a: '^1',
        alias: 'npm:real@^2',
        '@s/b': '*',
        local: 'file:packages/local',
        gone: '^1',
        web: 'https://host.example/web.tgz',
      },
      devDependencies: { tool: '^5' },
      optionalDependencies: { maybe: '1' },
    },
    'packages/local': { version: '0.0.1', dependencies: { deep: '1', 'from-git': 'user/repo' } },
    'node_modules/local': { resolved: 'packages/local', link: true },
    'node_modules/a': {
      version: '1.2.3',
      resolved: 'https://registry.example/a/-/a-1.2.3.tgz',
      integrity: 'sha512-aaaa',
      dependencies: { 'a-child': '1', stray: 'https://host.example/stray.tgz' },
    },
    'node_modules/a/node_modules/a-child': { version: '1.9.0' },
    'node_modules/a/node_modules/stray': { version: '1.0.0', resolved: 'https://host.example/stray.tgz' },
    'node_modules/stray': { version: '2.0.0', integrity: 'sha512-bbbb' },
    'node_modules/a-child': { version: '2.0.0' },
    'node_modules/alias': { name: 'real', version: '2.0.1', integrity: 'sha512-cccc' },
    'node_modules/@s/b': { version: '7.0.0' },
    'node_modules/web': { version: '1.0.0', resolved: 'https://host.example/web.tgz' },
    'node_modules/tool': { version: '5.0.0', dev: true },
    'node_modules/maybe': { version: '1.0.0', optional: true },
    'node_modules/deep': { version: '1.0.0' },
    'node_modules/from-git': { version: '1.0.0', resolved: 'git+ssh://git@host.example/user/repo.git#abc' },
  },
};

function parse(options: ManifestOptions = {}, value: unknown = lock) {
  return parseManifest({ text: JSON.stringify(value) }, options);
}

describe('packageLockReader', () => {
  it('gives the exact version and integrity of what the project itself asks for', () => {
    const { manifestType, packages } = parse();

    expect(manifestType).toBe('package-lock.json');
    expect(
      packages.map(({ name, registryName, constraint, range, lockedVersion, lockedIntegrity }) => [
        name,
        registryName,
        constraint,
        range,
        lockedVersion,
        lockedIntegrity,
      ]),
    ).toEqual([
      ['maybe', 'maybe', '1', '1', '1.0.0', null],
      ['a', 'a', '^1', '^1', '1.2.3', 'sha512-aaaa'],
      ['alias', 'real', 'npm:real@^2', '^2', '2.0.1', 'sha512-cccc'],
      ['@s/b', '@s/b', '*', '*', '7.0.0', null],
    ]);
  });

  it('reports links, addresses and what the lock file does not hold', () => {
    expect(parse().unsupported.map(({ name, reason }) => [name, reason])).toEqual([
      ['local', expect.stringContaining('file:')],
      ['gone', expect.stringContaining('no entry')],
      ['web', expect.stringContaining('web address')],
    ]);
  });

  it('takes everything below node_modules when told to, each version once', () => {
    const { packages, unsupported } = parse({ transitive: true });

    expect(
      packages.map(({ registryName, lockedVersion }) => `${registryName}@${lockedVersion}`).sort(),
    ).toEqual([
      '@s/b@7.0.0',
      'a-child@1.9.0',
      'a-child@2.0.0',
      'a@1.2.3',
      'deep@1.0.0',
      'maybe@1.0.0',
      'real@2.0.1',
      'stray@2.0.0',
    ]);
    expect(unsupported.map(({ name }) => name).sort()).toEqual(['from-git', 'gone', 'local', 'stray', 'web']);
  });

  it('takes development packages only when asked', () => {
    expect(parse({ transitive: true, kinds: ['development'] }).packages.map(({ name }) => name)).toEqual([
      'tool',
    ]);
  });

  it('refuses an entry that holds another package than the project asks for', () => {
    const { packages, unsupported } = parse(
      {},
      {
        lockfileVersion: 2,
        packages: { '': { dependencies: { a: '^1' } }, 'node_modules/a': { name: 'evil', version: '1.0.0' } },
      },
    );

    expect(packages).toEqual([]);
    expect(unsupported).toEqual([
      expect.objectContaining({ name: 'a', reason: expect.stringContaining('"evil"') }),
    ]);
  });

  it('refuses versions that are none', () => {
    const { unsupported } = parse(
      {},
      {
        lockfileVersion: 3,
        packages: { '': { dependencies: { a: '1' } }, 'node_modules/a': { version: '../../x' } },
      },
    );

    expect(unsupported[0]?.reason).toContain('"../../x"');
  });

  it('reads a hostile ten megabytes of nested folders in seconds', () => {
    const packages: Record<string, unknown> = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0' },
    };
    const path = Array.from({ length: 30 }, () => 'node_modules/x').join('/');
    for (let index = 0; index < 20_000; index += 1) {
      packages[`${path}${index}`] = {
        version: '1.0.0',
        dependencies: { [`q${index}`]: 'a/b', r: 'a/b', s: 'a/b' },
      };
    }
    packages[`${'node_modules/y/'.repeat(100_000)}node_modules/z`] = {
      version: '1.0.0',
      dependencies: { r: 'a/b' },
    };
    const start = process.cpuUsage();

    parse({ transitive: true }, { lockfileVersion: 3, packages });

    expect(process.cpuUsage(start).user / 1000).toBeLessThan(50_000);
  });
});
