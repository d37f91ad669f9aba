import type { ChildProcess } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAudit, verifyAudit } from '../src/audit/index.ts';
import { createDesk, type Desk, hasBubblewrap, readTree, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel, type Weather } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord, padWordCode, padWordWrongCode } from './packages.fake.ts';

interface Scene {
  readonly model: FakeModelServer;
  readonly desk: Desk;
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Three requests to the end: one of Agent A, a first attempt that fails an example, its repair. */
async function setScene(
  onRequest: (number: number) => Weather | undefined = () => undefined,
  configure: (baseUrl: string) => string = (baseUrl) => renderConfig(baseUrl),
): Promise<Scene> {
  const registry = await startFakeRegistry([padWord]);
  const model = await startFakeModel({
    usage: { input: 900, output: 100 },
    onRequest: ({ agent, body }, { number }) => {
      const weather = onRequest(number);
      if (weather !== undefined || agent === 'agent_a') return weather;
      const isFirst = body.seed === 1 && JSON.stringify(body).includes('padWord');
      return { kind: 'text', text: `\`\`\`js\n${isFirst ? padWordWrongCode : padWordCode}\n\`\`\`` };
    },
  });
  const desk = await createDesk({ registry: registry.origin, config: configure(model.baseUrl) });
  cleanups.push(
    () => registry.close(),
    () => model.close(),
    () => desk.close(),
  );
  return { model, desk };
}

const words = ['run-one', 'npm/pad-word'];
const packageOf = ({ desk }: Scene) => join(desk.work, 'phalus-output', 'pad-word');

/** What was made: the package and its ten documents. Evidence tells of times and of the job besides. */
async function readProduct(scene: Scene): Promise<Record<string, string>> {
  const tree = await readTree(packageOf(scene));
  return Object.fromEntries(
    Object.entries(tree).filter(
      ([path]) => !path.startsWith('.cleanroom/') || path.startsWith('.cleanroom/csp/'),
    ),
  );
}

function listPaid({ model }: Scene): string[] {
  return model.ledger.filter(({ isAnswered }) => isAnswered).map(({ body }) => JSON.stringify(body));
}

async function readEvents(scene: Scene) {
  const text = await readFile(join(scene.desk.work, 'phalus-output', 'audit.jsonl'), 'utf8');
  expect(verifyAudit(text)).toEqual([]);
  return readAudit(text).map(({ event }) => event);
}

async function findJournal({ desk }: Scene): Promise<string> {
  const jobs = join(desk.work, 'phalus-output', '.phalus', 'jobs');
  const [id = ''] = await readdir(jobs);
  return join(jobs, id, 'journal.jsonl');
}

/** Ctrl-C as soon as request `number` has come in. */
function interruptAt(model: FakeModelServer, number: number): (child: ChildProcess) => void {
  return (child) => {
    const timer = setInterval(() => {
      if (model.ledger.length < number) return;
      clearInterval(timer);
      child.kill('SIGINT');
    }, 10);
    child.on('exit', () => clearInterval(timer));
  };
}

describe.skipIf(!hasBubblewrap)('--resume (needs bubblewrap)', () => {
  let whole: Record<string, string>;
  let requests: string[];
  beforeAll(async () => {
    const scene = await setScene();
    const result = await scene.desk.phalus(words);
    expect(result.code, result.stdout + result.stderr).toBe(0);
    whole = await readProduct(scene);
    requests = listPaid(scene);
    expect(requests).toHaveLength(3);
  }, 120_000);

  it('goes on after Ctrl-C in the middle of Agent B, as the message says, and pays for nothing twice', async () => {
    let isStopped = false;
    const scene = await setScene((number) =>
      number === 3 && !isStopped ? { kind: 'delay', delayMs: 20_000 } : undefined,
    );
    const stopped = await scene.desk.phalus(words, { watch: interruptAt(scene.model, 3) });
    isStopped = true;
    const command = /go on with: phalus (.*)/.exec(stopped.stderr)?.[1] ?? '';

    const resumed = await scene.desk.phalus(command.split(' '));

    expect(stopped.code).toBe(3);
    expect(command).toBe('run-one npm/pad-word --resume');
    expect(resumed.code, resumed.stdout + resumed.stderr).toBe(0);
    expect(listPaid(scene).toSorted()).toEqual(requests.toSorted());
    expect(await readProduct(scene)).toEqual(whole);
    const types = (await readEvents(scene)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['run_interrupted', 'run_resumed', 'run_completed']));
    expect(
      JSON.parse(await readFile(join(packageOf(scene), '.cleanroom', 'cost.json'), 'utf8')),
    ).toMatchObject({
      calls: 1,
    });
  }, 60_000);

  it('goes on after a kill at every request in turn, with lines that were half written', async () => {
    let kill = (): void => {};
    const killedAt = new Set<number>();
    let answered = 0;
    // The first time a request comes in, nobody lives to hear the answer.
    const scene = await setScene(() => {
      if (killedAt.has(answered)) {
        answered += 1;
        return undefined;
      }
      killedAt.add(answered);
      kill();
      return { kind: 'hang' };
    });
    const watch = (child: ChildProcess): void => {
      kill = () => void child.kill('SIGKILL');
    };

    const runs = [await scene.desk.phalus(words, { watch })];
    while (runs.at(-1)?.signal === 'SIGKILL' && runs.length < 5) {
      await appendFile(await findJournal(scene), '{"key":"12ab","model":"openai-comp');
      await appendFile(join(scene.desk.work, 'phalus-output', 'audit.jsonl'), '{"timestamp":"2026-');
      runs.push(await scene.desk.phalus([...words, '--resume'], { watch }));
    }

    expect(runs.map(({ signal, code }) => signal ?? code)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 0]);
    expect(listPaid(scene).toSorted()).toEqual(requests.toSorted());
    expect(await readProduct(scene)).toEqual(whole);
    const types = (await readEvents(scene)).map(({ type }) => type);
    expect(types.filter((type) => type === 'audit_recovered')).toHaveLength(3);
    expect(types.filter((type) => type === 'spec_generated' || type === 'spec_cache_hit').length).toBe(3);
  }, 60_000);

