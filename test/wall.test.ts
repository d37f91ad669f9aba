import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type JobRun, runFlow } from './job.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord, quietSum } from './packages.fake.ts';

let registry: FakeServer;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum]);
});
afterAll(() => registry.close());

/** One job in a mode, and what its models were asked. */
async function run(mode: string, name: string): Promise<JobRun & { asked: FakeModelServer['ledger'] }> {
  const model = await startFakeModel();
  const job = await runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    packages: [name],
    keys: { 'isolation.mode': mode },
  });
  await model.close();
  return { ...job, asked: model.ledger };
}

/** The package and its specification; evidence tells of one run and differs. */
function readDelivered({ tree }: JobRun): Record<string, string> {
  const isEvidence =
    /(?:^|\/)(?:audit\.jsonl|evidence\.json|cost\.json|validation\.(?:json|md)|manifest\.json)$|^\.phalus\//;
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isEvidence.test(path)));
}

describe('the same replies give the same package', () => {
  it.each(['pad-word', '@quiet/sum'])('in modes context and process: %s', async (name) => {
    const context = await run('context', name);
    const process = await run('process', name);

    expect(process.outcome).toMatchObject({ kind: 'finished' });
    expect(readDelivered(process)).toEqual(readDelivered(context));
    expect(process.asked.map(({ body }) => body)).toEqual(context.asked.map(({ body }) => body));
  });
});
