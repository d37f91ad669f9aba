import { guestStart } from '../../shared/guest-start.ts';

/**
 * JavaScript that runs inside the sandbox: lays the cache of the compiled standard library, builds, and runs. It is told
 * what to do on standard input and answers one JSON array a line, each with the nonce, which no program that it starts
 * is told.
 */
export const guestDriver = String.raw`
const fs = require('node:fs');
const path = require('node:path');
const { randomUUID } = require('node:crypto');
const { spawn } = require('node:child_process');
const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const say = (...parts) => fs.writeSync(1, JSON.stringify([order.nonce, ...parts]) + '\n');

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

function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

${guestStart}`;

/** Builds the program of scenarios, leaves out what does not compile, and runs the rest one by one. */
export const guestScenarioDriver = `${guestDriver}${String.raw`
const root = '/tmp/module/run';
const problems = (text) => text.split('\n').flatMap((line) => {
  const match = /^(?:\.\/)?((?:\.\.\/)?[\w.\/-]+\.go):(\d+):(?:(\d+):)? (.*)$/.exec(line);
  return match === null ? [] : [{ file: match[1], line: Number(match[2]), message: match[4] }];
});

async function build() {
  const next = new Map(order.scenarios.map(({ index }) => [index, 0]));
  const byFile = new Map(order.scenarios.map((scenario) => [scenario.file, scenario]));
  for (let round = 0; round < 6; round += 1) {
    const made = await start('go', ['build', '-gcflags=-e', '-o', '/tmp/module/main', '.'], { cwd: root, limitMs: order.buildMs });
    if (made.code === 0) return true;
    const found = problems(made.errors);
    const own = found.filter(({ file }) => file.startsWith('../package/'));
    if (own.length > 0 || found.length === 0 || made.timedOut) {
      const text = own.length > 0 ? own.slice(0, 8).map(({ file, line, message }) => file.slice(11) + ':' + line + ': ' + message).join('\n') : made.errors;
      say('load-error', made.timedOut ? 'the package did not compile in time' : text.slice(0, 1500));
      return false;
    }
    for (const file of new Set(found.map((problem) => problem.file))) {
      const scenario = byFile.get(file);
      if (scenario === undefined) { say('load-error', made.errors.slice(0, 1500)); return false; }
      const at = (next.get(scenario.index) ?? 0) + 1;
      next.set(scenario.index, at);
      if (at < scenario.variants.length) fs.writeFileSync(path.join(root, file), scenario.variants[at]);
      else {
        fs.rmSync(path.join(root, file));
        const first = found.filter((problem) => problem.file === file).map(({ message }) => message);
        left.add(scenario.index);
        say('unbuilt', scenario.index, first.slice(0, 3).join('; ').slice(0, 600));
      }
    }
  }
  say('load-error', 'the scenarios did not compile');
  return false;
}

const left = new Set();
async function ask(index) {
  const token = randomUUID();
  const environment = { HOME: '/tmp', PATH: '/nowhere', LANG: 'C.UTF-8', TZ: 'UTC', GOTRACEBACK: 'single' };
  const ended = await start('/tmp/module/main', [], {
    cwd: '/tmp', input: JSON.stringify({ Token: token, Index: index }), limitMs: order.limitMs, environment, withAnswer: true,
  });
  let told = null;
  try { told = JSON.parse(ended.answer); } catch {}
  if (told === null || typeof told !== 'object' || told.Token !== token) told = null;
  const printed = ended.output.slice(0, 20000);
  if (told !== null) return [{ kind: told.Kind, values: told.Values ?? [], names: told.Names ?? [], message: String(told.Message ?? '') }, printed];
  if (ended.timedOut) return [{ kind: 'timed-out' }, printed];
  const last = ended.errors.split('\n').find((line) => /^(?:panic|fatal error|runtime):/.test(line)) ?? '';
  const how = ended.signal === null ? 'exit code ' + ended.code : ended.signal;
  return [{ kind: 'gone', message: 'ended the process (' + how + ')' + (last === '' ? '' : ': ' + last.slice(0, 200)) }, printed];
}

async function main() {
  layCache();
  write('/tmp/module/package', order.packageFiles);
  write(root, order.programFiles);
  for (const { file, variants } of order.scenarios) fs.writeFileSync(path.join(root, file), variants[0]);
  if (!(await build())) return;
  const [loaded, noise] = await ask(-1);
  if (loaded.kind !== 'loaded') {
    say('load-error', loaded.kind === 'timed-out' ? 'the package did not finish starting within ' + order.limitMs + ' ms' : loaded.message ?? loaded.kind);
    return;
  }
  say('loaded');
  const queue = order.scenarios.map(({ index }) => index).filter((index) => !left.has(index));
  let losses = 0;
  const work = async () => {
    for (let index = queue.shift(); index !== undefined && losses < order.maximumLosses; index = queue.shift()) {
      const [told, printed] = await ask(index);
      if (told.kind === 'timed-out') losses += 1;
      say('answer', index, told, printed);
    }
  };
  await Promise.all([work(), work()]);
  say('end');
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`}`;

/** Runs one command of go in a package and hands on what it says. */
export const guestCommandDriver = `${guestDriver}
async function main() {
  layCache();
  write('/tmp/module/package', order.packageFiles);
  const ended = await start('go', order.words, { cwd: '/tmp/module/package', limitMs: order.limitMs, keep: 8388608 });
  say('ended', ended.code ?? -1, ended.timedOut, ended.output, ended.errors);
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;
