/**
 * Builds the package's tests with Cargo, and runs every test of theirs in a process of its own, so that what one prints
 * or ends is not taken for the result of another. A test file that does not compile is tried again without the tests
 * that the compiler's errors are in.
 */
export const guestTests = String.raw`
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
const { nonce, limitMs, totalMs } = JSON.parse(fs.readFileSync(0, 'utf8'));
const ends = Date.now() + totalMs;
const say = (status, name, message) => fs.writeSync(1, JSON.stringify([nonce, status, String(name).slice(0, 300), String(message).slice(0, 600)]) + '\n');
fs.cpSync('/guest/package', '/tmp/package', { recursive: true });

function build() {
  const { stdout, stderr, status } = spawnSync('cargo', ['test', '--offline', '--no-run', '--message-format=json', '--quiet'], { cwd: '/tmp/package', encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: Math.max(1000, ends - Date.now()) });
  const programs = [];
  const errors = [];
  for (const line of (stdout || '').split('\n')) {
    if (!line.startsWith('{')) continue;
    let found;
    try { found = JSON.parse(line); } catch { continue; }
    if (found.reason === 'compiler-artifact' && found.profile?.test && found.executable) programs.push({ name: found.target.name, kind: found.target.kind[0], path: found.executable });
    if (found.reason === 'compiler-message' && found.message.level.startsWith('error') && found.message.spans.length > 0) errors.push({ file: found.message.spans.find((span) => span.is_primary)?.file_name ?? '', line: found.message.spans.find((span) => span.is_primary)?.line_start ?? 0, message: found.message.message });
  }
  return { programs, errors, ok: status === 0, said: (stderr || '').trim().slice(-600) };
}

/** Takes the modules of a test file out that errors are in; they are failed tests. */
function cutOut(file, errors) {
  const path = '/tmp/package/' + file;
  const lines = fs.readFileSync(path, 'utf8').split('\n');
  let cut = 0;
  for (const { line, message } of errors) {
    let start = line - 1;
    while (start >= 0 && !/^mod \w+ \{/.test(lines[start] ?? '')) start -= 1;
    if (start < 0) continue;
    let end = start;
    while (end < lines.length && lines[end] !== '}') end += 1;
    if (end >= lines.length || line - 1 > end) continue;
    const name = /^mod (\w+)/.exec(lines[start])[1];
    say('failed', name, 'does not compile: ' + message);
    for (let at = start; at <= end; at += 1) lines[at] = '';
    cut += 1;
  }
  fs.writeFileSync(path, lines.join('\n'));
  return cut;
}

let built = build();
for (let round = 0; !built.ok && round < 8; round += 1) {
  const inTests = built.errors.filter(({ file }) => file.startsWith('tests/'));
  const files = [...new Set(inTests.map(({ file }) => file))];
  let cut = 0;
  for (const file of files) cut += cutOut(file, inTests.filter((error) => error.file === file));
  if (cut === 0) break;
  built = build();
}
if (!built.ok) {
  say('failed', built.errors[0]?.file || 'package', built.errors[0]?.message || built.said || 'does not compile');
} else {
  for (const { name, path } of built.programs) {
    const list = spawnSync(path, ['--list', '--format', 'terse'], { encoding: 'utf8', timeout: 10000, cwd: '/tmp/package' });
    const tests = (list.stdout || '').split('\n').flatMap((line) => (line.endsWith(': test') ? [line.slice(0, -6)] : []));
    for (const test of tests) {
      if (Date.now() > ends) { say('failed', test, 'was not run: the time was used'); continue; }
      const run = spawnSync(path, ['--exact', test, '--test-threads=1'], { encoding: 'utf8', timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024, cwd: '/tmp/package' });
      const out = run.stdout || '';
      const isIgnored = /^test result: ok\. 0 passed; 0 failed; 1 ignored/m.test(out);
      const isPassed = run.status === 0 && /^test result: ok\. 1 passed; 0 failed/m.test(out);
      if (isIgnored) say('skipped', test, '');
      else if (isPassed) say('passed', test, '');
      else say('failed', test, run.error ? 'did not end in time' : (/panicked at[^\n]*\n([^\n]*(?:\n *(?:left|right):[^\n]*)*)/.exec(out + (run.stderr || ''))?.[1] ?? 'ended with ' + (run.signal ?? 'exit code ' + run.status)));
    }
  }
}
say('end', '', '');
`;
