import { randomUUID } from 'node:crypto';
import type { Sandbox, SandboxResult } from '../sandbox/types.ts';
import type { ScenarioBinding } from '../spec/index.ts';
import { guestRunner } from './guest-runner.ts';
import type { Answer } from './judge.ts';
import { parseLines, RunnerLine } from './schema.ts';
import type { GuestFiles, ScenarioReport } from './types.ts';

/** Time for one call, and for loading the package, where a run says nothing else. */
const usualLimitMs = 2_000;
/** Processes that may be lost to calls that hang or end them, before the rest is given up. */
export const maximumLosses = 6;

// A name of our own and not the package's: `events` or `punycode` would be Node's module and not the package.
// A package that imports itself by its name still finds itself, through its own package.json.
const guestName = 'package-under-test';

/** Statements that run first, and one expression whose value is the answer. */
export interface Call {
  readonly setup: string;
  readonly expression: string;
}

export interface CallRun {
  readonly files: GuestFiles;
  readonly bindings: readonly ScenarioBinding[];
  readonly calls: readonly Call[];
  readonly sandbox: Sandbox;
  /** Tells -0 from 0, prototypes apart, and reads iterators: for comparing two packages, not for expectations. */
  readonly exact?: boolean;
  /** Of objects of a class, the properties that are looked at; all by default. Read with `exact` alone. */
  readonly publicNames?: readonly string[];
  /** Time for one call; 2 s by default. */
  readonly limitMs?: number;
  /** Counts, for each call, the pieces of the package's code that no call before it had reached. */
  readonly coverage?: boolean;
  readonly signal?: AbortSignal;
}

export interface CallReport {
  /** By index of the call; one that is missing was not run. */
  readonly answers: ReadonlyMap<number, { readonly answer: Answer; readonly printed: readonly string[] }>;
  /** By index of the call; empty unless coverage was asked for. */
  readonly reached: ReadonlyMap<number, number>;
  readonly exported: ScenarioReport['exported'];
  /** Set when the package did not load at all; then no call ran. */
  readonly loadError: string | null;
  readonly enforced: ScenarioReport['enforced'];
}

interface Progress {
  readonly answers: Map<number, { answer: Answer; printed: readonly string[] }>;
  readonly reached: Map<number, number>;
  exported: ScenarioReport['exported'];
  loadError: string | null;
  enforced: ScenarioReport['enforced'];
}

/**
 * Calls a package inside the sandbox, mostly in one process. A package that hangs, exits or crashes loses the call at
 * hand only. Throws what the sandbox throws, and when the signal aborts.
 */
export async function runCalls(run: CallRun): Promise<CallReport> {
  const progress: Progress = {
    answers: new Map(),
    reached: new Map(),
    exported: [],
    loadError: null,
    enforced: {},
  };
  await runUntilDone(run, progress);
  return progress;
}

async function runUntilDone(run: CallRun, progress: Progress): Promise<void> {
  const indexes = run.calls.map((_, index) => index);
  for (let losses = 0; losses < maximumLosses && progress.loadError === null; losses += 1) {
    const order = indexes.filter((index) => !progress.answers.has(index));
    if (order.length === 0 && losses > 0) return;
    await runBatch(run, order, progress);
  }
}

/** One process: runs `order` until the end, or until a call takes the process with it. */
async function runBatch(run: CallRun, order: readonly number[], progress: Progress): Promise<void> {
  const limitMs = run.limitMs ?? usualLimitMs;
  const nonce = randomUUID();
  const resultFile = `results-${randomUUID()}`;
  const result = await run.sandbox.run({
    command: ['node', 'runner.mjs'],
    files: { 'runner.mjs': guestRunner, ...layPackage(run.files) },
    standardInput: JSON.stringify({
      ...{ nonce, resultFile, limitMs, order, packageName: guestName },
      ...{
        exact: run.exact ?? false,
        publicNames: run.publicNames ?? null,
        coverage: run.coverage ?? false,
        bindings: run.bindings,
      },
      scenarios: run.calls.map(({ setup, expression }) => ({ setup, expression })),
    }),
    collect: [resultFile],
    limits: { wallTimeMs: Math.min(60_000, 10_000 + order.length * limitMs), outputBytes: 16_384 },
    ...(run.signal && { signal: run.signal }),
  });
  progress.enforced = result.enforced;
  const text = new TextDecoder().decode(result.collected[resultFile]);
  readBatch(parseLines(text, nonce, RunnerLine), result, progress);
}

function layPackage(files: GuestFiles): GuestFiles {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`node_modules/${guestName}/${name}`, content]),
  );
}

function readBatch(lines: readonly RunnerLine[], result: SandboxResult, progress: Progress): void {
  let loaded = false;
  let running: number | null = null;
  for (const [, index, answer, printed] of lines) {
    if (answer[0] === 'loaded') {
      loaded = true;
      progress.exported = answer[1].map(([name, type, length]) => ({
        name,
        type,
        length: length < 0 ? null : length,
      }));
    } else if (answer[0] === 'load-error')
      progress.loadError = describeLoadError(answer[1], result.standardError);
    else if (answer[0] === 'started') running = index;
    else if (answer[0] === 'reached') progress.reached.set(index, answer[1]);
    else if (!progress.answers.has(index)) {
      progress.answers.set(index, { answer, printed: printed ?? [] });
      running = null;
    }
  }
  if (!loaded && progress.loadError === null) progress.loadError = describeLostLoad(result);
  if (running !== null) progress.answers.set(running, { answer: describeLoss(result), printed: [] });
}

function describeLoadError(told: string, standardError: string): string {
  const place =
    /^(?:file:\/\/)?\/guest\/node_modules\/package-under-test\/([^\n]{1,200}\n[^\n]*\n[ ^]*)\n/m.exec(
      standardError.slice(0, 2_000),
    )?.[1];
  return told.startsWith('SyntaxError') && place !== undefined
    ? `${told.split('\n')[0]}\nat ${place.trimEnd().slice(0, 500)}`
    : told;
}

function describeLostLoad(result: SandboxResult): string {
  if (result.signalName === 'SIGKILL') return `the module did not finish loading within ${usualLimitMs} ms`;
  const output = result.standardError.trim().slice(0, 400);
  return `the process ended while the module was loading${output === '' ? '' : `: ${output}`}`;
}

function describeLoss(result: SandboxResult): Answer {
  // The runner's own watch and the sandbox's limits of time end a process in this way.
  if (result.signalName === 'SIGKILL' || result.signalName === 'SIGXCPU') return ['timed-out'];
  if (/heap out of memory|Allocation failed/i.test(result.standardError))
    return ['gone', 'ran out of memory'];
  return ['gone', `ended the process (${result.signalName ?? `exit code ${result.exitCode}`})`];
}
