import { guestCalls } from '../../shared/guest-calls.ts';

/** Compiles a package of Go and all calls of a round as one program, leaves out what does not compile, and runs the rest. */
export const guestCallDriver = `${guestCalls}${String.raw`
const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const say = (...parts) => fs.writeSync(1, JSON.stringify([order.nonce, ...parts]) + '\n');
const root = '/tmp/module/run';

// The cache is shown read-only, and go writes into its own: a folder of links to what is there already.
function layCache() {
  const shared = '/toolchains/go-cache';
  const own = process.env.GOCACHE;
  fs.mkdirSync(own, { recursive: true });
  if (!fs.existsSync(shared)) return;
  for (const folder of fs.readdirSync(shared, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    fs.mkdirSync(path.join(own, folder.name), { recursive: true });
    for (const name of fs.readdirSync(path.join(shared, folder.name))) {
      fs.symlinkSync(path.join(shared, folder.name, name), path.join(own, folder.name, name));
    }
  }
}

function layFiles() {
  fs.cpSync('/guest/modules', '/tmp/module', { recursive: true });
  for (const [name, text] of Object.entries(order.programFiles)) {
    const file = path.join('/tmp/module', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  for (const { file, variants } of order.calls) fs.writeFileSync(path.join(root, file), variants[0]);
}

const problems = (text) => text.split('\n').flatMap((line) => {
  const match = /^(?:\.\/)?((?:\.\.\/)?[\w.\/-]+\.go):(\d+):(?:(\d+):)? (.*)$/.exec(line);
  return match === null ? [] : [{ file: match[1], line: Number(match[2]), message: match[4] }];
});

const left = new Set();
async function build() {
  const next = new Map();
  const byFile = new Map(order.calls.map((call) => [call.file, call]));
  const lost = (text) => { say('load-error', text.slice(0, 1500)); return false; };
  for (let round = 0; round < order.mostRounds; round += 1) {
    const words = ['build', '-gcflags=-e', '-ldflags=-s -w', '-o', '/tmp/module/main', '.'];
    const made = await start('go', words, { cwd: root, limitMs: order.buildMs });
    if (made.code === 0) return true;
    if (made.timedOut) return lost('the package did not compile in time');
    const found = problems(made.errors);
    const own = found.filter(({ file }) => !byFile.has(file));
    if (own.length > 0 || found.length === 0) {
      const text = own.slice(0, 8).map(({ file, line, message }) => file.replace(/^\.\.\/package\//, '') + ':' + line + ': ' + message).join('\n');
      return lost(text || made.errors);
    }
    for (const file of new Set(found.map((problem) => problem.file))) {
      const call = byFile.get(file);
      const at = (next.get(call.index) ?? 0) + 1;
      next.set(call.index, at);
      if (at < call.variants.length) { fs.writeFileSync(path.join(root, file), call.variants[at]); continue; }
      fs.rmSync(path.join(root, file));
      left.add(call.index);
      const words = found.filter((problem) => problem.file === file).map(({ message }) => message);
      say('unbuilt', call.index, words.slice(0, 2).join('; ').slice(0, 300));
    }
  }
  return lost('the calls did not compile');
}

async function main() {
  layCache();
  layFiles();
  if (!(await build())) return;
  const program = '/tmp/module/main';
  const before = new Set(fs.readdirSync('/tmp'));
  const [loaded, printed] = await ask(program, -1, order.loadMs);
  say('started', printed, fs.readdirSync('/tmp').filter((name) => !before.has(name)).slice(0, 20));
  if (loaded[0] !== 'loaded') {
    say('load-error', loaded[0] === 'timed-out' ? 'the package did not finish starting within ' + order.loadMs + ' ms' : String(loaded[1] ?? loaded[0]));
    return;
  }
  const indexes = order.calls.map(({ index }) => index).filter((index) => !left.has(index));
  const told = (index, answer, printed) => say('answer', index, answer, printed);
  await askAll(program, indexes, { limitMs: order.limitMs, mostLosses: order.mostLosses, say: told });
  say('end');
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`}`;
