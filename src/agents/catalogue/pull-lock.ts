import { open, readFile, rm } from 'node:fs/promises';
import { pid } from 'node:process';
import { ModelError } from '../errors.ts';

const mine = new Set<string>();

/** Runs `work` while no other process pulls the same model. Throws ModelError `busy`. */
export async function withPullLock<Result>(
  path: string,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await take(path, name);
  mine.add(path);
  try {
    return await work();
  } finally {
    mine.delete(path);
    await rm(path, { force: true });
  }
}

async function take(path: string, name: string): Promise<void> {
  // Twice at most: once more after a lock that a dead process left behind.
  for (let attempt = 1; ; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(pid));
      await file.close();
      return;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const owner = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
      if (attempt > 1 || mine.has(path) || (owner !== pid && isAlive(owner))) throw busy(name, owner, path);
      await rm(path, { force: true });
    }
  }
}

function busy(name: string, owner: number, path: string): ModelError {
  return new ModelError('busy', `Cannot pull "${name}": process ${owner} is pulling it already`, {
    hint: `Wait for it; when no such process runs, delete "${path}"`,
  });
}

function isAlive(owner: number): boolean {
  // The owner may have been killed between making the file and writing its number.
  if (!Number.isInteger(owner) || owner <= 0) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
