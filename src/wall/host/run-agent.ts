import { tmpdir } from 'node:os';
import { sha256Hex } from '../../core/index.ts';
import type { ToolchainName } from '../../sandbox/index.ts';
import type { Sandbox, SandboxRequest, SandboxResult } from '../../sandbox/types.ts';
import { WallError } from '../errors.ts';
import type { RelayPorts } from '../relay/handlers.ts';
import { agentLimits, type RelayLimits } from '../relay/limits.ts';
import { openRelay, type Relay } from '../relay/open-relay.ts';
import { type AgentId, type AgentInput, type AgentResult, type AgentRun, guestPaths } from '../types.ts';
import { createAgentFolder } from './agent-folder.ts';
import { findSharedPackages } from './guest-program.ts';

export interface AgentStart
  extends Pick<RelayPorts, 'agent' | 'model' | 'sandbox' | 'signal' | 'onProgress'> {
  /** Where the agent itself runs. */
  readonly wall: Sandbox;
  readonly program: string;
  /** Tool chains that code of this agent's is run with. */
  readonly toolchains?: readonly ToolchainName[];
  readonly task: unknown;
  /** Text by path below the input, beside `agent.json`. */
  readonly files: Readonly<Record<string, string>>;
  readonly limits?: Partial<RelayLimits>;
  /** Where the folder of the agent is made; the system's temporary folder by default. */
  readonly temporaryFolder?: string;
}

export interface AgentEnd {
  /** What the agent handed in; to be parsed as anybody's. */
  readonly value: unknown;
  readonly run: AgentRun;
  /** What the sandbox of the last run of generated code enforced; empty when none ran. */
  readonly runsEnforced: SandboxResult['enforced'];
}

/**
 * Runs an agent's program behind the wall until it has handed in its result and ended. Throws WallError, the failure of
 * a request to model or sandbox when the agent ended by it, `AgentFailure` when it failed by its own word, and when
 * the signal aborts.
 */
export async function runAgent(start: AgentStart): Promise<AgentEnd> {
  const started = performance.now();
  const ending = new AbortController();
  const signal = AbortSignal.any([start.signal, ending.signal]);
  const seen: { result: AgentResult | null; runsEnforced: SandboxResult['enforced'] } = {
    result: null,
    runsEnforced: {},
  };
  const folder = await createAgentFolder({
    temporaryFolder: start.temporaryFolder ?? tmpdir(),
    program: start.program,
    input: { ...start.files, 'agent.json': JSON.stringify(await renderInput(start)) },
  });
  try {
    const relay = await openRelay({
      ...start,
      signal,
      socketPath: folder.socketPath,
      onResult(handedIn) {
        seen.result = handedIn;
      },
      onRun({ enforced }) {
        seen.runsEnforced = enforced;
      },
      onEnd: (error) => ending.abort(error),
    });
    try {
      const request: SandboxRequest = {
        command: ['node', `${guestPaths.program}/agent.mjs`],
        files: {},
        readOnly: { ...folder.readOnly, ...findSharedPackages() },
        socket: { host: folder.socketPath, guest: guestPaths.socket },
        limits: agentLimits,
        signal,
      };
      let starts = 1;
      let end = await start.wall.run(request);
      // Killed by somebody else, such as a system without memory. Its replies are in the journal, so a second life is
      // given what the first was paid for; a third would be the same again.
      for (; seen.result === null && end.signalName !== null && starts < mostStarts; starts += 1) {
        end = await start.wall.run(request);
      }
      return {
        value: readValue(start.agent, { end, result: seen.result, relay }),
        run: {
          agent: start.agent,
          backend: start.wall.backend,
          backendVersion: start.wall.version,
          programSha256: sha256Hex(start.program),
          givenSha256: folder.givenSha256,
          enforced: end.enforced,
          exchanges: relay.exchanges,
          starts,
          resources: end.resources,
          denied: end.denied,
          durationMs: performance.now() - started,
        },
        runsEnforced: seen.runsEnforced,
      };
    } finally {
      await relay.close();
    }
  } finally {
    await folder.remove();
  }
}

/** Lives of one agent for one package. */
const mostStarts = 2;

async function renderInput({ model, sandbox, toolchains = [], task }: AgentStart): Promise<AgentInput> {
  const statuses =
    sandbox === null
      ? []
      : await Promise.all(toolchains.map(async (name) => [name, await sandbox.findToolchain(name)] as const));
  return {
    model: {
      name: model.name,
      contextTokens: model.contextTokens,
      countsTokens: model.countTokens !== undefined,
    },
    sandbox:
      sandbox === null
        ? null
        : { backend: sandbox.backend, version: sandbox.version, toolchains: Object.fromEntries(statuses) },
    task,
  };
}

/** An agent failed at its trade: the caller knows the class of error that `failure` names. */
export class AgentFailure extends Error {
  readonly failure: Extract<AgentResult, { kind: 'failed' }>;

  constructor(failure: Extract<AgentResult, { kind: 'failed' }>) {
    super(failure.message);
    this.failure = failure;
  }
}

function readValue(
  agent: AgentId,
  {
    end,
    result,
    relay,
  }: { readonly end: SandboxResult; readonly result: AgentResult | null; readonly relay: Relay },
): unknown {
  if (result === null) throw renderLoss(agent, end);
  if (result.kind === 'done') return result.value;
  const failure = result.relayed === null ? undefined : relay.findFailure(result.relayed);
  throw failure ?? new AgentFailure(result);
}

function renderLoss(
  agent: AgentId,
  { signalName, exitCode, standardError, timedOut }: SandboxResult,
): WallError {
  const how = timedOut
    ? 'its time was over'
    : signalName === null
      ? `exit code ${exitCode}`
      : `killed by ${signalName}`;
  const said = standardError
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(-300);
  return new WallError(
    'agent-ended',
    `Cannot go on with ${agent}: its process ended before it handed in a result, ${how}${said === '' ? '' : ` (${said})`}`,
    { hint: 'Look for what ended it: the system log tells of processes killed for want of memory' },
  );
}
