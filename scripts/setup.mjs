import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A warm start runs only what is in this file: one stat for the lock file and for each file and folder of the source.
// No folder is listed (a folder's time tells that something came or went) and nothing is hashed: both were measured to
// cost more than all the rest. What is slow is in install.mjs and loaded when it is needed.

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
  return readText(installMark(root)) === describe(root, 'package-lock.json');
}

export function markInstalled(root) {
  writeFileSync(installMark(root), describe(root, 'package-lock.json'));
}

export function isBuilt(root) {
  const stamp = readText(join(root, 'dist', '.stamp'));
  return (
    stamp?.split('\n').every((line) => line === describe(root, line.slice(0, line.indexOf(' ')))) ?? false
  );
}

export function markBuilt(root, stamp) {
  writeFileSync(join(root, 'dist', '.stamp'), stamp);
}

/** Path, size and time of every file and folder that the build reads, a line each. */
export function sourceStamp(root) {
  const below = readdirSync(join(root, 'src'), { recursive: true }).filter(
    (path) => !path.endsWith('.test.ts'),
  );
  const paths = [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'src',
    ...below.map((path) => `src/${path}`),
  ];
  return paths.map((path) => describe(root, path)).join('\n');
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

function installMark(root) {
  return join(root, 'node_modules', '.phalus-lock');
}

/** `root` ends with a slash, and the path is joined as it is: join() for hundreds of files is felt. */
function describe(root, path) {
  const status = statSync(root + path, { throwIfNoEntry: false });
  return `${path} ${status?.size} ${status?.mtimeMs}`;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
