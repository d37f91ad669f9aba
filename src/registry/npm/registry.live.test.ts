import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { RegistryError } from '../errors.ts';
import { createHttp } from '../http.ts';
import { readNpmClientConfig } from './client-config.ts';
import { createNpmRegistry } from './registry.ts';

const client = await readNpmClientConfig({
  environment: process.env,
  homeDirectory: homedir(),
  workDirectory: process.cwd(),
  nodePath: process.execPath,
  readFile: (path) => readFile(path, 'utf8').catch(() => null),
  runNpm: async (parameters) => (await promisify(execFile)('npm', [...parameters])).stdout,
});
const http = createHttp({ client });
afterAll(() => http.close());
const registry = createNpmRegistry({
  fetch: http.fetch,
  client,
  packageSizeLimitBytes: 1024 * 1024,
  retry: { attempts: 1 },
});
const isReachable = await registry
  .resolve({ ecosystem: 'npm', name: 'left-pad', range: '1.3.0' }, AbortSignal.timeout(10_000))
  .then(
    () => true,
    (error: unknown) =>
      !(error instanceof RegistryError && ['no-address', 'unreachable'].includes(error.code)) &&
      !(error instanceof DOMException),
  );

describe.skipIf(!isReachable)(
  "createNpmRegistry() at the user's own registry (skipped when it is not reachable)",
  () => {
    it('resolves left-pad 1.3.0 and keeps the README of its verified archive', async () => {
      const record = await registry.resolve({ ecosystem: 'npm', name: 'left-pad', range: '1.3.0' });
      const listing = await registry.readArchive(record, { accept: (path) => path === 'README.md' });

      expect(record).toMatchObject({ version: '1.3.0', license: 'WTFPL' });
      expect(listing.verifiedIntegrity).toBe(record.archive.integrity);
      expect(listing.entries.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['package.json', 'index.js', 'README.md']),
      );
      expect(listing.files.map(({ content }) => Buffer.from(content).toString())).toEqual([
        expect.stringContaining('left-pad'),
      ]);
    });

    it('resolves a scoped name', async () => {
      const record = await registry.resolve({ ecosystem: 'npm', name: '@types/left-pad', range: '^1' });

      expect(record.version).toMatch(/^1\./);
      expect(record.archive.integrity).toMatch(/^sha512-/);
    });

    it('knows a name that is not there', async () => {
      const missing = registry.resolve({
        ecosystem: 'npm',
        name: '@types/left-pad-that-nobody-made',
        range: '',
      });

      await expect(missing).rejects.toMatchObject({ code: 'not-found' });
    });
  },
);
