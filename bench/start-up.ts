import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, compareByDifference } from './harness/compare.ts';
import { type Contender, measureInterleaved, timeOnClock } from './harness/measure-interleaved.ts';
import type { Outcome, Subject } from './harness/types.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const launcher = join(root, 'phalus');
const program = join(root, 'dist', 'cli', 'main.js');

export const subject: Subject = { title: 'how long until the first word', measure };

async function measure(): Promise<Outcome> {
  if (process.platform === 'win32') return { kind: 'skipped', reason: 'the launcher is a shell script' };
  // Brings dist/ up to date, so that the warm start is what is measured.
  await run(launcher, ['--version']);
  const figures = await measureInterleaved({
    contenders: {
      bare: start(process.execPath, '-e', '0'),
      version: start(launcher, '--version'),
      help: start(launcher, '--help'),
      direct: start(process.execPath, program, '--version'),
    },
    warmUps: 2,
    rounds: 21,
  });
  const node = { name: 'node -e 0', values: figures.bare };
  const version = { name: 'phalus --version', values: figures.version };
  const help = { name: 'phalus --help', values: figures.help };
  const direct = { name: 'node dist/cli/main.js --version', values: figures.direct };
  const compare = (what: string, own: typeof node, rival: typeof node, limitMs: number) =>
    compareByDifference({ what, unit: 'ms', own, rival, limit: atMost(limitMs) });
  return {
    kind: 'measured',
    measures: [
      compare('phalus --version over node -e 0', version, node, 60),
      compare('phalus --help over node -e 0', help, node, 60),
      compare('launcher and its warm set-up', version, direct, 30),
    ],
  };
}

/** Throws when it ends with another exit code than 0. */
function start(file: string, ...words: string[]): Contender {
  return timeOnClock(() => run(file, words));
}
