import { accessSync, constants, realpathSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of a program in the system's own folders, links followed, or null. */
export function findSystemExecutable(name: string): string | null {
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin', '/usr/sbin']) {
    try {
      const candidate = path.join(folder, name);
      accessSync(candidate, constants.X_OK);
      return realpathSync(candidate);
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return null;
}
