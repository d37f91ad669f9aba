import type TypeScript from 'typescript';
import { type Code, observeCall } from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type CallReport, type GuestFiles, runCalls } from '../../scenarios/index.ts';
import type { ScenarioBinding } from '../../spec/index.ts';
import { type AnswerMemory, runRemembered } from './answer-memory.ts';

/** The two packages and where they run: each alone, in a sandbox of its own. */
export interface Pair {
  readonly original: GuestFiles;
  readonly rebuilt: GuestFiles;
  readonly bindings: readonly ScenarioBinding[];
  /** Names that the documentation uses: other properties of a class's objects are how it was built. */
  readonly publicNames: readonly string[];
  readonly sandbox: Sandbox;
  /** What the original answered before; read by `runBoth` alone. */
  readonly memory?: AnswerMemory;
  readonly signal?: AbortSignal;
}

/** A call that takes longer says nothing, and is left out. */
const callLimitMs = 400;

export type Side = 'original' | 'rebuilt';

/** Calls one side with what shows most: promises, arguments after the call, exact values. */
export async function runSide(
  pair: Pair,
  side: Side,
  calls: readonly Code[],
  options: { readonly coverage?: boolean; readonly plain?: boolean } = {},
): Promise<CallReport> {
  const ts = (await import('typescript')).default;
  return runCalls({
    files: pair[side],
    bindings: pair.bindings,
    calls: options.plain === true ? calls : calls.map((call) => observeOnce(ts, call)),
    sandbox: pair.sandbox,
    exact: options.plain !== true,
    publicNames: pair.publicNames,
    coverage: options.coverage === true,
    limitMs: callLimitMs,
    ...(pair.signal && { signal: pair.signal }),
  });
}

/** Both sides are asked the same calls, and reading one takes longer than running it. */
const observedCalls = new WeakMap<Code, Code>();

function observeOnce(ts: typeof TypeScript, call: Code): Code {
  const known = observedCalls.get(call);
  if (known !== undefined) return known;
  const observed = observeCall(ts, call);
  observedCalls.set(call, observed);
  return observed;
}

export interface BothOptions {
  readonly coverage?: boolean;
  readonly plain?: boolean;
  /** Asks the original also what is remembered. */
  readonly afresh?: boolean;
}

export async function runBoth(
  pair: Pair,
  calls: readonly Code[],
  { afresh = false, ...options }: BothOptions = {},
): Promise<{ readonly original: CallReport; readonly rebuilt: CallReport }> {
  const { plain = false } = options;
  const { memory } = pair;
  const ask = (asked: readonly Code[]): Promise<CallReport> => runSide(pair, 'original', asked, { plain });
  const [original, rebuilt] = await Promise.all([
    memory === undefined || afresh || plain ? ask(calls) : runRemembered(memory, calls, ask),
    runSide(pair, 'rebuilt', calls, options),
  ]);
  return { original, rebuilt };
}
