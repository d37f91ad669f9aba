import type { SandboxLimits, SandboxRequest } from './types.ts';

const mebibyte = 1024 * 1024;

/** What a run gets when the request says nothing. */
export const defaultSandboxLimits: SandboxLimits = {
  wallTimeMs: 15_000,
  cpuSeconds: 15,
  memoryBytes: 1024 * mebibyte,
  processes: 64,
  openFiles: 256,
  fileSizeBytes: 16 * mebibyte,
  outputBytes: mebibyte,
};

/** All files that one run may leave in its work folder, and as many again in its temporary folder. */
export const scratchBytes = 64 * mebibyte;

/** The same where a tool chain compiles: its objects and caches are there. */
const toolchainScratchBytes = 768 * mebibyte;

/** Bytes of each of the two folders that a guest may write to. */
export function scratchBytesOf({ toolchain }: Pick<SandboxRequest, 'toolchain'>): number {
  return toolchain === undefined ? scratchBytes : toolchainScratchBytes;
}

/**
 * Arguments of prlimit. Memory is limited as private writable memory (RLIMIT_DATA) and not as address space: V8 and
 * WebAssembly reserve tens of gigabytes of addresses that they never touch, and would not start.
 */
export function renderLimitArguments(limits: SandboxLimits, limitProcesses: boolean): string[] {
  const both = (name: string, value: number) => `--${name}=${Math.ceil(value)}:${Math.ceil(value)}`;
  return [
    both('cpu', limits.cpuSeconds),
    both('data', limits.memoryBytes),
    both('nofile', limits.openFiles),
    both('fsize', limits.fileSizeBytes),
    both('core', 0),
    ...(limitProcesses ? [both('nproc', limits.processes)] : []),
  ];
}

/** The heap that Node may use: half of the memory, because buffers, stacks and compiled code need the rest. */
export function renderHeapArgument(limits: SandboxLimits): string {
  return `--max-old-space-size=${Math.max(16, Math.floor(limits.memoryBytes / 2 / mebibyte))}`;
}

/** Memory of all processes together where it can be limited: scratch space is memory too. */
export function totalMemoryBytes({ memoryBytes }: SandboxLimits): number {
  return memoryBytes + 2 * scratchBytes;
}

/** Processes of all users together: what starts the guest counts beside it. */
export function totalProcesses({ processes }: SandboxLimits): number {
  return Math.ceil(processes) + 16;
}
