import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const turns = 1_000;
const turnMs = 2;

/**
 * bubblewrap ends before its guest's first process has taken all others with it. Once that one is a zombie or gone, the
 * kernel has ended every process of its namespace. Two seconds at most.
 */
export async function waitForEnd(firstProcess: number | null): Promise<void> {
  for (let turn = 0; turn < turns && isRunning(firstProcess); turn += 1) await wait(turnMs);
}

function isRunning(processId: number | null): boolean {
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // The name before the state may hold anything, brackets too.
    return status.slice(status.lastIndexOf(')')).charAt(2) !== 'Z';
  } catch {
    return false;
  }
}
