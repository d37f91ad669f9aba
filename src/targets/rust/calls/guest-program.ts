import { guestCalls } from '../../shared/guest-calls.ts';

/** Compiles all calls of a round with a crate that is compiled already, leaves out what does not compile, and runs the rest. */
export const guestCallProgram = `${guestCalls}${String.raw`
const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const say = (...parts) => fs.writeSync(1, JSON.stringify([order.nonce, ...parts]) + '\n');

function unpack() {
  const whole = fs.readFileSync('/guest/library');
  const end = whole.indexOf(10);
  const { main, name, index } = JSON.parse(whole.subarray(0, end).toString('utf8'));
  fs.mkdirSync('/tmp/library', { recursive: true });
  let at = end + 1;
  for (const [file, size] of index) {
    fs.writeFileSync(path.join('/tmp/library', path.basename(file)), whole.subarray(at, at + size));
    at += size;
  }
  return { main: path.join('/tmp/library', path.basename(main)), name };
}

async function compile(modules, library) {
  const source = '#![allow(warnings)]\n#[macro_use]\n#[path = "/guest/harness.rs"] mod harness;\n' +
    modules.map((name) => '#[path = "/guest/modules/' + name + '.rs"] mod ' + name + ';\n').join('') +
    'fn main() { harness::main(' + JSON.stringify(library.name) + ', &[' + modules.filter((name) => name.startsWith('c')).map((name) => '(' + Number(name.slice(1)) + ', ' + name + '::run as fn(&mut harness::PhalusTable)),').join('\n') + ']) }\n';
  fs.writeFileSync('/tmp/main.rs', source);
  const words = ['--crate-name', 'calls', '--crate-type', 'bin', '--edition', '2021', '--error-format=json', '-C', 'debuginfo=0', '-C', 'opt-level=0', '-C', 'codegen-units=2', '-C', 'strip=symbols', '--cap-lints', 'allow',
    '-L', 'dependency=/tmp/library', '--extern', order.crate + '=' + library.main, '-o', '/tmp/calls', '/tmp/main.rs'];
  const made = await start('rustc', words, { cwd: '/tmp', limitMs: order.buildMs, keep: 33554432 });
  const found = made.errors.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try { const told = JSON.parse(line); return told.level && told.level.startsWith('error') && Array.isArray(told.spans) ? [told] : []; } catch { return []; }
  });
  return { ok: made.code === 0, timedOut: made.timedOut, problems: found, said: made.errors.slice(-400) };
}

const fileNames = (span) => span === null || span === undefined ? [] : [span.file_name, ...fileNames(span.expansion?.span)];

async function build(library) {
  let left = order.modules;
  for (let round = 0; round < order.mostRounds; round += 1) {
    const made = await compile(left, library);
    if (made.ok) return left;
    if (made.timedOut) { say('load-error', 'the calls did not compile in time'); return null; }
    const failed = new Map();
    for (const { message, spans, children } of made.problems) {
      const all = [...spans, ...(children ?? []).flatMap((child) => child.spans ?? [])];
      const name = all.flatMap(fileNames).map((file) => /^\/guest\/modules\/(\w+)\.rs$/.exec(file)?.[1]).find((each) => each !== undefined && left.includes(each));
      if (name !== undefined && !failed.has(name)) failed.set(name, message);
    }
    if (failed.size === 0) { say('load-error', (made.problems[0]?.message ?? made.said).slice(0, 600)); return null; }
    for (const [name, message] of failed) say(name.startsWith('c') ? 'unbuilt' : 'untold', Number(name.slice(1)), String(message).slice(0, 300));
    left = left.filter((name) => !failed.has(name));
  }
  say('load-error', 'the calls did not compile');
  return null;
}

async function main() {
  const library = unpack();
  const left = await build(library);
  if (left === null) return;
  const [loaded] = await ask('/tmp/calls', -1, order.loadMs);
  if (loaded[0] !== 'loaded') return say('load-error', 'the program does not start: ' + String(loaded[1] ?? loaded[0]));
  const indexes = left.filter((name) => name.startsWith('c')).map((name) => Number(name.slice(1)));
  await askAll('/tmp/calls', indexes, { limitMs: order.limitMs, mostLosses: order.mostLosses, say: (index, answer, printed) => say('answer', index, answer, printed) });
  say('end');
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`}`;
