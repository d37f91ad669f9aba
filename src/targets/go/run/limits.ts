import type { SandboxLimits } from '../../../sandbox/types.ts';

const mebibyte = 1024 * 1024;

/** Compilers need more than what they compile; an honest run takes a second of it. */
export const goLimits: SandboxLimits = {
  wallTimeMs: 180_000,
  cpuSeconds: 240,
  memoryBytes: 3072 * mebibyte,
  processes: 256,
  openFiles: 1024,
  fileSizeBytes: 256 * mebibyte,
  outputBytes: 4 * mebibyte,
};

/** Time for one scenario, in a process of its own. */
export const scenarioLimitMs = 2_000;
/** Time to compile; without a cache of the standard library it is compiled as well. */
export const buildLimitMs = 120_000;
/** Scenarios that may hang before the rest is given up. */
export const maximumLosses = 6;
