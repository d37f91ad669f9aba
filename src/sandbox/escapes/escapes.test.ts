import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { probeSandbox } from '../probe.ts';
import { sandboxBackends } from '../types.ts';
import { fileEscapes } from './files.ts';
import { prepareHost } from './host.ts';
import { networkEscapes } from './network.ts';
import { processEscapes } from './processes.ts';
import { resourceEscapes, tightLimits } from './resources.ts';
import { runBare, runInSandbox } from './run-escapes.ts';
import { systemCallEscapes } from './system-calls.ts';
import type { Escape } from './types.ts';

// Out of scope: what a guest tells by when and how long it computes, and by the load that others feel. Ways out that
// this machine cannot prove live are skipped by name with the reason.
const quiet = [
  ...fileEscapes,
  ...processEscapes,
  ...networkEscapes,
  ...(process.arch === 'x64' ? systemCallEscapes : []),
];
const greedy = process.arch === 'x64' ? resourceEscapes : [];
const host = await prepareHost();
const { context } = host;
process.env[context.environmentName] = context.secret;
afterAll(() => host.close());

const noSuchCall = ['38', '97', 'ENOENT', 'false'];
const bare = {
  ...(await runBare({ context, escapes: quiet })),
  ...(await runBare({ context, escapes: greedy })),
};

/** Why an escape cannot be proven live here; null when it has to be. */
function findReason(way: Escape): string | null {
  if (way.needsRoot && process.getuid?.() !== 0) return 'only root can prove it live';
  if (way.needsDevice && !context.hasDevice) return 'this host has no other network device';
  if (way.needs?.(context) === false) return 'this host has nothing of the kind';
  const outcome = bare[way.name] as true | string;
  return way.needsKernel && outcome !== true && noSuchCall.includes(outcome) ? 'not in this kernel' : null;
}

for (const backend of sandboxBackends) {
  const probe = await probeSandbox({ backend });
  const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';
  const sandbox = probe.kind === 'available' ? probe.sandbox : null;
  const first = sandbox && (await runInSandbox(sandbox, { context, escapes: quiet }));
  const second = sandbox && (await runInSandbox(sandbox, { context, escapes: greedy, limits: tightLimits }));
  const held = { ...first?.outcomes, ...second?.outcomes };
  const hasTotals = /control group|engine/.test(second?.result.enforced.total_memory ?? '');

  describe.skipIf(sandbox === null)(`${backend} holds a guest that${absent}`, () => {
    for (const way of [...quiet, ...greedy]) {
      const reason =
        findReason(way) ?? (way.needsTotals && !hasTotals ? 'nothing limits processes together' : null);
      it.skipIf(reason !== null)(`${way.name}${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
        expect(bare[way.name], 'a dead escape: it fails in a bare process too').toBe(true);
        expect(held[way.name]).toEqual(expect.any(String));
      });
    }

    it('fills its output', async () => {
      const flood = `const part = 'x'.repeat(65536); for (let i = 0; i < 40; i++) require('fs').writeSync(1, part)`;
      const run = { command: ['node', '-e', flood] as const, files: {}, limits: { outputBytes: 100_000 } };

      const loose = spawn(process.execPath, ['-e', flood], { stdio: ['ignore', 'pipe', 'ignore'] });
      expect((await text(loose.stdout)).length).toBe(40 * 65536);
      const result = await sandbox?.run(run);
      expect(result?.standardOutput).toHaveLength(100_000);
      expect(result?.denied).toContainEqual(expect.objectContaining({ kind: 'output' }));
    }, 30_000);

    it('leaves a process behind, and one that never ends', async () => {
      const mark = `left-behind-${context.secret}-${backend}`;
      const leave = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '${mark}'], { detached: true, stdio: 'ignore' }).unref(); require('child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); for (;;);', '${mark}'], { detached: true, stdio: 'ignore' }).unref();`;

      const loose = spawn(process.execPath, ['-e', leave], { stdio: 'ignore' });
      await once(loose, 'exit');
      const left = await findProcesses(mark);
      for (const processId of left) process.kill(processId, 'SIGKILL');
      expect(left).toHaveLength(2);
      await expect.poll(() => findProcesses(mark)).toEqual([]);
      await sandbox?.run({ command: ['node', '-e', leave], files: {} });
      expect(await findProcesses(mark)).toEqual([]);
      await sandbox?.run({
        command: ['node', '-e', `${leave} for (;;);`],
        files: {},
        limits: { wallTimeMs: 600 },
      });
      expect(await findProcesses(mark)).toEqual([]);
    }, 30_000);
  });
}

/** Processes of the host with `mark` among their words. */
async function findProcesses(mark: string): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const words = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (words.split('\0').includes(mark)) found.push(Number(entry));
  }
  return found;
}
