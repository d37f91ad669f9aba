import { guestDescribe } from './guest-describe.ts';

/**
 * Loads the package and runs scenarios one after the other. Writes one JSON array a line to the file it is told on
 * standard input: the nonce, the scenario's index, an answer, and what was printed. It knows no expected value, so a package that
 * finds the file and forges lines can only misreport what it itself returned.
 */
export const guestRunner = `${guestDescribe}${String.raw`
const fs = await import('node:fs');
const { format } = await import('node:util');
const { Worker } = await import('node:worker_threads');
const { fileURLToPath } = await import('node:url');
const { Module } = await import('node:module');
const { nonce, scenarios, bindings, resultFile, packageName, limitMs, order, ...options } = JSON.parse(fs.readFileSync(0, 'utf8'));
exact = options.exact === true;
publicNames = options.publicNames ? new Set(options.publicNames) : null;
const AsyncFunction = (async () => {}).constructor;
const { writeSync } = fs;
const { setTimeout, clearTimeout, Promise } = globalThis;
const { kill, pid, reallyExit } = process;
const exitNow = reallyExit.bind(process);
const results = fs.openSync(resultFile, 'a');
const say = (index, answer, printed) =>
  writeSync(results, captured.stringify(list(nonce, index, answer, printed ?? null)) + '\n');

// A scenario that never gives the thread back is ended from another thread, with the process; the host goes on with
// the rest in a new one.
// The second number is how long the thread waits for a beat: loading may take longer than a call.
const heartbeat = new Int32Array(new SharedArrayBuffer(8));
heartbeat[1] = 2500;
const { add: advance, notify } = Atomics;
const beat = () => { advance(heartbeat, 0, 1); notify(heartbeat, 0); };
const watch = new Worker(
  'const { workerData: { heartbeat } } = require("node:worker_threads");' +
  'for (;;) { const last = Atomics.load(heartbeat, 0);' +
  'if (Atomics.wait(heartbeat, 0, last, heartbeat[1]) === "timed-out") process.kill(process.pid, "SIGKILL"); }',
  { eval: true, workerData: { heartbeat }, stdin: false },
);
watch.unref();

let exitCalled = null;
let uncaught = null;
let lines = list();
const refuseExit = (code) => {
  exitCalled = 'called process.exit(' + (code === undefined ? '' : cut(captured.String(code), 20)) + ')';
  throw new Error(exitCalled);
};
for (const name of ['exit', 'reallyExit', 'abort']) process[name] = refuseExit;
process.on('uncaughtException', (error) => { uncaught ??= error; });
const keep = (...values) => { if (lines.length < 1000) append(lines, cut(format(...values), 10000)); };
const drop = () => {};
for (const name of ['log', 'info']) console[name] = keep;
for (const name of ['warn', 'error', 'debug', 'trace', 'dir', 'table']) console[name] = drop;

function withinLimit(promise, limit = limitMs) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(timedOut), limit);
    promise.then(
      (value) => { clearTimeout(timer); resolve(value); },
      (error) => { clearTimeout(timer); reject(error); },
    );
  });
}
const timedOut = Object.freeze({});

function findCommonJs() {
  try { return Module._cache[fileURLToPath(import.meta.resolve(packageName))]; } catch { return undefined; }
}

function pick(loaded, commonJs, name) {
  const whole = commonJs ? commonJs.exports : loaded.default;
  if (name === '*') return commonJs ? whole : loaded;
  if (name === 'default') {
    const interop = commonJs && typeof whole === 'object' && whole !== null && whole.__esModule && 'default' in whole;
    if (interop) return whole.default;
    return commonJs ? whole : loaded.default;
  }
  if (name in loaded) return loaded[name];
  return whole === undefined || whole === null ? undefined : whole[name];
}

function listExported(loaded, commonJs) {
  const names = new Set(captured.ownKeys(loaded).filter((key) => typeof key === 'string' && key !== 'module.exports'));
  if (commonJs) {
    const whole = commonJs.exports;
    if ((typeof whole === 'object' && whole !== null) || typeof whole === 'function') {
      for (const key of captured.ownKeys(whole)) if (typeof key === 'string' && captured.apply(captured.isEnumerable, whole, [key])) names.add(key);
    }
  }
  names.delete('__esModule');
  return list(...[...names].slice(0, 2000).map((name) => {
    const value = pick(loaded, commonJs, name);
    return list(cut(name, 200), value === null ? 'null' : typeof value, typeof value === 'function' && Number.isSafeInteger(value.length) ? value.length : -1);
  }));
}

