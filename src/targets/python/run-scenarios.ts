import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SandboxResult } from '../../sandbox/types.ts';
import type { ScenarioReport } from '../../scenarios/index.ts';
import { parseGuestLines } from '../shared/guest-lines.ts';
import type { TargetRun } from '../types.ts';
import { evaluateExpected } from './expected.ts';
import { guestRunner } from './guest-runner.ts';
import { type Answer, judgePython } from './judge.ts';
import { importNameOf } from './layout.ts';

/** Time for one scenario. Loading has five seconds. */
const limitMs = 2_000;
/** Processes that may be lost before the rest is given up. */
const mostLosses = 3;

const Line = z.tuple([
  z.string(),
  z.int(),
  z.union([
    z.tuple([z.literal('loaded'), z.array(z.tuple([z.string(), z.string(), z.number()]))]),
    z.tuple([z.literal('load-error'), z.string()]),
    z.tuple([z.enum(['started', 'timed-out'])]),
    z.tuple([z.literal('returned'), z.array(z.unknown()), z.string()]),
    z.tuple([z.literal('threw'), z.tuple([z.array(z.string()), z.string(), z.string()])]),
    z.tuple([z.enum(['ended', 'gone']), z.string()]),
  ]),
  z.array(z.string()).nullable(),
]);
type Line = z.infer<typeof Line>;

interface Progress {
  readonly answers: Map<number, { answer: Answer; printed: readonly string[] }>;
  exported: ScenarioReport['exported'];
  loadError: string | null;
  enforced: ScenarioReport['enforced'];
}

/** Runs every scenario against the package in the sandbox, in one process that forks for each. Throws SandboxError. */
export async function runPythonScenarios(run: TargetRun): Promise<ScenarioReport> {
  const started = performance.now();
  const [expectations, progress] = await Promise.all([
    evaluateExpected(run.spec.scenarios, run.sandbox, run.signal),
    runAll(run),
  ]);
  const { loadError, answers, exported, enforced } = progress;
  const results = run.spec.scenarios.scenarios.map((scenario, index) => ({
    id: scenario.id,
    outcome: judgePython({
      scenario,
      expectation: expectations[index] ?? {
        kind: 'broken',
        message: 'what it expects could not be evaluated',
      },
      ...(answers.get(index) ?? {
        answer: ['gone', 'was not run: the process ended before'] as const,
        printed: [],
      }),
    }),
  }));
  return {
    loadError,
    results: loadError === null ? results : [],
    exported,
    durationMs: performance.now() - started,
    enforced,
  };
}

async function runAll(run: TargetRun): Promise<Progress> {
  const progress: Progress = { answers: new Map(), exported: [], loadError: null, enforced: {} };
  const indexes = run.spec.scenarios.scenarios.map((_, index) => index);
  for (let losses = 0; losses < mostLosses && progress.loadError === null; losses += 1) {
    const order = indexes.filter((index) => !progress.answers.has(index));
    if (order.length === 0 && losses > 0) break;
    await runBatch(run, order, progress);
  }
  return progress;
}

async function runBatch(run: TargetRun, order: readonly number[], progress: Progress): Promise<void> {
  const { spec, sandbox, files, signal } = run;
  const nonce = randomUUID();
  const resultFile = `results-${randomUUID()}`;
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'runner.py'],
    toolchain: 'python',
    files: { 'runner.py': guestRunner, ...layPackage(files) },
    standardInput: JSON.stringify({
      ...{ nonce, resultFile, limitMs, order, importName: importNameOf(spec) },
      names: spec.surface.exports.map(({ name }) => name),
      bindings: spec.scenarios.bindings.map(({ local, export: name }) => [local, name]),
      scenarios: spec.scenarios.scenarios.map(({ setup, expression }) => ({ setup, expression })),
    }),
    collect: [resultFile],
    limits: {
      wallTimeMs: Math.min(120_000, 15_000 + order.length * limitMs),
      cpuSeconds: 120,
      outputBytes: 16_384,
    },
    ...(signal && { signal }),
  });
  progress.enforced = result.enforced;
  const text = new TextDecoder().decode(result.collected[resultFile]);
  readBatch(parseGuestLines(text, nonce, Line), result, progress);
}

export function layPackage(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`package/${path}`, text]));
}

function readBatch(lines: readonly Line[], result: SandboxResult, progress: Progress): void {
  let loaded = false;
  let running: number | null = null;
  for (const [, index, answer, printed] of lines) {
    if (answer[0] === 'loaded') {
      loaded = true;
      progress.exported = answer[1].map(([name, type, length]) => ({
        ...{ name, type },
        length: length < 0 ? null : length,
      }));
    } else if (answer[0] === 'load-error') progress.loadError = answer[1];
    else if (answer[0] === 'started') running = index;
    else {
      // What the parent says of the process comes after what the scenario said of itself.
      if (!progress.answers.has(index))
        progress.answers.set(index, { answer: answer as Answer, printed: printed ?? [] });
      running = null;
    }
  }
  if (!loaded && progress.loadError === null) progress.loadError = describeLostLoad(result);
  if (running !== null && !progress.answers.has(running))
    progress.answers.set(running, { answer: ['gone', 'ended the process'], printed: [] });
}

function describeLostLoad(result: SandboxResult): string {
  if (result.signalName === 'SIGALRM' || result.timedOut) return 'the module did not finish loading in time';
  const output = result.standardError.trim().slice(-400);
  return `the process ended while the module was loading${output === '' ? '' : `: ${output}`}`;
}
