import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ecosystem, sha256Hex } from '../src/core/index.ts';
import type { Dependency } from '../src/manifest/types.ts';
import { createServices, type PlanRow, planJob } from '../src/pipeline/index.ts';
import { createConfig } from './job.ts';
import {
  type Interruption,
  type LockfileRegistries,
  listLocked,
  startLockfileRegistries,
} from './lockfile-registries.fake.ts';

const count = 60;
const ecosystems: readonly Ecosystem[] = ['npm', 'pypi', 'crates', 'go'];

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(options: Parameters<typeof startLockfileRegistries>[0] = {}) {
  const registries = await startLockfileRegistries(options);
  cleanups.push(() => registries.close());
  const home = await mkdtemp(join(tmpdir(), 'phalus-plan-'));
  cleanups.push(() => rm(home, { recursive: true, force: true }));
  return { registries, home };
}

/** As a call of the command line: with services of its own. */
async function plan(
  { registries, home }: { registries: LockfileRegistries; home: string },
  dependencies: readonly Dependency[],
  more: { keys?: Readonly<Record<string, unknown>>; signal?: AbortSignal } = {},
): Promise<readonly PlanRow[]> {
  const addresses = Object.entries(registries.keys).map(([name, url]) => [`registries.${name}`, url]);
  const config = createConfig(
    { baseUrl: registries.origin, keys: { ...Object.fromEntries(addresses), ...more.keys } },
    join(home, 'output'),
  );
  const services = await createServices({
    config,
    environment: {},
    homeDirectory: home,
    workDirectory: home,
    say: () => {},
    fetchModel: () => Promise.reject(new Error('no model is to be fetched')),
  });
  registries.reset();
  try {
    const signal = more.signal ?? new AbortController().signal;
    return await planJob({ dependencies, unsupported: [], config, services, signal });
  } finally {
    await services.close();
  }
}

const planned = (rows: readonly PlanRow[]) => rows.filter(({ kind }) => kind === 'planned').length;

describe('planJob() of a lock file with more packages than a job may have', () => {
  it.each([
    ['npm', count, count],
    // Index and metadata are apart.
    ['pypi', 2 * count, count],
    // And the configuration of the index.
    ['crates', count + 1, 1],
    // Without a go.sum there is no hash to know the archive by.
    ['go', count, count],
  ] as const)(
    'asks %s for %i answers about 60 packages, and then whether %i of them have changed',
    async (ecosystem, cold, warm) => {
      const place = await start();
      const dependencies = listLocked(ecosystem, count);

      const first = await plan(place, dependencies);
      const counted = { ...place.registries.counts };
      const second = await plan(place, dependencies);

      expect(first).toHaveLength(count);
      expect(first).toEqual(second);
      expect(first[7]).toMatchObject({
        kind: 'planned',
        version: expect.stringMatching(/^v?1\.0\.0$/),
        license: 'MIT',
        worthRebuilding: false,
        sizeBytes: expect.any(Number),
        tokenEstimate: null,
      });
      expect(counted.requests).toBe(cold);
      expect(place.registries.counts).toMatchObject({ requests: warm, conditional: warm, notModified: warm });
      expect(counted.mostAtOnce).toBeLessThanOrEqual(32);
    },
  );

  it('asks everything anew when registries.cache_mb is 0', async () => {
    const place = await start();
    const keys = { 'registries.cache_mb': 0 };
    await plan(place, listLocked('npm', count), { keys });

    await plan(place, listLocked('npm', count), { keys });

    expect(place.registries.counts).toMatchObject({ requests: count, conditional: 0 });
  });

  it('keeps no answer of a registry that gives nothing to ask about', async () => {
    const place = await start({ hasTags: false });
    await plan(place, listLocked('npm', count));

    await plan(place, listLocked('npm', count));

    expect(place.registries.counts).toMatchObject({ requests: count, conditional: 0 });
  });

  it('finds out after a few packages that a registry has no documents of versions', async () => {
    const isVersion = (path: string) => path.endsWith('/1.0.0');
    const place = await start({ interrupt: (path) => (isVersion(path) ? { status: 404 } : undefined) });

    const rows = await plan(place, listLocked('npm', 3 * count));

    expect(planned(rows)).toBe(3 * count);
    expect(place.registries.counts.requests).toBeLessThanOrEqual(3 * count + 32);
  });

  it("takes none with it when one package fails, whatever the registry's answer", async () => {
    const broken: Readonly<Record<string, ReturnType<Interruption>>> = {
      'kit-1': { status: 404 },
      'kit-2': { status: 403 },
      'kit-3': { status: 200, body: '<html>' },
      'kit-4': { status: 429, headers: { 'retry-after': '3600' } },
      'kit-6': { status: 503, headers: { 'retry-after': '3600' } },
      'kit-7': { status: 200, body: '[[['.repeat(10_000) },
      'kit-8': { status: 302, headers: { location: 'http://10.0.0.1/' } },
    };
    const place = await start({
      interrupt: (path) => broken[/kit-\d+/.exec(path)?.[0] ?? ''],
    });

    const rows = await plan(place, listLocked('npm', count));

    const codes = rows.flatMap((row) => (row.kind === 'error' ? [[row.name, row.code]] : []));
    expect(codes).toEqual([
      ['kit-1', 'not-found'],
      ['kit-2', 'unauthorized'],
      ['kit-3', 'bad-response'],
      ['kit-4', 'rate-limited'],
      ['kit-6', 'unreachable'],
      ['kit-7', 'bad-response'],
      ['kit-8', 'unsafe-url'],
    ]);
  });

  it.each([429, 503])('waits as long as a %i asks for, and asks nothing new meanwhile', async (status) => {
    let refused = 0;
    const times: number[] = [];
    const place = await start({
      interrupt: () => {
        times.push(performance.now());
        refused += 1;
        return refused === 1 ? { status, headers: { 'retry-after': '1' } } : undefined;
      },
    });

    const rows = await plan(place, listLocked('npm', count), { keys: { 'limits.concurrency': 4 } });

    expect(planned(rows)).toBe(count);
    // Those that were on their way are not called back.
    const early = times.filter((time) => time - (times[0] ?? 0) < 900);
    expect(early.length).toBeLessThanOrEqual(4 + 4);
    expect(times).toHaveLength(count + 1);
  });

  it('leaves a registry alone that wants nobody for an hour', async () => {
    const place = await start({ interrupt: () => ({ status: 429, headers: { 'retry-after': '3600' } }) });

    const rows = await plan(place, listLocked('npm', 200));

    expect(rows.every((row) => row.kind === 'error' && row.code === 'rate-limited')).toBe(true);
    expect(place.registries.counts.requests).toBeLessThanOrEqual(64);
  });

  it.each(ecosystems)('ends at once when it is stopped in the midst of %s', async (ecosystem) => {
    const controller = new AbortController();
    const place = await start({
      interrupt: (path) => {
        if (path.endsWith('config.json') || !/kit-?20/.test(path)) return undefined;
        setTimeout(() => controller.abort(), 20);
        return { status: 200, hangs: true };
      },
    });
    const started = performance.now();

    const running = plan(place, listLocked(ecosystem, 2000), { signal: controller.signal });

    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(place.registries.counts.requests).toBeLessThan(1000);
  });
});

