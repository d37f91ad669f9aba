import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutputError } from './errors.ts';
import { evidenceFolder } from './paths.ts';

/**
 * Lets `fill` write into a fresh folder beside `directory` and moves it into place when all of it is durable.
 * What stood there before is kept until then and put back when the last step fails, also after a crash.
 */
export async function replaceFolder(
  directory: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(directory);
  await mkdir(parent, { recursive: true }).catch((cause: unknown) => {
    throw writeFailed(directory, cause);
  });
  await recoverFolder(directory);
  const present = await isOurs(directory);
  const suffix = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const fresh = join(parent, `.${basename(directory)}.new-${suffix}`);
  const old = join(parent, `.${basename(directory)}.old-${suffix}`);
  try {
    await mkdir(fresh);
    await fill(fresh);
    await syncFolders(fresh);
    if (present) await rename(directory, old);
    await rename(fresh, directory);
    await syncFolder(parent);
  } catch (cause) {
    await recoverFolder(directory);
    await rm(fresh, { recursive: true, force: true });
    if (cause instanceof OutputError) throw cause;
    throw writeFailed(directory, cause);
  }
  await rm(old, { recursive: true, force: true });
}

function writeFailed(directory: string, cause: unknown): OutputError {
  return new OutputError('write-failed', `Cannot write "${directory}": nothing was changed`, {
    cause,
    hint: 'Check free space and rights of the output folder',
  });
}

/** Puts back what a crash between the two renames left aside, and clears what dead processes began. */
export async function recoverFolder(directory: string): Promise<void> {
  const parent = dirname(directory);
  const entries = await readdir(parent).catch(() => []);
  for (const entry of entries) {
    const match = new RegExp(
      `^\\.${escapePattern(basename(directory))}\\.(new|old)-(\\d+)-[0-9a-f]{8}$`,
    ).exec(entry);
    if (match === null) continue;
    const path = join(parent, entry);
    const alive = Number(match[2]) !== process.pid && isAlive(Number(match[2]));
    if (alive) continue;
    if (match[1] === 'old' && (await lstat(directory).catch(() => null)) === null)
      await rename(path, directory);
    else if (Number(match[2]) !== process.pid) await rm(path, { recursive: true, force: true });
  }
}

/** Throws OutputError `not-ours` when something that phalus did not write stands at `directory`. */
export async function requireOwnFolder(directory: string): Promise<void> {
  await isOurs(directory);
}

/** True when phalus wrote the folder, false when there is none; anything else is left alone. */
async function isOurs(directory: string): Promise<boolean> {
  const status = await lstat(directory).catch(() => null);
  if (status === null) return false;
  const evidence = await lstat(join(directory, evidenceFolder)).catch(() => null);
  const empty = status.isDirectory() && (await readdir(directory)).length === 0;
  if (status.isDirectory() && (evidence?.isDirectory() === true || empty)) return true;
  throw new OutputError(
    'not-ours',
    `Cannot write "${directory}": something that phalus did not write is there`,
    {
      hint: 'Move it away, or choose another folder with --output',
    },
  );
}

async function syncFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncFolders(join(folder, entry.name));
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  // Some file systems cannot sync a folder; the files themselves are synced.
  await handle.sync().catch(() => {});
  await handle.close();
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
