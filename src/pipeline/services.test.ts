import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import type { Ecosystem } from '../core/index.ts';
import { startFakeServer } from '../registry/npm/registry-server.fake.ts';
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

  it.each<[Exclude<Ecosystem, 'npm'>, string, string]>([
    ['pypi', 'simple-index', '/simple-index/some-kit/'],
    ['crates', 'sparse-index', '/sparse-index/config.json'],
    ['go', 'proxy', '/proxy/some.example/kit/@v/v1.0.0.info'],
  ])('looks for packages of %s where registries.* says', async (ecosystem, place, expected) => {
    const server = await startFakeServer({});
    const services = await createServices({
      config: Config.parse({ registries: { [ecosystem]: `${server.origin}/${place}` } }),
      environment: {},
      homeDirectory: folder,
      workDirectory: folder,
      say: () => {},
      fetchModel: () => Promise.reject(new Error('no model is to be fetched')),
    });
    const name = ecosystem === 'go' ? 'some.example/kit' : 'some-kit';

    const registry = await services.findRegistry(ecosystem);
    await expect(
      registry.resolve({ ecosystem, name, range: ecosystem === 'crates' ? '1' : 'v1.0.0' }),
    ).rejects.toMatchObject({
      name: 'RegistryError',
    });

    expect(await services.findRegistry(ecosystem)).toBe(registry);
    expect(server.requests[0]?.url).toBe(expected);
    await services.close();
    await server.close();
  });
});
