/**
 * Compiles the package and then all scenarios as one program, inside the sandbox. A scenario that does not compile is
 * told by the file that the compiler's errors are in, left out, and the rest is tried again. Nothing of the package
 * runs here.
 */
export const guestCompile = String.raw`
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
const { edition, entry, flags, modules, crate, forbidUnsafe } = JSON.parse(fs.readFileSync(0, 'utf8'));
const common = ['--error-format=json', '-C', 'debuginfo=0', '-C', 'opt-level=0', '-C', 'codegen-units=4', '--cap-lints', forbidUnsafe ? 'forbid' : 'allow'];
const say = (value) => fs.writeSync(1, JSON.stringify(value) + '\n');

function compile(words) {
  const { status, stderr, error } = spawnSync('rustc', words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 90000, cwd: '/guest' });
  const problems = [];
  for (const line of (stderr || '').split('\n')) {
    if (!line.startsWith('{')) continue;
    let found;
    try { found = JSON.parse(line); } catch { continue; }
    if (found.level && found.level.startsWith('error') && !/^aborting due to|^could not compile/.test(found.message)) problems.push(found);
  }
  if (status !== 0 && problems.length === 0) problems.push({ message: error ? 'the compiler did not end in time' : (stderr || 'the compiler failed').slice(-600), spans: [], rendered: '' });
  return { ok: status === 0, problems };
}

const lint = forbidUnsafe ? ['-F', 'unsafe_code', '-A', 'warnings'] : ['-A', 'warnings'];
const library = compile(['--crate-name', crate, '--crate-type', 'rlib', '--edition', edition, ...common, ...lint, ...flags, '-o', '/tmp/lib' + crate + '.rlib', 'package/' + entry]);
if (!library.ok) {
  say({ kind: 'load-error', problems: library.problems.slice(0, 3).map(({ message, rendered }) => rendered || message) });
  process.exit(0);
}
fs.mkdirSync('/tmp/run', { recursive: true });
let left = modules;
let rounds = 0;
for (;;) {
  const source = '#![allow(warnings)]\n#[path = "/guest/harness.rs"] mod harness;\n' +
    left.map((name) => '#[path = "/guest/modules/' + name + '.rs"] mod ' + name + ';\n').join('') +
    'fn main() { match harness::start() {\n' +
    left.filter((name) => name.startsWith('s')).map((name) => name.slice(1) + ' => harness::run(' + name + '::run),\n').join('') +
    '_ => {} } }\n';
  fs.writeFileSync('/tmp/run/main.rs', source);
  const program = compile(['--crate-name', 'scenarios', '--crate-type', 'bin', '--edition', '2021', ...common, '-C', 'strip=symbols', '--extern', crate + '=/tmp/lib' + crate + '.rlib', '-A', 'warnings', '-o', '/tmp/run/scenarios', '/tmp/run/main.rs']);
  rounds += 1;
  if (program.ok) break;
  const failed = new Map();
  for (const { message, spans, rendered, code } of program.problems) {
    const names = spans.flatMap(({ file_name, expansion }) => [file_name, expansion?.span?.file_name ?? '', expansion?.span?.expansion?.span?.file_name ?? ''])
      .map((name) => /^\/guest\/modules\/(\w+)\.rs$/.exec(name)?.[1]).filter((name) => name !== undefined && left.includes(name));
    for (const name of names.slice(0, 1)) if (!failed.has(name)) failed.set(name, { message, rendered, code: code?.code ?? null });
  }
  if (failed.size === 0 || rounds > 12) {
    for (const name of left) say({ kind: 'not-compiled', name, message: program.problems[0]?.message ?? '', rendered: program.problems[0]?.rendered ?? '', code: null });
    left = [];
    break;
  }
  for (const [name, problem] of failed) say({ kind: 'not-compiled', name, ...problem });
  left = left.filter((name) => !failed.has(name));
}
if (left.length > 0) fs.writeFileSync('/guest/out/scenarios', fs.readFileSync('/tmp/run/scenarios'));
say({ kind: 'compiled', modules: left, rounds });
`;