function describeLoadError(error) {
  let text = '';
  try { text = captured.String((error && error.stack) || error); } catch {}
  text = text.split('\n').filter((line) => !/^ +at .*(node:|runner\.mjs)/.test(line)).join('\n');
  return cut(text.split('/guest/node_modules/' + packageName + '/').join('').split('file://').join(''), 900);
}

// Counters start anew at each look, so what is counted is what this call alone ran.
async function watchCoverage() {
  const { Session } = await import('node:inspector/promises');
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const known = new Set();
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const before = known.size;
    for (const { url, functions } of result) {
      if (!url.includes('/node_modules/package-under-test/')) continue;
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count > 0) known.add(url + startOffset + '-' + endOffset);
        }
      }
    }
    return known.size - before;
  };
}
// What a call, and not the loading, adds to the prototypes that all code shares is told, and taken away before the next call.
const shared = list(Object, Array, String, Number, Function, RegExp, Date, Map, Set, Promise);
const sharedKeys = list();
function restorePrototypes() {
  for (let at = 0; at < shared.length; at += 1) {
    for (const key of captured.ownKeys(shared[at].prototype)) {
      if (captured.apply(captured.setHas, sharedKeys[at], [key])) continue;
      append(lines, '\u0000changed ' + shared[at].name + '.prototype: ' + cut(captured.String(key), 100));
      delete shared[at].prototype[key];
    }
  }
}

const countReached = options.coverage === true ? await watchCoverage() : null;

let loaded;
let commonJs;
try {
  loaded = await withinLimit(import(packageName), 2000);
  if (loaded === timedOut) throw new Error('the module did not finish loading');
  if (exitCalled !== null) throw new Error(exitCalled + ' while loading');
  commonJs = findCommonJs();
  for (let at = 0; at < shared.length; at += 1) append(sharedKeys, new Set(captured.ownKeys(shared[at].prototype)));
  say(-1, list('loaded', listExported(loaded, commonJs)));
} catch (error) {
  say(-1, list('load-error', describeLoadError(error)));
  // Only Node's own report of a syntax error names the line.
  if (error instanceof SyntaxError) { process.removeAllListeners('uncaughtException'); throw error; }
  exitNow(0);
}
const locals = bindings.map((binding) => binding.local);
const values = bindings.map((binding) => pick(loaded, commonJs, binding.export));

async function runScenario(scenario) {
  lines = list();
  exitCalled = null;
  uncaught = null;
  let answer;
  try {
    const code = '"use strict"; return (async () => {\n' + scenario.setup + '\n;return (\n' + scenario.expression + '\n); })();';
    const run = new AsyncFunction(...locals, code);
    const value = await withinLimit(run(...values));
    answer = value === timedOut ? list('timed-out') : list('returned', describe(value), render(value));
  } catch (error) {
    answer = list('threw', describeThrown(error));
  }
  if (uncaught !== null) answer = list('threw', describeThrown(uncaught));
  if (exitCalled !== null) answer = list('ended', exitCalled);
  if (exact) restorePrototypes();
  return answer;
}

heartbeat[1] = limitMs + Math.min(limitMs, 500);
// A look at the counters takes ten times as long as a call: one for several calls, which share what it finds.
const lookEvery = 8;
let unlooked = list();
async function tellReached() {
  const found = await countReached();
  for (let at = 0; at < unlooked.length; at += 1) say(unlooked[at], list('reached', found));
  unlooked = list();
}
for (const index of order) {
  say(index, list('started'));
  beat();
  const answer = await runScenario(scenarios[index]);
  say(index, answer, lines);
  if (countReached === null) continue;
  append(unlooked, index);
  if (unlooked.length >= lookEvery) await tellReached();
}
if (countReached !== null) await tellReached();
exitNow(0);
`}`;
