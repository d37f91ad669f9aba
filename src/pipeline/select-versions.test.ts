import { describe, expect, it } from 'vitest';
import type { Dependency } from '../manifest/types.ts';
import type { Registry } from '../registry/index.ts';
import { selectVersions } from './select-versions.ts';

function createModule(name: string, range: string, more: Partial<Dependency> = {}): Dependency {
  return {
    ecosystem: 'go',
    name,
    registryName: name,
    constraint: range,
    range,
    lockedVersion: null,
    lockedIntegrity: null,
    kind: 'runtime',
    ...more,
  };
}

/** A registry that selects the given versions, and what it was asked for. */
function createSelecting(versions: Readonly<Record<string, string>>) {
  const asked: (readonly { name: string; version: string }[])[] = [];
  const registry: Pick<Registry, 'selectVersions'> = {
    selectVersions: async (requirements) => {
      asked.push(requirements);
      return new Map(Object.entries(versions));
    },
  };
  return { asked, services: { findRegistry: async () => registry as Registry } };
}

const signal = new AbortController().signal;

describe('selectVersions()', () => {
  it('raises the modules that others need newer, without the hashes of what was written', async () => {
    const { asked, services } = createSelecting({ 'x.example/a': 'v1.0.0', 'x.example/b': 'v1.5.0' });
    const a = createModule('x.example/a', 'v1.0.0', { hashes: ['h1:a'] });
    const b = createModule('x.example/b', 'v1.2.0', { hashes: ['h1:b'] });

    const selected = await selectVersions([a, b], services, signal);

    expect(selected).toEqual([a, createModule('x.example/b', 'v1.5.0', { constraint: 'v1.2.0' })]);
    expect(asked).toEqual([
      [
        { name: 'x.example/a', version: 'v1.0.0' },
        { name: 'x.example/b', version: 'v1.2.0' },
      ],
    ]);
  });

  it('leaves replacements, locked versions and other ecosystems alone, and asks nothing for one module', async () => {
    const { asked, services } = createSelecting({ 'x.example/a': 'v9.0.0' });
    const others = [
      createModule('x.example/r', 'v1.2.0', { constraint: 'v1.0.0' }),
      createModule('x.example/s', 'v1.0.0', { registryName: 'y.example/s' }),
      createModule('x.example/t', 'v1.0.0', { lockedVersion: 'v1.0.0' }),
      createModule('six', '==1.16.0', { ecosystem: 'pypi' }),
    ];
    const alone = [createModule('x.example/a', 'v1.0.0'), ...others];

    expect(await selectVersions(alone, services, signal)).toBe(alone);
    expect(asked).toEqual([]);
  });

  it('leaves all as it is when nobody can say', async () => {
    const dependencies = [createModule('x.example/a', 'v1.0.0'), createModule('x.example/b', 'v1.0.0')];
    const services = { findRegistry: () => Promise.reject(new Error('no network')) };

    expect(await selectVersions(dependencies, services, signal)).toBe(dependencies);
  });
});
