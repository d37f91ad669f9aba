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
beforeAll(async () => {
  const bytes = renderSdist('pad_kit-1.0', renderMetadata('pad-kit', '1.0', ['License-Expression: MIT']));
  const file = {
    filename: 'pad_kit-1.0.tar.gz',
    url: '/files/pad_kit-1.0.tar.gz',
    hashes: { sha256: sha256(bytes) },
  };
  index = await startFakeIndex({
    project: 'pad-kit',
    page: answer(jsonType, JSON.stringify({ meta: { 'api-version': '1.0' }, files: [file] })),
    files: { 'pad_kit-1.0.tar.gz': bytes },
  });
});
afterAll(() => index.close());

describe('a Python package', () => {
  it('is resolved, and ends with a clear statement before any model is asked', async () => {
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
      code: 'unsupported-ecosystem',
      reason: expect.stringContaining('only documentation of npm packages is read so far'),
    });
    expect(audit).toContainEqual(
      expect.objectContaining({ type: 'package_resolved', package: 'pad-kit@1.0', original_license: 'MIT' }),
    );
    expect(model.ledger).toEqual([]);
  });

  it('is planned with version, size and licence, and without an estimate of tokens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phalus-plan-'));
    const keys = { 'registries.pypi': `${index.origin}/simple` };
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
      name: 'Pad.Kit',
      registryName: 'Pad.Kit',
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
      { kind: 'planned', version: '1.0', license: 'MIT', tokenEstimate: null },
      { kind: 'error', code: 'no-version', reason: expect.stringContaining('newest are 1.0') },
    ]);
  });
});
