import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Code } from '../../../../probes/index.ts';
import type { Sandbox, SandboxResult } from '../../../../sandbox/types.ts';
import { type GuestFiles, parseLines } from '../../../../scenarios/index.ts';
import type { ScenarioBinding } from '../../../../spec/index.ts';
import type { NativeAnswer, NativeReport } from '../types.ts';
import { guestCaller } from './guest-caller.ts';

/** A call that takes longer says nothing, and is left out. */
const limitMs = 600;
/** Processes that may be lost before the rest is given up. */
const mostLosses = 3;

export interface PythonSide {
  readonly files: GuestFiles;
  /** Below the files: what Python searches for modules. */
  readonly root: string;
  readonly importName: string;
  readonly bindings: readonly ScenarioBinding[];
  readonly publicNames: readonly string[];
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}

const Node = z.tuple([z.string(), z.string(), z.array(z.int().nonnegative())]);
const Line = z.tuple([
  z.string(),
  z.int(),
  z.union([
    z.tuple([z.enum(['loaded', 'started', 'timed-out'])]),
    z.tuple([z.enum(['load-error', 'gone']), z.string()]),
    z.tuple([z.literal('returned'), z.array(Node).min(1), z.string(), z.int()]),
    z.tuple([
      z.literal('threw'),
      z.tuple([z.array(z.string()), z.string(), z.string()]),
      z.string(),
      z.int(),
    ]),
    z.tuple([z.literal('ended'), z.string(), z.string(), z.int()]),
  ]),
  z.array(z.string()).nullable(),
  z.int(),
]);
type Line = z.infer<typeof Line>;

interface Progress {
  readonly answers: Map<number, NativeAnswer>;
  readonly reached: Map<number, number>;
  loadError: string | null;
}

/** Calls one package in the sandbox. A call that hangs, exits or crashes is lost alone. Throws SandboxError. */
export async function runPythonCalls(side: PythonSide, calls: readonly Code[]): Promise<NativeReport> {
  const progress: Progress = { answers: new Map(), reached: new Map(), loadError: null };
  const indexes = calls.map((_, index) => index);
  for (let losses = 0; losses < mostLosses && progress.loadError === null; losses += 1) {
    const order = indexes.filter((index) => !progress.answers.has(index));
    if (order.length === 0 && losses > 0) break;
    await runBatch(side, calls, order, progress);
  }
  return progress;
}

async function runBatch(
  side: PythonSide,
  calls: readonly Code[],
  order: readonly number[],
  progress: Progress,
): Promise<void> {
  const nonce = randomUUID();
  const resultFile = `results-${randomUUID()}`;
  const laid = Object.entries(side.files).map(([path, content]) => [`package/${path}`, content]);
  const result = await side.sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'caller.py'],
    toolchain: 'python',
    files: { 'caller.py': guestCaller, ...Object.fromEntries(laid) },
    standardInput: JSON.stringify({
      ...{ nonce, resultFile, limitMs, order, importName: side.importName, publicNames: side.publicNames },
      root: side.root === '' ? '/guest/package' : `/guest/package/${side.root}`,
      bindings: side.bindings.map(({ local, export: name }) => [local, name]),
      calls: calls.map(({ setup, expression }) => ({ setup, expression })),
      coverage: true,
    }),
    collect: [resultFile],
    limits: {
      wallTimeMs: Math.min(120_000, 15_000 + order.length * limitMs),
      cpuSeconds: 120,
      outputBytes: 16_384,
      fileSizeBytes: 128 * 1024 * 1024,
    },
    ...(side.signal && { signal: side.signal }),
  });
  const text = new TextDecoder().decode(result.collected[resultFile]);
  readLines(parseLines(text, nonce, Line), result, progress);
}

function readLines(lines: readonly Line[], result: SandboxResult, progress: Progress): void {
  let loaded = false;
  let running: number | null = null;
  for (const [, index, answer, printed, reached] of lines) {
    if (answer[0] === 'loaded') loaded = true;
    else if (answer[0] === 'load-error') progress.loadError = answer[1];
    else if (answer[0] === 'started') running = index;
    else {
      running = null;
      if (progress.answers.has(index)) continue;
      progress.answers.set(index, readAnswer(answer, printed ?? []));
      if (reached > 0) progress.reached.set(index, reached);
    }
  }
  if (!loaded && progress.loadError === null) progress.loadError = describeLostLoad(result);
  if (running !== null && !progress.answers.has(running))
    progress.answers.set(running, { answer: ['gone', 'ended the process'], printed: [] });
}

function readAnswer(answer: Line[2], printed: readonly string[]): NativeAnswer {
  switch (answer[0]) {
    case 'returned':
      return { answer: ['returned', answer[1], answer[2]], printed };
    case 'threw':
      return { answer: ['threw', answer[1]], printed, isPlanned: answer[3] === 1 };
    case 'ended':
    case 'gone':
      return { answer: [answer[0], answer[1]], printed };
    default:
      return { answer: ['timed-out'], printed };
  }
}

function describeLostLoad(result: SandboxResult): string {
  if (result.signalName === 'SIGALRM' || result.timedOut) return 'the module did not finish loading in time';
  const output = result.standardError.trim().slice(-400);
  return `the process ended while the module was loading${output === '' ? '' : `: ${output}`}`;
}
