import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A warm start runs only what is in this file: a hash of the lock file and one stat for each source file. What is
// slow is in install.mjs and loaded when it is needed.

const sandboxCommands = new Set(['run', 'run-one', 'build', 'validate', 'check']);

/** Makes a clone ready to run; says first what it does. False when it could not. */
export async function setUp({ root, command }) {
  if (process.env.PHALUS_NO_SETUP === '1') return requireBuild(root);
  if (!isInstalled(root) || !isBuilt(root)) {
    const { installAndBuild } = await import('./install.mjs');
    if (!(await installAndBuild(root))) return false;
  }
  if (sandboxCommands.has(command) && process.platform === 'linux' && !hasBubblewrap()) {
    const { offerBubblewrap } = await import('./bubblewrap.mjs');
    offerBubblewrap(root);
  }
  return true;
}

export function isInstalled(root) {
  return readText(join(root, 'node_modules', '.phalus-lock')) === lockDigest(root);
}

export function markInstalled(root) {
  writeFileSync(join(root, 'node_modules', '.phalus-lock'), lockDigest(root));
}

export function isBuilt(root) {
  return readText(join(root, 'dist', '.stamp')) === sourceStamp(root);
}

export function markBuilt(root, stamp) {
  writeFileSync(join(root, 'dist', '.stamp'), stamp);
}

/** Path, size and time of every file that the build reads. */
export function sourceStamp(root) {
  const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => describe(root, name));
  for (const entry of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    if (entry.endsWith('.ts') && !entry.endsWith('.test.ts')) files.push(describe(root, join('src', entry)));
  }
  return files.join('\n');
}

export function hasBubblewrap() {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/bin', '/usr/local/bin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, 'bwrap')));
}

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

function requireBuild(root) {
  if (existsSync(join(root, 'dist', 'cli', 'main.js'))) return true;
  say('PHALUS_NO_SETUP is set and nothing is built: run npm ci --ignore-scripts && npm run build');
  return false;
}

function lockDigest(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function describe(root, path) {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  return `${path} ${status?.size} ${status?.mtimeMs}`;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
