/**
 * Runs the compiled scenarios, each in a process of its own, and hands on what it answered over its pipe. A process that
 * hangs or ends itself loses its own scenario.
 */
export const guestRun = String.raw`
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
const { nonce, order, limitMs, mostLosses } = JSON.parse(fs.readFileSync(0, 'utf8'));
fs.copyFileSync('/guest/scenarios', '/tmp/scenarios');
fs.chmodSync('/tmp/scenarios', 0o755);
let losses = 0;
for (const index of order) {
  if (losses >= mostLosses) break;
  const own = randomUUID();
  const { status, signal, error, output } = spawnSync('/tmp/scenarios', [String(index)], {
    cwd: '/tmp', input: own, stdio: ['pipe', 'pipe', 'pipe', 'pipe'], timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024,
    env: {},
  });
  let answer = null;
  for (const line of String((output && output[3]) || '').split('\n')) {
    if (answer !== null || !line.startsWith('["' + own + '"')) continue;
    try { answer = JSON.parse(line).slice(1).map(String); } catch {}
  }
  const timedOut = error && error.code === 'ETIMEDOUT';
  if (timedOut) losses += 1;
  if (answer === null) answer = timedOut ? ['timed-out'] : ['gone', error && error.code === 'ENOBUFS' ? 'printed too much' : signal ? 'signal ' + signal : 'exit code ' + status];
  const printed = String((output && output[1]) || '').slice(0, 20000);
  fs.writeSync(1, JSON.stringify([nonce, index, answer, printed]) + '\n');
}
`;
