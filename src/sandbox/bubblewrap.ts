import { type GuestLayout, renderMountArguments, renderPrivilegeArguments } from './bubblewrap-arguments.ts';
import { type ControlGroup, type ControlGroups, describeTotal } from './control-group/control-group.ts';
import { SandboxError } from './errors.ts';
import { renderCommand } from './guest-command.ts';
import { guestPrograms } from './guest-programs.ts';
import { nextGuestUser } from './guest-user.ts';
import { defaultSandboxLimits, renderLimitArguments, scratchBytes } from './limits.ts';
import { describeNamespaces, type NamespaceIds, parseStatus } from './observe.ts';
import { describeDenied, readEnd } from './run-end.ts';
import { type ProcessResult, runProcess } from './run-process.ts';
import { type ShownRequest, showToolchain, statusOf } from './toolchains/show-toolchain.ts';
import type { ToolchainName, ToolchainProbe } from './toolchains/types.ts';
import type { Sandbox, SandboxLimits, SandboxResult } from './types.ts';
import { waitForEnd } from './wait-for-end.ts';
import { createWorkFolder, type WorkFolder } from './work-folder.ts';

export interface BubblewrapOptions {
  readonly layout: GuestLayout;
  readonly version: string;
  readonly temporaryFolder: string;
  readonly hostNamespaces: NamespaceIds;
  /** Whether this kernel counts processes by user namespace (5.14 and newer); else the limit is left out and said. */
  readonly limitProcesses: boolean;
  /** The system call filter as the kernel reads it; null where there is none for this machine, which is then said. */
  readonly filter: Uint8Array | null;
  /** For limits on all processes together; null where this user may not make any, which is then said. */
  readonly controlGroups: ControlGroups | null;
  findToolchain(name: ToolchainName): Promise<ToolchainProbe>;
  /** What a probe saw from inside; repeated in each result as what it is. */
  readonly probed: Readonly<Record<string, string>>;
}

export function createBubblewrap(options: BubblewrapOptions): Sandbox {
  return {
    backend: 'bubblewrap',
    version: options.version,
    findToolchain: async (name) => statusOf(await options.findToolchain(name)),
    run: async (request) => runInBubblewrap(options, await showToolchain(request, options)),
  };
}

async function runInBubblewrap(options: BubblewrapOptions, request: ShownRequest): Promise<SandboxResult> {
  request.signal?.throwIfAborted();
  const limits = { ...defaultSandboxLimits, ...request.limits };
  const work = await createWorkFolder(options.temporaryFolder, request);
  const group = options.controlGroups?.create(describeTotal(limits)) ?? null;
  try {
    const result = await runProcess(renderRun(options, request, { limits, work, group }));
    const status = parseStatus(result.status);
    assertStarted(result, status.namespaces);
    await waitForEnd(status.firstProcess);
    const end = readEnd(status.exitCode);
    return {
      ...end,
      standardOutput: result.standardOutput,
      standardError: result.standardError,
      outputTruncated: result.outputTruncated,
      timedOut: result.timedOut,
      durationMs: result.durationMs,
      resources: group?.readResources() ?? { cpuSeconds: null, peakMemoryBytes: null },
      denied: [...describeDenied({ ...result, ...end }, limits), ...(group?.readDenied() ?? [])],
      enforced: describeEnforced(options, limits, status.namespaces),
      collected: await work.collect(),
    };
  } finally {
    await group?.remove();
    await work.remove();
  }
}

function renderRun(
  options: BubblewrapOptions,
  request: ShownRequest,
  { limits, work, group }: { limits: SandboxLimits; work: WorkFolder; group: ControlGroup | null },
) {
  const { layout } = options;
  const filter = options.filter === null ? [] : ['--seccomp', '5'];
  const privileges = renderPrivilegeArguments(layout, nextGuestUser(), filter);
  const settings = [...privileges.outer, ...renderMountArguments(layout, request, work)];
  const command = renderCommand(request.command, limits);
  const limiter = [guestPrograms.prlimit, ...renderLimitArguments(limits, options.limitProcesses)];
  const [program = layout.tools.bubblewrap, ...words] = [...renderEntrance(group), layout.tools.bubblewrap];
  return {
    program,
    // Through a descriptor and not in the command line, which the guest can read in /proc/1 and which has a length.
    arguments: [
      ...words,
      '--args',
      '4',
      '--json-status-fd',
      '3',
      '--',
      ...privileges.front,
      ...limiter,
      ...command,
    ],
    descriptors: {
      arguments: settings.map((word) => `${word}\0`).join(''),
      filter: options.filter ?? new Uint8Array(),
    },
    standardInput: request.standardInput ?? '',
    wallTimeMs: limits.wallTimeMs,
    outputBytes: limits.outputBytes,
    signal: request.signal,
  };
}

// A shell goes into the group first, and becomes bubblewrap: the guest was never outside of it.
function renderEntrance(group: ControlGroup | null): string[] {
  if (group === null) return [];
  const enter = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done; shift; exec "$@"';
  return ['/bin/sh', '-c', enter, 'sh', ...group.entrances, '--'];
}

function assertStarted(result: ProcessResult, namespaces: NamespaceIds): void {
  if (Object.keys(namespaces).length > 0) return;
  throw new SandboxError(
    'start-failed',
    `Cannot start bubblewrap: ${result.standardError.trim().slice(0, 300) || 'it gave no reason'}`,
    { hint: 'Run phalus doctor to see what this machine can do' },
  );
}

function describeEnforced(
  options: BubblewrapOptions,
  limits: SandboxLimits,
  namespaces: NamespaceIds,
): Record<string, string> {
  // prlimit stands in front of the command: had a limit been refused, the command would not have run.
  return {
    backend: `bubblewrap ${options.version}`,
    ...options.probed,
    ...describeNamespaces(namespaces, options.hostNamespaces),
    wall_time: `${limits.wallTimeMs} ms`,
    cpu_time: `${limits.cpuSeconds} s per process (prlimit)`,
    memory: `${limits.memoryBytes} bytes of private memory per process (prlimit)`,
    processes: options.limitProcesses
      ? `${limits.processes} processes and threads (prlimit)`
      : 'not limited: this kernel counts processes by user and not by namespace',
    ...describeTogether(options.controlGroups, limits),
    open_files: `${limits.openFiles} (prlimit)`,
    file_size: `${limits.fileSizeBytes} bytes (prlimit)`,
    disk: `${scratchBytes} bytes each in /guest and /tmp, in memory`,
  };
}

function describeTogether(groups: ControlGroups | null, limits: SandboxLimits): Record<string, string> {
  if (groups === null) return { total_memory: 'not limited: this user may make no control group' };
  const { memoryBytes, processes } = describeTotal(limits);
  return {
    total_memory: `${memoryBytes} bytes (control group, version ${groups.version})`,
    total_processes: `${processes} (control group, version ${groups.version})`,
  };
}
