import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices, planJob } from '../src/pipeline/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import {
  answer,
  jsonType,
  renderMetadata,
  renderSdist,
  sha256,
  startFakeIndex,
} from '../src/registry/pypi/pypi-index.fake.ts';
import { createConfig, runFlow } from './job.ts';
import { startFakeModel } from './model-server.fake.ts';

let index: FakeServer;
let documented: FakeServer;
beforeAll(async () => {
  index = await serve('pad-kit', '');
  documented = await serve('said-kit', `Pads text.\n\n${'A word is padded to its width. '.repeat(20)}`);
});
afterAll(async () => {
  await index.close();
  await documented.close();
});

/** An index of one project, in one source archive with this README. */
async function serve(project: string, readme: string): Promise<FakeServer> {
  const stem = `${project.replace('-', '_')}-1.0`;
  const metadata = renderMetadata(project, '1.0', ['License-Expression: MIT']);
  const bytes = renderSdist(stem, metadata, readme);
  const filename = `${stem}.tar.gz`;
  const file = { filename, url: `/files/${filename}`, hashes: { sha256: sha256(bytes) } };
  return startFakeIndex({
    project,
    page: answer(jsonType, JSON.stringify({ meta: { 'api-version': '1.0' }, files: [file] })),
    files: { [filename]: bytes },
  });
}

describe('a Python package', () => {
  it('of which nothing is documented ends with a clear statement before any model is asked', async () => {
    const model = await startFakeModel();

    const { outcome, audit } = await runFlow({
      baseUrl: model.baseUrl,
      registry: 'http://registry.example',
      keys: { 'registries.pypi': `${index.origin}/simple` },
      packages: ['pad-kit'],
      ecosystem: 'pypi',
    });
    await model.close();

    expect(outcome).toMatchObject({
      kind: 'stopped',
      phase: 'docs',
      code: 'no-documentation',
      reason: expect.stringContaining('setup.py (refused: source code by its name)'),
    });
    expect(audit).toContainEqual(
      expect.objectContaining({ type: 'package_resolved', package: 'pad-kit@1.0', original_license: 'MIT' }),
    );
    expect(model.ledger).toEqual([]);
  });

  it('is planned with version, licence, the size of its files and an estimate of tokens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phalus-plan-'));
    const keys = { 'registries.pypi': `${documented.origin}/simple` };
    const config = createConfig({ baseUrl: 'http://registry.example', keys }, folder);
    const services = await createServices({
      config,
      environment: {},
      homeDirectory: folder,
      workDirectory: folder,
      say: () => {},
      fetchModel: () => Promise.reject(new Error('no model is to be fetched')),
    });
    const dependency = {
      ecosystem: 'pypi',
      name: 'Said.Kit',
      registryName: 'Said.Kit',
      constraint: '>=1',
      range: '>=1',
      lockedVersion: null,
      lockedIntegrity: null,
      kind: 'runtime',
    } as const;

    const rows = await planJob({
      dependencies: [dependency, { ...dependency, lockedVersion: '3.0' }],
      unsupported: [],
      config,
      services,
      signal: new AbortController().signal,
    });
    await services.close();
    await rm(folder, { recursive: true, force: true });

    expect(rows).toMatchObject([
      {
        kind: 'planned',
        version: '1.0',
        license: 'MIT',
        sizeBytes: expect.any(Number),
        tokenEstimate: expect.any(Number),
      },
      { kind: 'error', code: 'no-version', reason: expect.stringContaining('newest are 1.0') },
    ]);
  });
});
