import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

// A warm start runs only what is in this file: one stat for the lock file and for each file and folder of the source.
// No folder is listed (a folder's time tells that something came or went) and nothing is hashed: both were measured to
// cost more than all the rest. What is slow is in setup.mjs and loaded when it is needed.

const sandboxCommands = new Set(['run', 'run-one', 'build', 'validate', 'check']);

/** True when a command can start as things are. */
export function isReady({ root, command }) {
  if (isSetUpByHand()) return hasBuild(root);
  return isInstalled(root) && isBuilt(root) && !lacksBubblewrap(command);
}

/** The user installs and builds by other means. */
export function isSetUpByHand() {
  return process.env.PHALUS_NO_SETUP === '1';
}

export function hasBuild(root) {
  return existsSync(join(root, 'dist', 'cli', 'main.js'));
}

export function isInstalled(root) {
  return readText(installMark(root)) === describe(root, 'package-lock.json');
}

export function isBuilt(root) {
  const stamp = readText(join(root, 'dist', '.stamp'));
  return (
    stamp?.split('\n').every((line) => line === describe(root, line.slice(0, line.indexOf(' ')))) ?? false
  );
}

/** True when a command runs generated code and there is nothing to run it in. */
export function lacksBubblewrap(command) {
  return sandboxCommands.has(command) && process.platform === 'linux' && !hasBubblewrap();
}

export function hasBubblewrap() {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/bin', '/usr/local/bin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, 'bwrap')));
}

export function installMark(root) {
  return join(root, 'node_modules', '.phalus-lock');
}

/** `root` ends with a slash, and the path is joined as it is: join() for hundreds of files is felt. */
export function describe(root, path) {
  const status = statSync(root + path, { throwIfNoEntry: false });
  return `${path} ${status?.size} ${status?.mtimeMs}`;
}

export function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
