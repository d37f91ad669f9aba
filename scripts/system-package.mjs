import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stateFolder } from './state.mjs';

const dayMs = 24 * 60 * 60 * 1000;

const managers = [
  {
    program: 'apt-get',
    refresh: ['update'],
    install: ['install', '-y', '--no-install-recommends'],
  },
  { program: 'dnf', refresh: null, install: ['install', '-y'] },
  { program: 'apk', refresh: null, install: ['add'] },
  { program: 'pacman', refresh: null, install: ['-S', '--noconfirm'] },
];

/**
 * Installs a package of the system where that needs no question: as root, or with a sudo that asks for no password.
 * Elsewhere it says how. A failure is no reason to stop, and is not repeated within a day.
 */
export function offerPackage(root, { name, purpose, without, isThere }) {
  const mark = join(stateFolder(root), `${name}-tried`);
  const tried = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - tried < dayMs) return;
  writeFileSync(mark, '');
  const explain = (how) => {
    say(`${name} is missing: ${without}`);
    say(`  to install it: ${how}`);
  };
  const manager = managers.find(({ program }) => succeeds('sh', ['-c', `command -v ${program}`]));
  if (manager === undefined) return explain('with the package manager of your system');
  const command = [manager.program, ...manager.install, name];
  const prefix = chooseRights();
  if (prefix === null) return explain(`sudo ${command.join(' ')}`);
  say(`installing ${name} with ${manager.program}: ${purpose} ...`);
  if (!install(manager, prefix, name) || !isThere()) return explain(command.join(' '));
  say(`${name} is installed`);
}

/** The words before the package manager: none for root, sudo where it asks nothing, null where we may not. */
function chooseRights() {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null;
}

function install({ program, refresh, install: words }, prefix, name) {
  const command = [...prefix, program, ...words, name];
  if (runQuietly(command)) return true;
  return refresh !== null && runQuietly([...prefix, program, ...refresh]) && runQuietly(command);
}

function runQuietly([program, ...words]) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, words, { stdio: 'ignore', timeout: 300_000, env: environment }).status === 0;
}

function succeeds(program, words) {
  return spawnSync(program, words, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}
