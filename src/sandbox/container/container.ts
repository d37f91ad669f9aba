import { type ControlGroup, type ControlGroups, describeTotal } from '../control-group/control-group.ts';
import { SandboxError } from '../errors.ts';
import { nextGuestUser } from '../guest-user.ts';
import { defaultSandboxLimits, scratchBytes } from '../limits.ts';
import { describeDenied, readEnd } from '../run-end.ts';
import { type ProcessResult, runProcess } from '../run-process.ts';
import { type ShownRequest, showToolchain, statusOf } from '../toolchains/show-toolchain.ts';
import type { ToolchainName, ToolchainProbe } from '../toolchains/types.ts';
import type { Sandbox, SandboxLimits, SandboxResult } from '../types.ts';
import { createWorkFolder } from '../work-folder.ts';
import { renderContainerArguments } from './arguments.ts';
import { askEngine, type Engine } from './engine.ts';
import { type Container, describeContainer, inspectContainer } from './inspect.ts';
import { createContainerName } from './remove-leftovers.ts';

export interface ContainerOptions {
  readonly engine: Engine;
  readonly version: string;
  readonly image: string;
  readonly temporaryFolder: string;
  /** The system call filter as engines read it; null where there is none for this machine, and theirs is used. */
  readonly profile: string | null;
  /** Null where this user may not make any, or the engine leaves them to systemd. */
  readonly controlGroups: ControlGroups | null;
  findToolchain(name: ToolchainName): Promise<ToolchainProbe>;
  readonly probed: Readonly<Record<string, string>>;
}

/** Containers are made by the engine and not by phalus, which takes its time on a busy machine. */
const startAllowanceMs = 60_000;

export function createContainer(options: ContainerOptions): Sandbox {
  return {
    backend: options.engine.kind,
    version: options.version,
    findToolchain: async (name) => statusOf(await options.findToolchain(name)),
    run: async (request) => runInContainer(options, await showToolchain(request, options)),
  };
}

async function runInContainer(options: ContainerOptions, request: ShownRequest): Promise<SandboxResult> {
  request.signal?.throwIfAborted();
  const { engine } = options;
  const limits = { ...defaultSandboxLimits, ...request.limits };
  const work = await createWorkFolder(options.temporaryFolder, request);
  const group = options.controlGroups?.create(describeTotal(limits)) ?? null;
  const name = createContainerName();
  try {
    const profile = options.profile && (await work.keep('filter.json', options.profile));
    const userId = engine.rootless ? 1000 : nextGuestUser();
    const empty = await work.keep('empty', '');
    const run = {
      name,
      image: options.image,
      userId,
      limits,
      work,
      profile,
      empty,
      controlGroup: group?.name ?? null,
    };
    const result = await runProcess({
      program: engine.program,
      arguments: renderContainerArguments(engine, request, run),
      environment: engine.environment,
      standardInput: request.standardInput ?? '',
      wallTimeMs: limits.wallTimeMs + startAllowanceMs,
      outputBytes: limits.outputBytes,
      signal: request.signal,
    });
    const container = await inspectContainer(engine, name);
    assertStarted(engine, result, container);
    return { ...describeRun({ options, limits, result, container, group }), collected: await work.collect() };
  } finally {
    await removeContainer(engine, name);
    await group?.remove();
    await work.remove();
  }
}

/** Ends whatever still runs in it; a container that never came to be is no failure. */
async function removeContainer(engine: Engine, name: string): Promise<void> {
  await askEngine(engine, { words: ['rm', '--force', '--volumes', name] });
}

function assertStarted(
  engine: Engine,
  result: ProcessResult,
  container: Container | null,
): asserts container is Container {
  if (container !== null && container.State.Status !== 'created' && result.exitCode !== 125) return;
  throw new SandboxError(
    'start-failed',
    `Cannot start a container with ${engine.kind}: ${result.standardError.trim().slice(0, 400) || 'it gave no reason'}`,
    { hint: 'Run phalus doctor to see what this machine can do' },
  );
}

const outOfMemory = { kind: 'memory', detail: 'the engine reports an end for want of memory' } as const;

interface Ended {
  readonly options: ContainerOptions;
  readonly limits: SandboxLimits;
  readonly result: ProcessResult;
  readonly container: Container;
  readonly group: ControlGroup | null;
}

function describeRun({ options, limits, result, container, group }: Ended): Omit<SandboxResult, 'collected'> {
  const end = readEnd(container.State.Status === 'exited' ? container.State.ExitCode : null);
  const seenByGroup = group?.readDenied() ?? [];
  const saidByEngine = container.State.OOMKilled === true ? [outOfMemory] : [];
  const lackedMemory = [...seenByGroup, ...saidByEngine].some(({ kind }) => kind === 'memory');
  const wasKilled = end.signalName === 'SIGKILL' && !lackedMemory;
  const timedOut = wasKilled && result.durationMs >= limits.wallTimeMs;
  const seen = { timedOut, signalName: end.signalName, outputTruncated: result.outputTruncated };
  return {
    ...end,
    timedOut,
    standardOutput: result.standardOutput,
    standardError: result.standardError,
    outputTruncated: result.outputTruncated,
    durationMs: result.durationMs,
    resources: group?.readResources() ?? { cpuSeconds: null, peakMemoryBytes: null },
    denied: [
      ...describeDenied(seen, limits),
      ...seenByGroup,
      ...(seenByGroup.length > 0 ? [] : saidByEngine),
    ],
    enforced: describeEnforced(options, limits, container),
  };
}

function describeEnforced(
  options: ContainerOptions,
  limits: SandboxLimits,
  container: Container,
): Record<string, string> {
  return {
    backend: `${options.engine.kind} ${options.version}`,
    image: options.image,
    ...describeContainer(container),
    ...options.probed,
    wall_time: `${limits.wallTimeMs} ms (timeout, the container's first process)`,
    cpu_time: `${limits.cpuSeconds} s per process (prlimit)`,
    memory: `${limits.memoryBytes} bytes of private memory per process (prlimit)`,
    processes: `${limits.processes} processes and threads (prlimit)`,
    open_files: `${limits.openFiles} (prlimit)`,
    file_size: `${limits.fileSizeBytes} bytes (prlimit)`,
    disk: `${scratchBytes} bytes each in /guest and /tmp, in memory`,
  };
}
