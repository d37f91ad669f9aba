import { constants } from 'node:os';
import {
  type GuestLayout,
  guestPrograms,
  renderMountArguments,
  renderPrivilegeArguments,
} from './bubblewrap-arguments.ts';
import { SandboxError } from './errors.ts';
import { defaultSandboxLimits, renderHeapArgument, renderLimitArguments, scratchBytes } from './limits.ts';
import { describeNamespaces, type NamespaceIds, parseStatus } from './observe.ts';
import { type ProcessResult, runProcess } from './run-process.ts';
import type { Sandbox, SandboxDenial, SandboxLimits, SandboxRequest, SandboxResult } from './types.ts';
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
  /** What a probe saw from inside; repeated in each result as what it is. */
  readonly probed: Readonly<Record<string, string>>;
}

// Above the ranges of distributions and of /etc/subuid.
const firstGuestUser = 0x70000000;
let nextGuestUser = firstGuestUser + (process.pid % 0x10000) * 0x100;

export function createBubblewrap(options: BubblewrapOptions): Sandbox {
  return {
    backend: 'bubblewrap',
    version: options.version,
    run: (request) => runInBubblewrap(options, request),
  };
}

async function runInBubblewrap(options: BubblewrapOptions, request: SandboxRequest): Promise<SandboxResult> {
  request.signal?.throwIfAborted();
  const limits = { ...defaultSandboxLimits, ...request.limits };
  const work = await createWorkFolder(options.temporaryFolder, request);
  try {
    const result = await runProcess(renderRun(options, request, { limits, work }));
    const status = parseStatus(result.status);
    assertStarted(result, status.namespaces);
    return {
      ...readEnd(result, status.exitCode),
      standardOutput: result.standardOutput,
      standardError: result.standardError,
      outputTruncated: result.outputTruncated,
      timedOut: result.timedOut,
      durationMs: result.durationMs,
      resources: { cpuSeconds: null, peakMemoryBytes: null },
      denied: describeDenied(result, status.exitCode, limits),
      enforced: describeEnforced(options, limits, status.namespaces),
      collected: await work.collect(),
    };
  } finally {
    await work.remove();
  }
}

function renderRun(
  options: BubblewrapOptions,
  request: SandboxRequest,
  { limits, work }: { limits: SandboxLimits; work: WorkFolder },
) {
  const { layout } = options;
  nextGuestUser = nextGuestUser >= 0x7ffffff0 ? firstGuestUser : nextGuestUser + 1;
  const filter = options.filter === null ? [] : ['--seccomp', '5'];
  const privileges = renderPrivilegeArguments(layout, nextGuestUser, filter);
  const settings = [...privileges.outer, ...renderMountArguments(layout, request, work)];
  const [program, ...rest] = request.command;
  const command =
    program === 'node'
      ? [guestPrograms.node, renderHeapArgument(limits), '--disable-wasm-trap-handler', ...rest]
      : [program, ...rest];
  const limiter = [guestPrograms.prlimit, ...renderLimitArguments(limits, options.limitProcesses)];
  return {
    program: layout.tools.bubblewrap,
    // Through a descriptor and not in the command line, which the guest can read in /proc/1 and which has a length.
    arguments: ['--args', '4', '--json-status-fd', '3', '--', ...privileges.front, ...limiter, ...command],
    descriptorInput: settings.map((word) => `${word}\0`).join(''),
    filter: options.filter ?? new Uint8Array(),
    standardInput: request.standardInput ?? '',
    wallTimeMs: limits.wallTimeMs,
    outputBytes: limits.outputBytes,
    signal: request.signal,
  };
}

function assertStarted(result: ProcessResult, namespaces: NamespaceIds): void {
  if (Object.keys(namespaces).length > 0) return;
  throw new SandboxError(
    'start-failed',
    `Cannot start bubblewrap: ${result.standardError.trim().slice(0, 300) || 'it gave no reason'}`,
    { hint: 'Run phalus doctor to see what this machine can do' },
  );
}

/** bubblewrap reports a signal as 128 and its number. */
function readEnd(
  result: ProcessResult,
  reported: number | null,
): Pick<SandboxResult, 'exitCode' | 'signalName'> {
  if (reported === null) return { exitCode: null, signalName: result.signalName ?? 'SIGKILL' };
  const signalNumber = reported - 128;
  const name = Object.entries(constants.signals).find(([, value]) => value === signalNumber)?.[0];
  return name === undefined ? { exitCode: reported, signalName: null } : { exitCode: null, signalName: name };
}

function describeDenied(
  result: ProcessResult,
  reported: number | null,
  limits: SandboxLimits,
): readonly SandboxDenial[] {
  const { signalName } = readEnd(result, reported);
  return [
    ...(result.timedOut
      ? [{ kind: 'wall-time', detail: `ended after ${limits.wallTimeMs} ms` } as const]
      : []),
    ...(signalName === 'SIGXCPU'
      ? [{ kind: 'cpu-time', detail: `SIGXCPU at ${limits.cpuSeconds} s` } as const]
      : []),
    ...(signalName === 'SIGXFSZ'
      ? [{ kind: 'file-size', detail: `SIGXFSZ at ${limits.fileSizeBytes} bytes` } as const]
      : []),
    ...(signalName === 'SIGSYS' ? [{ kind: 'system-call', detail: 'SIGSYS' } as const] : []),
    ...(result.outputTruncated
      ? [{ kind: 'output', detail: `cut after ${limits.outputBytes} bytes` } as const]
      : []),
  ];
}

function describeEnforced(
  options: BubblewrapOptions,
  limits: SandboxLimits,
  namespaces: NamespaceIds,
): Record<string, string> {
  // prlimit stands in front of the command: had a limit been refused, the command would not have run.
  return {
    backend: `bubblewrap ${options.version}`,
    ...describeNamespaces(namespaces, options.hostNamespaces),
    ...options.probed,
    wall_time: `${limits.wallTimeMs} ms`,
    cpu_time: `${limits.cpuSeconds} s per process (prlimit)`,
    memory: `${limits.memoryBytes} bytes of private memory per process (prlimit)`,
    processes: options.limitProcesses
      ? `${limits.processes} processes and threads (prlimit)`
      : 'not limited: this kernel counts processes by user and not by namespace',
    open_files: `${limits.openFiles} (prlimit)`,
    file_size: `${limits.fileSizeBytes} bytes (prlimit)`,
    disk: `${scratchBytes} bytes each in /guest and /tmp, in memory`,
  };
}
