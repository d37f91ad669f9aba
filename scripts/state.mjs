import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './ready.mjs';

/** The folder for locks and marks of the set-up, outside what npm and tsc delete. */
export function stateFolder(root) {
  const folder = join(root, '.phalus-setup');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** One set-up at a time: the others wait, and take over from a process that died. */
export async function withLock(root, work) {
  const lock = join(stateFolder(root), 'lock');
  for (let waited = 0; !takeLock(lock); waited += 1) {
    if (waited === 4) say('another start is setting up; waiting for it');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

export function say(text) {
  process.stderr.write(`phalus: ${text}\n`);
}

function takeLock(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    const holder = Number(readText(join(lock, 'pid')));
    // Without a number the holder is between its two steps, unless it died there long ago.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const dead = holder > 0 ? !isAlive(holder) : age > 10_000;
    if (dead) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
