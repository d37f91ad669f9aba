import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseBuilds, ensureLocalRuntime } from './ensure-runtime.ts';
import { findLocalRuntime, importLocalRuntime, localRuntimeFolder, localRuntimeVersion } from './runtime.ts';

let runtimeDirectory: string;
beforeEach(async () => {
  runtimeDirectory = await mkdtemp(join(tmpdir(), 'phalus-runtime-'));
});
afterEach(() => rm(runtimeDirectory, { recursive: true, force: true }));

/** Does what npm would: a package that resolves. */
async function installFake(folder: string): Promise<void> {
  const home = join(folder, 'node_modules', 'node-llama-cpp');
  await mkdir(home, { recursive: true });
  await writeFile(
    join(home, 'package.json'),
    '{ "name": "node-llama-cpp", "type": "module", "main": "index.js" }',
  );
  await writeFile(join(home, 'index.js'), 'export const getLlama = 1;');
}

describe('ensureLocalRuntime()', () => {
  it('says what it fetches, has npm fetch it, and leaves it alone the next time', async () => {
    const said: string[] = [];
    const runs: (readonly string[])[] = [];
    const options = {
      runtimeDirectory,
      say: (line: string) => said.push(line),
      runNpm: async (parameters: readonly string[], folder: string) => {
        expect(said).toHaveLength(1);
        runs.push(parameters);
        await installFake(folder);
      },
    };

    await ensureLocalRuntime(options);
    await ensureLocalRuntime(options);

    expect(runs).toHaveLength(1);
    expect(runs[0]).toContain(`node-llama-cpp@${localRuntimeVersion}`);
    expect(runs[0]).toContain('--omit=optional');
    expect(runs[0]).toContain('--ignore-scripts');
    expect(said[0]).toMatch(/85 MB/);
    expect(findLocalRuntime(runtimeDirectory)).toContain('index.js');
    expect(await readdir(runtimeDirectory)).toEqual([`node-llama-cpp-${localRuntimeVersion}`]);
  });

  it('leaves nothing behind when npm fails', async () => {
    const runNpm = async (_: readonly string[], folder: string): Promise<void> => {
      await installFake(folder);
      throw new Error('no network');
    };

    const work = ensureLocalRuntime({ runtimeDirectory, runNpm, say: () => {} });

    await expect(work).rejects.toMatchObject({ code: 'not-installed' });
    expect(existsSync(localRuntimeFolder(runtimeDirectory))).toBe(false);
    expect(await readdir(runtimeDirectory)).toEqual([]);
  });
});

describe('importLocalRuntime()', () => {
  it('says how to install it when it is absent', async () => {
    await expect(importLocalRuntime(runtimeDirectory)).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('phalus model pull'),
    });
  });
});

describe('chooseBuilds()', () => {
  it('adds the Vulkan build for a graphics card where there is one', () => {
    expect(chooseBuilds('linux-x64', false)).toEqual(['@node-llama-cpp/linux-x64']);
    expect(chooseBuilds('linux-x64', true)).toEqual([
      '@node-llama-cpp/linux-x64',
      '@node-llama-cpp/linux-x64-vulkan',
    ]);
    expect(chooseBuilds('darwin-arm64', true)).toEqual(['@node-llama-cpp/mac-arm64-metal']);
  });

  it('refuses a machine without a build', () => {
    expect(() => chooseBuilds('sunos-x64', false)).toThrow(/no build for sunos-x64/);
  });
});
