import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { ToolchainOptions } from './types.ts';

/** Where installers of the languages put their programs when they are not in PATH, as in a service's environment. */
const usualFolders = ['.cargo/bin', 'go/bin', '.pyenv/shims', '.local/bin'];

/** Absolute path of a program in the user's PATH or in the usual places, links not followed; null when there is none. */
export function findProgram(name: string, { environment = {} }: ToolchainOptions): string | null {
  const home = environment.HOME ?? homedir();
  const folders = [
    ...(environment.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
    ...['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/go/bin', '/usr/lib/go/bin'],
    ...usualFolders.map((folder) => path.join(home, folder)),
  ];
  for (const folder of folders) {
    const candidate = path.join(folder, name);
    if (isProgram(candidate)) return candidate;
  }
  return null;
}

function isProgram(candidate: string): boolean {
  try {
    accessSync(candidate, constants.X_OK);
    return statSync(candidate).isFile();
  } catch {
    return false;
  }
}
