import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hideFolder } from '../bench/rebuild/hide-folder.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type CliRun, createDesk, type Desk, hasBubblewrap, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord } from './packages.fake.ts';

const hasStrace = spawnSync('strace', ['-V']).status === 0;

let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
let setFolder: string;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord]);
  model = await startFakeModel();
  desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl) });
  // Where phalus is started: nowhere would its vectors be nearer at hand.
  setFolder = join(desk.work, 'rebuild-set');
  await mkdir(join(setFolder, 'dev'), { recursive: true });
  await writeFile(join(setFolder, 'dev.txt'), 'pad-word@1.2.0 tier1 MIT 1 1\n');
  await writeFile(join(setFolder, 'dev', 'pad-word.json'), '{"vectors":["never to be seen"]}');
});
afterAll(async () => {
  await Promise.all([registry?.close(), model?.close(), desk?.close()]);
});

describe.skipIf(!hasBubblewrap || !hasStrace)('phalus beside vectors (needs bubblewrap and strace)', () => {
  let traced: CliRun;
  let calls: string[];
  beforeAll(async () => {
    const log = join(desk.home, 'calls.log');
    const watched = 'trace=%file,clone,clone3,fork,vfork';
    const wrapper = ['strace', ...'-f -qq -s 4096 --decode-pids=pidns -e'.split(' '), watched, '-o', log];
    traced = await desk.phalus(['run-one', 'npm/pad-word@^1', '--json'], { wrapper });
    calls = (await readFile(log, 'utf8')).split('\n');
  }, 300_000);

  it('delivers a package while every call that names a file is written down', () => {
    expect(JSON.parse(traced.stdout).packages[0].kind).toBe('finished');
    expect(calls.some((call) => call.includes('openat(') && call.includes('.npmrc'))).toBe(true);
    expect(calls.some((call) => call.includes('mount(') && call.includes('MS_BIND'))).toBe(true);
  });

  it('opens, lists and looks for none of them', () => {
    expect(calls.filter((call) => call.includes('rebuild-set'))).toEqual([]);
  });

  it('binds no folder into a sandbox that holds them', () => {
    const holds = (path: string) =>
      setFolder === path || setFolder.startsWith(path === '/' ? '/' : `${path}/`);

    expect(readBindSources(calls).length).toBeGreaterThan(3);
    expect(readBindSources(calls).filter(holds)).toEqual([]);
  });
});

/**
 * What bubblewrap binds: it has the host's root at `/oldroot` by then. Where it runs inside of bubblewrap, as phalus does
 * it, `/` is the outer sandbox and is left out: one of the processes above has changed its root before.
 */
function readBindSources(calls: readonly string[]): string[] {
  const parents = new Map<string, string>();
  const confined = new Set<string>();
  const isInside = (id: string): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && (confined.has(parent) || isInside(parent));
  };
  return calls.flatMap((call) => {
    const [, id = '', words = ''] = /^(\d+) +(.*)$/.exec(call) ?? [];
    const born = /^(?:<\.\.\. )?v?(?:clone3?|fork)\b.* = (\d+)(?: \/\* (\d+) in strace's PID NS \*\/)?$/.exec(
      words,
    );
    const child = born?.[2] ?? born?.[1];
    if (child !== undefined) parents.set(child, id);
    if (words.startsWith('pivot_root(')) confined.add(id);
    const [, source = '', flags = ''] =
      /^mount\("\/oldroot([^"]*)", "[^"]*", [^,]*, ([A-Z_|]+)/.exec(words) ?? [];
    const binds = flags.split('|').includes('MS_BIND') && !isInside(id);
    return binds ? [source] : [];
  });
}

describe('hideFolder', () => {
  it('starts programs that find the folder empty, and leaves it as it is for others', async () => {
    const hidden = hideFolder(setFolder);
    const [program = '', ...words] = [...hidden.prefix, 'ls', setFolder];

    const seen = spawnSync(program, words, { encoding: 'utf8' }).stdout;

    expect(seen).toBe(hidden.kind === 'mount-namespace' ? '' : 'dev\ndev.txt\n');
    expect(await readFile(join(setFolder, 'dev.txt'), 'utf8')).toContain('pad-word');
  });

  it('says that it hides nothing where there is nothing to hide', () => {
    expect(hideFolder(join(setFolder, 'not-there'))).toEqual({ kind: 'not-hidden', prefix: [] });
  });
});
