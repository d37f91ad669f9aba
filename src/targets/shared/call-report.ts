import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import type { Spec } from '../../spec/index.ts';
import { parseGuestLines } from './guest-lines.ts';

/** Statements that run first, and one expression whose values are the answer. */
export interface TargetCall {
  readonly setup: string;
  readonly expression: string;
}

export interface TargetCallRun {
  /** The package; what an original depends on lies below `.dependencies/`. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly spec: Spec;
  readonly calls: readonly TargetCall[];
  readonly sandbox: Sandbox;
  /** Time for one call. */
  readonly limitMs: number;
  /** The original may hold what is refused in code of Agent B, such as `unsafe`. */
  readonly isOriginal: boolean;
  readonly signal?: AbortSignal;
}

const Node = z.tuple([z.string(), z.string(), z.array(z.int().nonnegative())]);

/** What the process of a call said: a table of nodes, or classes and message of what was thrown. */
export const TargetAnswer = z.union([
  z.tuple([z.literal('returned'), z.array(Node).min(1)]),
  z.tuple([z.literal('threw'), z.array(z.string()).min(1), z.string()]),
  z.tuple([z.literal('ended'), z.string()]),
  z.tuple([z.literal('timed-out')]),
]);
export type TargetAnswer = z.infer<typeof TargetAnswer>;

export interface TargetCallReport {
  /** By index of the call; one that is missing was not run. */
  readonly answers: ReadonlyMap<number, { readonly answer: TargetAnswer; readonly printed: string }>;
  /** By index: what the compiler said of a call that does not compile; it was left out. */
  readonly unbuilt: ReadonlyMap<number, string>;
  /** Documented types of the package, by their number, that could not be told by their parts. */
  readonly untold: ReadonlySet<number>;
  /** What the package printed and which files it left when it started; null where nobody looked. */
  readonly started: { readonly printed: string; readonly files: readonly string[] } | null;
  /** Set when the package does not compile or start; then no call ran. */
  readonly loadError: string | null;
}

const Line = z.union([
  z.tuple([z.string(), z.literal('load-error'), z.string()]),
  z.tuple([z.string(), z.enum(['unbuilt', 'untold']), z.int(), z.string()]),
  z.tuple([z.string(), z.literal('answer'), z.int(), TargetAnswer, z.string()]),
  z.tuple([z.string(), z.literal('started'), z.string(), z.array(z.string())]),
  z.tuple([z.string(), z.literal('end')]),
]);

/** What the driver of a run wrote. A run that was cut off keeps what it had; one that had nothing did not load. */
export function readCallReport(
  text: string,
  nonce: string,
  run: { readonly timedOut: boolean; readonly standardError: string },
): TargetCallReport {
  const answers = new Map<number, { answer: TargetAnswer; printed: string }>();
  const unbuilt = new Map<number, string>();
  const untold = new Set<number>();
  let loadError: string | null = null;
  let started: TargetCallReport['started'] = null;
  let isWhole = false;
  for (const line of parseGuestLines(text, nonce, Line)) {
    if (line[1] === 'load-error') loadError ??= line[2];
    else if (line[1] === 'unbuilt') unbuilt.set(line[2], line[3]);
    else if (line[1] === 'started') started = { printed: line[2], files: line[3] };
    else if (line[1] === 'untold') untold.add(line[2]);
    else if (line[1] === 'answer') answers.set(line[2], { answer: line[3], printed: line[4] });
    else isWhole = true;
  }
  if (!isWhole && loadError === null && answers.size === 0) {
    const said = run.standardError.trim().slice(0, 300);
    loadError = run.timedOut ? 'the package did not compile in time' : `the run ended early: ${said}`;
  }
  // What is printed at the start belongs to no call; each has a process of its own, so it comes again with each.
  const start = started?.printed ?? '';
  for (const [index, { answer, printed }] of answers)
    if (start !== '' && printed.startsWith(start))
      answers.set(index, { answer, printed: printed.slice(start.length) });
  return { answers, unbuilt, untold, started, loadError };
}
