import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { probeSandbox, type Sandbox, type SandboxBackend, sandboxBackends } from '../src/sandbox/index.ts';
import { atMost, compareByDifference } from './harness/compare.ts';
import { measureInterleaved, timeOnClock } from './harness/measure-interleaved.ts';
import type { Measure, Outcome, Subject } from './harness/types.ts';

const run = promisify(execFile);
const limitsMs = { bubblewrap: 60, docker: 3_000, podman: 5_000 } as const satisfies Record<
  SandboxBackend,
  number
>;

export const subject: Subject = { title: 'start-up of each sandbox', measure };

async function measure(): Promise<Outcome> {
  const measures: Measure[] = [];
  const reasons: string[] = [];
  for (const backend of sandboxBackends) {
    const probe = await probeSandbox({ backend });
    if (probe.kind === 'available') measures.push(await measureStart(probe.sandbox));
    else reasons.push(probe.reason);
  }
  return measures.length > 0
    ? { kind: 'measured', measures }
    : { kind: 'skipped', reason: reasons.join('; ') };
}

async function measureStart(sandbox: Sandbox): Promise<Measure> {
  const figures = await measureInterleaved({
    contenders: {
      bare: timeOnClock(() => run(process.execPath, ['-e', '0'])),
      own: timeOnClock(() => start(sandbox)),
    },
    warmUps: 1,
    rounds: sandbox.backend === 'bubblewrap' ? 21 : 7,
  });
  return compareByDifference({
    what: `${sandbox.backend} over a bare child process`,
    unit: 'ms',
    own: { name: `node -e 0 in ${sandbox.backend}`, values: figures.own },
    rival: { name: 'node -e 0', values: figures.bare },
    limit: atMost(limitsMs[sandbox.backend]),
  });
}

async function start(sandbox: Sandbox): Promise<void> {
  const { exitCode } = await sandbox.run({ command: ['node', '-e', '0'], files: {} });
  if (exitCode !== 0) throw new Error(`Cannot measure: Node ended with ${exitCode}`);
}
