import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Forgets the peak so far, so that the next one is of the work alone. Linux lets a process do so for itself; elsewhere
 * the peak is that of the whole life of the process.
 */
export function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux, or not allowed.
  }
}

// Not maxRSS: on Linux a process starts with that of the one which started it, from before its own program is loaded.
export function readPeakBytes(): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
