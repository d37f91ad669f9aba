import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ToolchainOptions } from './types.ts';

const execute = promisify(execFile);

/** Half a minute of work on two cores; a slow machine may take ten times that. */
const buildLimitMs = 600_000;

/** Where guests see it. */
export const guestGoCache = '/toolchains/go-cache';

/**
 * A folder with Go's standard library compiled, made once for each version of Go in the user's cache by the user's own
 * compiler: a build in the sandbox takes a second with it and a minute without. It holds nothing but the standard
 * library. Null where it cannot be made; then guests compile what they need themselves.
 */
export async function prepareGoCache(
  program: string,
  version: string,
  { environment = {}, signal }: ToolchainOptions,
): Promise<string | null> {
  const home = environment.HOME ?? homedir();
  const folder = path.join(home, '.phalus', 'cache', 'go', version.replace(/[^\w.-]/g, '_'));
  const marker = path.join(folder, 'README');
  if (existsSync(marker)) return folder;
  const draft = `${folder}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(draft, { recursive: true });
    await execute(program, ['build', 'std'], {
      cwd: '/',
      env: {
        ...{ PATH: environment.PATH ?? '/usr/bin:/bin', HOME: home, GOCACHE: draft, GOENV: 'off' },
        ...{ GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local', GOTELEMETRY: 'off', CGO_ENABLED: '0' },
      },
      timeout: buildLimitMs,
      maxBuffer: 1024 * 1024,
      ...(signal && { signal }),
    });
    if (!existsSync(path.join(draft, 'README'))) return null;
    openToGuests(draft);
    return moveIntoPlace(draft, folder) ? folder : null;
  } catch {
    signal?.throwIfAborted();
    return null;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Another phalus may have been quicker. */
function moveIntoPlace(draft: string, folder: string): boolean {
  try {
    renameSync(draft, folder);
    return true;
  } catch {
    return existsSync(path.join(folder, 'README'));
  }
}

// A guest that root starts is a user of its own, whatever root's own mask says.
function openToGuests(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) openToGuests(inside);
    else if (entry.isFile()) chmodSync(inside, 0o644);
  }
}
