import type { Model } from '../../agents/types.ts';
import { type Attempt, BuildError, type BuildRequest, type Implementation } from '../../build/index.ts';
import type { ClearedSpec } from '../../firewall/types.ts';
import { toolchainNames } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { BuildTask } from '../build-task.ts';
import { WallError } from '../errors.ts';
import type { RelayLimits } from '../relay/limits.ts';
import type { AgentRun } from '../types.ts';
import { readGuestProgram } from './guest-program.ts';
import { parseResult, translateFailure } from './parse-result.ts';
import { AttemptResult, ImplementationResult } from './result-schema.ts';
import { runAgent } from './run-agent.ts';

export interface BuilderStart {
  /** Where Agent B itself runs. */
  readonly wall: Sandbox;
  /** Where what it writes runs, apart from it. */
  readonly sandbox: Sandbox | null;
  /** All that Agent B is told of the package: its ten texts are laid as files. */
  readonly spec: ClearedSpec;
  readonly model: Model;
  readonly delivery: BuildRequest['delivery'];
  readonly limits: BuildRequest['limits'];
  readonly earlier?: BuildRequest['earlier'];
  readonly signal: AbortSignal;
  onAttempt?(attempt: Attempt): void;
  /** For tests: another program, other bounds. */
  readonly program?: string;
  readonly relayLimits?: Partial<RelayLimits>;
}

/**
 * Agent B behind the wall. What it hands in is parsed and no more believed than a stranger's: that it passed anything
 * is for validation to find. Throws BuildError, WallError, ModelError, SandboxError and AbortError.
 */
export async function runBuilder(
  start: BuilderStart,
): Promise<{ readonly implementation: Implementation; readonly run: AgentRun }> {
  const { spec, delivery, limits, earlier = [] } = start;
  const task: BuildTask = { generatedAt: spec.generatedAt, delivery, limits, earlier };
  try {
    const { value, run, runsEnforced } = await runAgent({
      agent: 'agent-b',
      wall: start.wall,
      sandbox: start.sandbox,
      model: start.model,
      signal: start.signal,
      toolchains: toolchainNames.filter((name) => name === delivery.language),
      program: start.program ?? (await readGuestProgram('build-agent')),
      task,
      files: Object.fromEntries(Object.entries(spec.texts).map(([name, text]) => [`spec/${name}`, text])),
      onProgress: (progress) => start.onAttempt?.(AttemptResult.parse(progress)),
      ...(start.relayLimits && { limits: start.relayLimits }),
    });
    const implementation = parseResult('agent-b', ImplementationResult, value);
    requireAskedFor(implementation, start);
    const { report } = implementation;
    // What a sandbox enforced is for the one to say who ran it.
    const observed = report === null ? null : { ...report, enforced: runsEnforced };
    return { implementation: { ...implementation, report: observed }, run };
  } catch (error) {
    throw translateFailure('agent-b', error, {
      BuildError: (code, message, hint) =>
        code === 'no-usable-code' ? new BuildError(code, message, hint === null ? {} : { hint }) : null,
    });
  }
}

function requireAskedFor(implementation: Implementation, { delivery }: BuilderStart): void {
  const isAskedFor =
    implementation.packageName === delivery.packageName &&
    implementation.packageVersion === delivery.packageVersion &&
    implementation.language === delivery.language;
  if (isAskedFor) return;
  throw new WallError(
    'bad-result',
    'Cannot take what agent-b handed in: it is another package than was asked for',
  );
}
