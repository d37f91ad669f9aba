import { constants } from 'node:os';
import type { SandboxDenial, SandboxLimits, SandboxResult } from './types.ts';

/** Both bubblewrap and a container's first process report a signal as 128 and its number; null is one that was killed itself. */
export function readEnd(reported: number | null): Pick<SandboxResult, 'exitCode' | 'signalName'> {
  if (reported === null) return { exitCode: null, signalName: 'SIGKILL' };
  const signalNumber = reported - 128;
  const name = Object.entries(constants.signals).find(([, value]) => value === signalNumber)?.[0];
  return name === undefined ? { exitCode: reported, signalName: null } : { exitCode: null, signalName: name };
}

const bySignal: Readonly<Record<string, (limits: SandboxLimits) => SandboxDenial>> = {
  SIGXCPU: ({ cpuSeconds }) => ({ kind: 'cpu-time', detail: `SIGXCPU after ${cpuSeconds} s` }),
  SIGXFSZ: ({ fileSizeBytes }) => ({ kind: 'file-size', detail: `SIGXFSZ at ${fileSizeBytes} bytes` }),
  SIGSYS: () => ({ kind: 'system-call', detail: 'SIGSYS: a call by a foreign ABI' }),
};

/** Limits that ended the run or cut its output. */
export function describeDenied(
  seen: Pick<SandboxResult, 'timedOut' | 'signalName' | 'outputTruncated'>,
  limits: SandboxLimits,
): SandboxDenial[] {
  const signalled = bySignal[seen.signalName ?? '']?.(limits);
  return [
    ...(seen.timedOut ? [{ kind: 'wall-time', detail: `ended after ${limits.wallTimeMs} ms` } as const] : []),
    ...(signalled === undefined ? [] : [signalled]),
    ...(seen.outputTruncated
      ? [{ kind: 'output', detail: `cut after ${limits.outputBytes} bytes` } as const]
      : []),
  ];
}
