import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFolder } from './claim-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-claim-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('claimFolder()', () => {
  it.each(['state', `${'long-'.repeat(30)}state`])(
    'lets one have the folder %s until he gives it back',
    async (name) => {
      const state = join(folder, name);
      const release = await claimFolder(state);

      await expect(claimFolder(state)).rejects.toMatchObject({ code: 'folder-in-use' });
      const other = await claimFolder(join(folder, 'other'));
      await release();
      const again = await claimFolder(state);

      await again();
      await other();
    },
  );

  it.each(['state', `${'long-'.repeat(30)}state`])('knows the folder %s by its other names', async (name) => {
    const release = await claimFolder(join(folder, name));
    await symlink(join(folder, name), join(folder, 'link'));

    await expect(claimFolder(join(folder, 'link'))).rejects.toMatchObject({ code: 'folder-in-use' });
    await release();
  });

  it('takes over what a killed process left', async () => {
    const path = join(folder, 'server.sock');
    const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    await promisify(execFile)(process.execPath, ['-e', script]).catch(() => {});

    const release = await claimFolder(folder);

    await expect(claimFolder(folder)).rejects.toMatchObject({ code: 'folder-in-use' });
    await release();
  });

  it('claims nothing where it cannot', async () => {
    await writeFile(join(folder, 'file'), '');

    await (await claimFolder(join(folder, 'file', 'below')))();
  });
});
