import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Model } from '../src/agents/types.ts';
import { createClearedSpec, createDelivery } from '../src/build/cleared-spec.fake.ts';
import type { ClearedSpec } from '../src/firewall/types.ts';
import { probeBubblewrap, probeContainer, type Sandbox } from '../src/sandbox/index.ts';
import { runBuilder } from '../src/wall/index.ts';
import { atMost, compareByDifference, compareByRatio } from './harness/compare.ts';
import { type Contender, measureInterleaved, timeOnClock } from './harness/measure-interleaved.ts';
import type { Measure, Outcome, Subject } from './harness/types.ts';

const run = promisify(execFile);

export const subject: Subject = { title: 'an agent behind the wall, for one package', measure };

async function measure(): Promise<Outcome> {
  const [bubblewrap, container] = await Promise.all([probeBubblewrap(), probeContainer()]);
  if (bubblewrap.kind === 'unavailable') return { kind: 'skipped', reason: bubblewrap.reason };
  const spec = await createClearedSpec({ scenarios: [['padIt("x", 3)', '"  x"']] });
  const measures = await measureWall(spec, { wall: bubblewrap.sandbox, rounds: 11, limits: [200, 6] });
  if (container.kind === 'available') {
    measures.push(...(await measureWall(spec, { wall: container.sandbox, rounds: 5, limits: [3000, 12] })));
  }
  return { kind: 'measured', measures };
}

/** Sandbox, folder and relay for an agent that does nothing; then the real one, whose time is mostly its compiler's. */
async function measureWall(
  spec: ClearedSpec,
  subject: { readonly wall: Sandbox; readonly rounds: number; readonly limits: readonly [number, number] },
): Promise<Measure[]> {
  const { wall, rounds, limits } = subject;
  const figures = await measureInterleaved({
    contenders: {
      bare: timeOnClock(() => run(process.execPath, ['-e', '0'])),
      idle: timeOnClock(() => startIdle(spec, wall)),
      compiler: timeOnClock(() => run(process.execPath, ['-e', loadCompiler])),
      walled: build(async () => {
        const work = { ...createWork(spec), sandbox: null, wall, signal: new AbortController().signal };
        return (await runBuilder(work)).implementation;
      }),
    },
    warmUps: 1,
    rounds,
  });
  const { backend } = wall;
  return [
    compareByDifference({
      what: `${backend}: sandbox and relay over a bare child process`,
      unit: 'ms',
      own: { name: 'an agent that hands in nothing', values: figures.idle },
      rival: { name: 'node -e 0', values: figures.bare },
      limit: atMost(limits[0]),
    }),
    compareByRatio({
      what: `${backend}: Agent B, one reply, against a bare child that loads TypeScript`,
      unit: 'ms',
      own: { name: 'Agent B behind the wall', values: figures.walled },
      rival: { name: 'node, loading TypeScript', values: figures.compiler },
      limit: atMost(limits[1]),
    }),
  ];
}

function build(work: () => Promise<{ readonly files: Readonly<Record<string, string>> }>): Contender {
  return timeOnClock(async () => {
    const { files } = await work();
    if (files['src/index.js']?.includes('padStart') !== true)
      throw new Error('Cannot measure: nothing was built');
  });
}

const loadCompiler = `require(${JSON.stringify(createRequire(import.meta.url).resolve('typescript'))})`;

const idleProgram = `import http from 'node:http';
http.request({ socketPath: '/relay/relay.sock', path: '/result', method: 'POST' }, (response) => response.resume())
  .end(JSON.stringify({ kind: 'failed', relayed: null, name: 'Error', code: 'idle', message: 'idle', hint: null }));`;

async function startIdle(spec: ClearedSpec, wall: Sandbox): Promise<void> {
  const work = { ...createWork(spec), sandbox: null, wall, signal: new AbortController().signal };
  const code = await runBuilder({ ...work, program: idleProgram }).catch(
    (error: { code?: string }) => error.code,
  );
  if (code !== 'agent-failed') throw new Error(`Cannot measure: the agent ended as ${String(code)}`);
}

function createWork(spec: ClearedSpec) {
  const limits = {
    attempts: 1,
    replyTokens: null,
    candidates: 1,
    maxOutputTokens: 1000,
    briefCharacters: 12_000,
  };
  return { spec, limits, delivery: createDelivery(), model: instantModel };
}

/** What is measured is the wall, so the model takes no time. */
const instantModel: Model = {
  name: 'bench/instant',
  contextTokens: null,
  generate: () =>
    Promise.resolve({
      text: '```js\nfunction padIt(text, length = 2) { return String(text).padStart(length); }\n```',
      finish: 'stop',
      usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 },
      model: 'bench/instant',
      durationMs: 0,
      replayed: false,
    }),
  close: () => Promise.resolve(),
};