describe('planJob() with a cache', () => {
  const logins = ['ann:aaaa@', 'bob:bbbb@', '', 'ann:aaaa@'];

  /** The licences that each login is told of the same package, and how many answers were not sent again. */
  async function planAs(tell: (authorization: string) => string) {
    const place = await start({
      interrupt: (path, { headers }) => {
        const name = path.split('/').slice(2, -1).join('/');
        const license = tell(headers.authorization ?? 'nobody');
        return { status: 200, body: JSON.stringify({ name, version: '1.0.0', license, dist: {} }) };
      },
    });
    const found: { license: string; notModified: number }[] = [];
    for (const login of logins) {
      const keys = {
        'registries.npm': place.registries.keys.npm.replace('//', `//${login}`),
        'limits.packages_per_job': 1,
      };
      const [row] = await plan(place, listLocked('npm', 2), { keys });
      const { notModified } = place.registries.counts;
      found.push({ license: row?.kind === 'planned' ? row.license : 'error', notModified });
    }
    const files = await readdir(place.home, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
    );
    return { found, kept: texts.join('') };
  }

  it('never gives the answer of one login to another', async () => {
    const { found } = await planAs((login) => sha256Hex(login).slice(0, 8));

    expect(found.map(({ notModified }) => notModified)).toEqual([0, 0, 0, 2]);
    expect(new Set(found.map(({ license }) => license)).size).toBe(3);
    expect(found[3]?.license).toBe(found[0]?.license);
  });

  it('keeps no credential, even when the registry repeats it', async () => {
    const { found, kept } = await planAs((login) => `told ${login}`);

    expect(found.map(({ notModified }) => notModified)).toEqual([0, 0, 0, 0]);
    expect(kept).toContain('told nobody');
    const basic = (login: string) => Buffer.from(login.slice(0, -1)).toString('base64');
    for (const secret of ['aaaa', 'bbbb', basic('ann:aaaa@'), basic('bob:bbbb@')])
      expect(kept).not.toContain(secret);
  });
});
