import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareGoCache } from './go-cache.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'phalus-go-cache-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A program in place of go, which keeps what it was asked in the home folder. */
async function createProgram(body: string): Promise<string> {
  const program = path.join(home, 'go');
  await writeFile(program, `#!/bin/sh\necho "$*" >> "${home}/asked"\n${body}\n`);
  await chmod(program, 0o755);
  return program;
}

const compiles =
  'mkdir "$GOCACHE/00"; echo object > "$GOCACHE/00/a-d"; chmod 600 "$GOCACHE/00/a-d"; echo words > "$GOCACHE/README"';
const asked = () => readFile(path.join(home, 'asked'), 'utf8');
const options = () => ({ environment: { HOME: home, PATH: '/usr/bin:/bin' } });

describe('prepareGoCache()', () => {
  it('compiles the standard library once for a version, and opens it to guests', async () => {
    const program = await createProgram(compiles);

    const folder = await prepareGoCache(program, 'go1.99.1', options());
    const again = await prepareGoCache(program, 'go1.99.1', options());

    expect(folder).toBe(path.join(home, '.phalus/cache/go/go1.99.1'));
    expect(again).toBe(folder);
    expect(await asked()).toBe('build std\n');
    expect((await stat(path.join(folder ?? '', '00/a-d'))).mode & 0o777).toBe(0o644);
  });

  it.each([
    ['fails', 'exit 1'],
    ['fails half way', `${compiles}; exit 1`],
    ['leaves nothing behind', 'true'],
  ])('gives none, and leaves none half made, where the compiler %s', async (_, body) => {
    const program = await createProgram(body);

    expect(await prepareGoCache(program, 'go1.99.1', options())).toBeNull();
    expect(await readdir(path.join(home, '.phalus/cache/go'))).toEqual([]);
  });

  it('makes one folder when two start at once', async () => {
    const program = await createProgram(`sleep 0.1; ${compiles}`);

    const both = await Promise.all([1, 2].map(() => prepareGoCache(program, 'go1.99.1', options())));

    expect(both[0]).toBe(both[1]);
    expect(await readdir(path.join(home, '.phalus/cache/go'))).toEqual(['go1.99.1']);
  });

  it('lets a version choose no other folder', async () => {
    const folder = await prepareGoCache(await createProgram(compiles), '../../evil', options());

    expect(path.dirname(folder ?? '')).toBe(path.join(home, '.phalus/cache/go'));
  });
});
