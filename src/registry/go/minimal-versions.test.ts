import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectMinimalVersions } from './minimal-versions.ts';
import { parseModFile } from './mod-file.ts';
import { compareGoVersions } from './version.ts';

/** Requirements by module and version, as `path version`; the language version behind a bar. */
type Graph = Readonly<Record<string, readonly string[]>>;

async function select(
  roots: readonly string[],
  graph: Graph,
  more: { mostModules?: number; go?: Readonly<Record<string, string>> } = {},
) {
  const split = (text: string) => ({ path: text.split(' ')[0] ?? '', version: text.split(' ')[1] ?? '' });
  const asked: string[] = [];
  const selected = await selectMinimalVersions({
    requirements: roots.map(split),
    mostModules: more.mostModules ?? 1000,
    readModFile: async (path, version) => {
      asked.push(`${path} ${version}`);
      const requirements = graph[`${path} ${version}`];
      const go = more.go?.[path] ?? '1.16';
      return requirements === undefined
        ? null
        : parseModFile(
            `module ${path}\ngo ${go}\n${requirements.map((each) => `require ${each}\n`).join('')}`,
          );
    },
  });
  return { selected: selected === null ? null : Object.fromEntries(selected), asked };
}

/** The graph that the description of the algorithm walks through: two roads to D, and an upgrade of C that nobody asked for. */
const example: Graph = {
  'x/a v1.2.0': ['x/c v1.3.0'],
  'x/b v1.2.0': ['x/c v1.4.0'],
  'x/c v1.3.0': ['x/d v1.2.0'],
  'x/c v1.4.0': ['x/d v1.2.0'],
  'x/c v1.5.0': ['x/d v1.9.0'],
  'x/d v1.2.0': [],
};

describe('selectMinimalVersions()', () => {
  it('takes the highest version that anybody requires, and none that nobody does', async () => {
    expect((await select(['x/a v1.2.0', 'x/b v1.2.0'], example)).selected).toEqual({
      'x/a': 'v1.2.0',
      'x/b': 'v1.2.0',
      'x/c': 'v1.4.0',
      'x/d': 'v1.2.0',
    });
  });

  it('asks a module of Go 1.17 for its own requirements only', async () => {
    const { selected, asked } = await select(['x/a v1.2.0'], example, { go: { 'x/a': '1.21.3' } });

    expect(selected).toEqual({ 'x/a': 'v1.2.0', 'x/c': 'v1.3.0' });
    expect(asked).toEqual(['x/a v1.2.0']);
  });

  it('ends in a circle, and asks for nothing twice', async () => {
    const { selected, asked } = await select(['x/a v1.0.0'], {
      'x/a v1.0.0': ['x/b v1.0.0', 'x/b v1.0.0'],
      'x/b v1.0.0': ['x/a v1.1.0'],
      'x/a v1.1.0': ['x/b v1.0.0'],
    });

    expect(selected).toEqual({ 'x/a': 'v1.1.0', 'x/b': 'v1.0.0' });
    expect(asked).toEqual(['x/a v1.0.0', 'x/b v1.0.0', 'x/a v1.1.0']);
  });

  it('gives up on a graph without an end', async () => {
    const selected = await selectMinimalVersions({
      requirements: [{ path: 'x/a', version: 'v1.0.0' }],
      mostModules: 50,
      readModFile: async (path, version) =>
        parseModFile(`module ${path}\nrequire x/a v1.0.${Number(version.split('.')[2]) + 1}\n`),
    });

    expect(selected).toBeNull();
  });

  it('selects what a search of the whole graph finds, never below a requirement', async () => {
    const names = ['x/a', 'x/b', 'x/c', 'x/d'];
    const module = fc
      .tuple(fc.constantFrom(...names), fc.nat(3))
      .map(([path, minor]) => `${path} v1.${minor}.0`);
    const graphs = fc.array(fc.tuple(module, fc.array(module, { maxLength: 3 })), { maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(graphs, fc.array(module, { minLength: 1, maxLength: 3 }), async (edges, roots) => {
        const graph = Object.fromEntries(edges);
        const reached = new Set<string>();
        const visit = (each: string): void => {
          if (reached.has(each)) return;
          reached.add(each);
          for (const next of graph[each] ?? []) visit(next);
        };
        for (const root of roots) visit(root);
        const expected: Record<string, string> = {};
        for (const [path = '', version = ''] of [...reached].map((each) => each.split(' '))) {
          if (compareGoVersions(version, expected[path] ?? '') > 0) expected[path] = version;
        }

        expect((await select(roots, graph)).selected).toEqual(expected);
      }),
    );
  });
});
