import { type Code, observeCall } from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type CallReport, type GuestFiles, runCalls } from '../../scenarios/index.ts';
import type { ScenarioBinding } from '../../spec/index.ts';

/** The two packages and where they run: each alone, in a sandbox of its own. */
export interface Pair {
  readonly original: GuestFiles;
  readonly rebuilt: GuestFiles;
  readonly bindings: readonly ScenarioBinding[];
  /** Names that the documentation uses: other properties of a class's objects are how it was built. */
  readonly publicNames: readonly string[];
  readonly sandbox: Sandbox;
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
    calls: options.plain === true ? calls : calls.map((call) => observeCall(ts, call)),
    sandbox: pair.sandbox,
    exact: options.plain !== true,
    publicNames: pair.publicNames,
    coverage: options.coverage === true,
    limitMs: callLimitMs,
    ...(pair.signal && { signal: pair.signal }),
  });
}

export async function runBoth(
  pair: Pair,
  calls: readonly Code[],
  options: { readonly coverage?: boolean; readonly plain?: boolean } = {},
): Promise<{ readonly original: CallReport; readonly rebuilt: CallReport }> {
  const { plain } = options;
  const [original, rebuilt] = await Promise.all([
    runSide(pair, 'original', calls, plain === undefined ? {} : { plain }),
    runSide(pair, 'rebuilt', calls, options),
  ]);
  return { original, rebuilt };
}
