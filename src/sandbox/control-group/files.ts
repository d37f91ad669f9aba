/** File names of one version of control groups, by what phalus reads and writes. */
export interface GroupFiles {
  /** Folders below the mount point, one a controller; version 2 has all in one. */
  readonly hierarchies: readonly string[];
  readonly memoryLimits: readonly string[];
  readonly processLimit: string;
  readonly peakMemory: string;
  readonly memoryEvents: string;
  readonly processEvents: string;
  readonly cpu: string;
  parseCpuSeconds(text: string): number | null;
}

const firstNumber = (text: string, pattern: RegExp, unit: number): number | null => {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found) / unit;
};

export const versionOne: GroupFiles = {
  hierarchies: ['memory', 'pids', 'cpuacct'],
  // The first may not be above the second, so the second, which counts swapped memory too, comes later.
  memoryLimits: ['memory/memory.limit_in_bytes', 'memory/memory.memsw.limit_in_bytes'],
  processLimit: 'pids/pids.max',
  peakMemory: 'memory/memory.max_usage_in_bytes',
  memoryEvents: 'memory/memory.oom_control',
  processEvents: 'pids/pids.events',
  cpu: 'cpuacct/cpuacct.usage',
  parseCpuSeconds: (text) => firstNumber(text, /^(\d+)/, 1e9),
};

export const versionTwo: GroupFiles = {
  hierarchies: ['.'],
  memoryLimits: ['./memory.max'],
  processLimit: './pids.max',
  peakMemory: './memory.peak',
  memoryEvents: './memory.events',
  processEvents: './pids.events',
  cpu: './cpu.stat',
  parseCpuSeconds: (text) => firstNumber(text, /^usage_usec (\d+)/m, 1e6),
};
