import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findControlGroups } from './control-group.ts';

const groups = findControlGroups();

it.skipIf(groups === null)(
  'a real control group takes limits and goes again (skipped where they may not be made)',
  async () => {
    const group = groups?.create({ memoryBytes: 128e6, processes: 20 });

    expect(group?.readDenied()).toEqual([]);
    expect(group?.readResources().peakMemoryBytes).toBeGreaterThanOrEqual(0);
    await group?.remove();
    expect(group?.entrances.filter((entrance) => existsSync(entrance))).toEqual([]);
  },
);

it('findControlGroups() writes and reads version 2 in its own file names', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
  await writeFile(path.join(root, 'cgroup.controllers'), 'cpu memory pids');
  await writeFile(path.join(root, 'cgroup.subtree_control'), 'cpu memory');

  expect(findControlGroups(root)).toBeNull();

  // A folder is not a kernel: it does not let go of files, so a group is made and read here but not removed.
  await writeFile(path.join(root, 'cgroup.subtree_control'), 'cpu memory pids');
  expect(findControlGroups(root)).toBeNull();
  const name = (await readdir(root)).find((entry) => entry.startsWith('phalus-')) as string;
  expect(await readFile(path.join(root, name, 'memory.max'), 'utf8')).toBe(String(64 * 1024 * 1024));
  expect(await readFile(path.join(root, name, 'pids.max'), 'utf8')).toBe('16');
  await rm(root, { recursive: true });
});

it('findControlGroups() finds none where it may not write', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
  await mkdir(path.join(root, 'memory'));

  expect(findControlGroups(root)).toBeNull();
  await rm(root, { recursive: true });
});
