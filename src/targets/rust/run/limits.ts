import type { SandboxLimits } from '../../../sandbox/types.ts';

const mebibyte = 1024 * 1024;

/** For a compiler: what it takes is not the package's doing. */
export const compileLimits: Partial<SandboxLimits> = {
  wallTimeMs: 120_000,
  cpuSeconds: 240,
  memoryBytes: 3 * 1024 * mebibyte,
  processes: 256,
  openFiles: 1024,
  fileSizeBytes: 256 * mebibyte,
  outputBytes: 8 * mebibyte,
};

/** For the package itself. */
export const runLimits: Partial<SandboxLimits> = {
  cpuSeconds: 60,
  memoryBytes: 1024 * mebibyte,
  processes: 64,
  fileSizeBytes: 32 * mebibyte,
  outputBytes: 16 * mebibyte,
};
