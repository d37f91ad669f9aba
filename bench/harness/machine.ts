import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Where figures come from: without it a figure says nothing. */
export interface Machine {
  /** Hash of the commit, with `+changes` where files differ from it; null outside a clone. */
  readonly commit: string | null;
  readonly node: string;
  readonly platform: string;
  readonly cpuCount: number;
  readonly cpuModel: string;
  readonly memoryBytes: number;
  /** Programs that ran or waited to run in the minute before. */
  readonly loadAverage: number;
}

export function describeMachine(root: string): Machine {
  return {
    commit: readCommit(root),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpuCount: availableParallelism(),
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    memoryBytes: totalmem(),
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

function readCommit(root: string): string | null {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+changes'}`;
  } catch {
    return null;
  }
}
