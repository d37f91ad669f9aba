import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, installMark, isBuilt, isInstalled } from './ready.mjs';
import { say, withLock } from './state.mjs';

/** Dependencies by npm, then the build by tsc; only what is out of date. */
export function installAndBuild(root) {
  return withLock(root, async () => (await install(root)) && (await build(root)));
}

async function install(root) {
  if (isInstalled(root)) return true;
  if (hasLockedPackages(root)) {
    markInstalled(root);
    return true;
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lock file without the packages of every other platform, and a mirror may not have
  // those. `install` takes the locked versions with their integrity too, and without saving it changes no file.
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!(await runStep(root, 'installing dependencies with npm (once)', npm, words))) return false;
  markInstalled(root);
  return true;
}

async function build(root) {
  if (isBuilt(root)) return true;
  // Taken first: a file that changes during the build makes the next start build again.
  const stamp = renderSourceStamp(root);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types are the business of ./check; leaving them out here makes the first start several seconds quicker.
  const words = [compiler, '-p', 'tsconfig.build.json', '--noCheck'];
  if (!(await runStep(root, 'building', process.execPath, words))) return false;
  if (!(await bundle(root))) return false;
  writeFileSync(join(root, 'dist', '.stamp'), stamp);
  return true;
}

/** The programs that run behind the wall, and the page. Their bundlers are there only once the dependencies are. */
async function bundle(root) {
  try {
    const { bundleGuests } = await import('./bundle-guests.mjs');
    await bundleGuests(root, 'dist/guests');
    const { buildWeb } = await import('./build-web.mjs');
    await buildWeb(root, join(root, 'dist', 'web'));
    return true;
  } catch (error) {
    say(`bundling the agents' programs and the page failed: ${error.message}`);
    return false;
  }
}

function markInstalled(root) {
  writeFileSync(installMark(root), describe(root, 'package-lock.json'));
}

/** Path, size and time of every file and folder that the build reads, a line each. */
export function renderSourceStamp(root) {
  const paths = [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/bundle-guests.mjs',
    'scripts/build-web.mjs',
    ...listBelow(root, 'src').filter((path) => !path.endsWith('.test.ts')),
    ...listBelow(root, 'web'),
  ];
  return paths.map((path) => describe(root, path)).join('\n');
}

/** A folder and all that is in it; nothing where it is not. */
function listBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return [folder, ...readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path}`)];
}

/** npm's own record of what it installed says whether it is what the lock file wants. */
function hasLockedPackages(root) {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const { packages: installed } = JSON.parse(readFileSync(installedPath, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || installed[path]?.version === version,
  );
}

const maxOutput = 8000;

/** Says what it does, keeps the output, and shows its beginning, where the cause stands, only when the step fails. */
function runStep(root, title, program, words) {
  const started = performance.now();
  say(`${title} ...`);
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      if (output.length < maxOutput) output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      say(
        `${title} failed: ${error.code === 'ENOENT' ? `there is no ${program} on this machine` : error.message}`,
      );
      resolve(false);
    });
    child.on('close', (code) => {
      if (code === 0) say(`${title}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      else say(`${title} failed:\n${output.trim().split('\n').slice(0, 20).join('\n')}`);
      resolve(code === 0);
    });
  });
}
