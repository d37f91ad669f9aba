import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasBubblewrap } from './ready.mjs';
import { say, stateFolder } from './state.mjs';

const dayMs = 24 * 60 * 60 * 1000;

const managers = [
  {
    program: 'apt-get',
    refresh: ['update'],
    install: ['install', '-y', '--no-install-recommends', 'bubblewrap'],
  },
  { program: 'dnf', refresh: null, install: ['install', '-y', 'bubblewrap'] },
  { program: 'apk', refresh: null, install: ['add', 'bubblewrap'] },
  { program: 'pacman', refresh: null, install: ['-S', '--noconfirm', 'bubblewrap'] },
];

/**
 * Installs bubblewrap where that needs no question: as root, or with a sudo that asks for no password. Elsewhere it
 * says how. A failure is no reason to stop (phalus says what it could not check), and is not repeated within a day.
 */
export function offerBubblewrap(root) {
  const mark = join(stateFolder(root), 'bubblewrap-tried');
  const tried = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - tried < dayMs) return;
  writeFileSync(mark, '');
  const manager = managers.find(({ program }) => succeeds('sh', ['-c', `command -v ${program}`]));
  if (manager === undefined) return explain('with the package manager of your system');
  const prefix = chooseRights();
  if (prefix === null) return explain(`sudo ${manager.program} ${manager.install.join(' ')}`);
  say(`installing bubblewrap with ${manager.program}: generated code runs only inside its sandbox ...`);
  if (!install(manager, prefix) || !hasBubblewrap())
    return explain(`${manager.program} ${manager.install.join(' ')}`);
  say('bubblewrap is installed');
}

/** The words before the package manager: none for root, sudo where it asks nothing, null where we may not. */
function chooseRights() {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null;
}

function install({ program, refresh, install: words }, prefix) {
  if (runQuietly([...prefix, program, ...words])) return true;
  return (
    refresh !== null &&
    runQuietly([...prefix, program, ...refresh]) &&
    runQuietly([...prefix, program, ...words])
  );
}

function runQuietly([program, ...words]) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, words, { stdio: 'ignore', timeout: 300_000, env: environment }).status === 0;
}

function succeeds(program, words) {
  return spawnSync(program, words, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

function explain(how) {
  say('bubblewrap is missing: generated code cannot be tested, and tests are reported as skipped');
  say(`  to install it: ${how}`);
}
