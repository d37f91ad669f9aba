import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import { createServices } from './services.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-services-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createServices()', () => {
  it("reads npm's configuration again after it was wrong, and once when it is right", async () => {
    const services = await createServices({
      config: Config.parse({}),
      environment: {},
      homeDirectory: folder,
      workDirectory: folder,
      say: () => {},
      fetchModel: () => Promise.reject(new Error('no model is to be fetched')),
    });
    const path = join(folder, '.npmrc');
    await writeFile(path, 'cafile=missing.pem\n');
    const wrong = services.findRegistry('npm');

    await expect(wrong).rejects.toMatchObject({ name: 'RegistryError' });
    await writeFile(path, 'registry=http://registry.example/\n');
    const right = await services.findRegistry('npm');

    expect(await services.findRegistry('npm')).toBe(right);
    await services.close();
  });
});