  it('stops at limits.tokens, stays stopped until it is raised, then goes on without paying twice', async () => {
    // Room for Agent A's call, and for Agent B's first one no longer.
    const configure = (tokens: number) => (baseUrl: string) =>
      renderConfig(baseUrl, `[limits]\ntokens = ${tokens}\n`);
    const scene = await setScene(undefined, configure(3000));

    const stopped = await scene.desk.phalus([...words, '--json']);
    const paid = listPaid(scene).length;
    const again = await scene.desk.phalus([...words, '--resume']);
    const paidAgain = listPaid(scene).length;
    const path = join(scene.desk.home, '.phalus', 'config.toml');
    await writeFile(path, configure(100_000)(scene.model.baseUrl));
    const resumed = await scene.desk.phalus([...words, '--resume']);

    expect([stopped.code, again.code, resumed.code]).toEqual([3, 3, 0]);
    expect(JSON.parse(stopped.stdout).interrupted).toBe('budget');
    expect(stopped.stderr).toContain('run-one npm/pad-word --json --resume');
    expect([paid, paidAgain]).toEqual([1, 1]);
    expect(listPaid(scene).toSorted()).toEqual(requests.toSorted());
    expect(await readProduct(scene)).toEqual(whole);
  }, 60_000);

  it('takes up a build from disk that was stopped', async () => {
    let isDelayed = true;
    const scene = await setScene((number) =>
      number === 2 && isDelayed ? { kind: 'delay', delayMs: 20_000 } : undefined,
    );
    await mkdir(join(scene.desk.work, 'mine'));
    for (const [path, text] of Object.entries(whole)) {
      if (path.startsWith('.cleanroom/csp/'))
        await writeFile(join(scene.desk.work, 'mine', basename(path)), text);
    }

    const stopped = await scene.desk.phalus(['build', 'mine'], { watch: interruptAt(scene.model, 2) });
    isDelayed = false;
    const built = await scene.desk.phalus(['build', 'mine']);

    expect(stopped.code).toBe(3);
    expect(stopped.stderr).toMatch(/^stopped; go on with: phalus build mine$/m);
    expect(built.code, built.stdout + built.stderr).toBe(0);
    expect(listPaid(scene)).toHaveLength(2);
    expect(new Set(listPaid(scene)).size).toBe(2);
    expect(await readProduct(scene)).toEqual(whole);
  }, 60_000);
});
