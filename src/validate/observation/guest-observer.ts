import { guestHooks } from './guest-hooks.ts';
import { guestSnapshots } from './guest-snapshots.ts';

/**
 * Loads a package and calls it as its examples do, under observation. Writes one JSON array a line to the file it is
 * told on standard input, each with the nonce. Code under observation shares the process: it may hide from the hooks,
 * but not from the sandbox.
 */
export const guestObserver = `${String.raw`
const { createRequire, Module, syncBuiltinESMExports } = await import('node:module');
const { fileURLToPath } = await import('node:url');
const { Worker } = await import('node:worker_threads');
const { readFileSync, openSync, writeSync } = await import('node:fs');
const { nonce, resultFile, packageName, bindings, calls, limitMs, settleMs } = JSON.parse(readFileSync(0, 'utf8'));
const captured = {
  stringify: JSON.stringify, apply: Reflect.apply, construct: Reflect.construct, ownKeys: Reflect.ownKeys, String, Map,
  getDescriptor: Object.getOwnPropertyDescriptor, getPrototypeOf: Object.getPrototypeOf, slice: String.prototype.slice,
  mapGet: Map.prototype.get, mapSet: Map.prototype.set, mapHas: Map.prototype.has, mapForEach: Map.prototype.forEach,
  setPrototypeOf: Object.setPrototypeOf, functionText: Function.prototype.toString,
};
const { setTimeout, clearTimeout, Promise } = globalThis;
const exitNow = process.reallyExit.bind(process);
const results = openSync(resultFile, 'a');
const list = (...items) => captured.setPrototypeOf(items, null);
const cut = (text, length) => (text.length <= length ? text : captured.apply(captured.slice, text, [0, length - 1]) + '…');
const say = (...items) => writeSync(results, captured.stringify(list(nonce, ...items)) + '\n');
let phase = 'import';
let place = -1;
let said = 0;
const known = Object.create(null);
function record(kind, name, text) {
  const key = phase + kind + name + text;
  if (known[key] || said >= 200) return;
  known[key] = true;
  said += 1;
  say('effect', phase, place, kind, cut(name, 100), cut(text, 200));
}

const heartbeat = new Int32Array(new SharedArrayBuffer(8));
const { add: advance, notify } = Atomics;
const beat = () => { advance(heartbeat, 0, 1); notify(heartbeat, 0); };
new Worker(
  'const { workerData: { heartbeat } } = require("node:worker_threads");' +
  'for (;;) { const last = Atomics.load(heartbeat, 0);' +
  'if (Atomics.wait(heartbeat, 0, last, ' + (limitMs * 2 + 1000) + ') === "timed-out") process.kill(process.pid, "SIGKILL"); }',
  { eval: true, workerData: { heartbeat }, stdin: false },
).unref();
`}${guestHooks}${guestSnapshots}${String.raw`
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const timedOut = Object.freeze({});
function withinLimit(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(timedOut), limitMs);
    promise.then((value) => { clearTimeout(timer); resolve(value); }, (error) => { clearTimeout(timer); reject(error); });
  });
}
process.on('uncaughtException', () => {});
listeners = listenersOf();
const countResources = () => {
  const counts = new Map();
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};
await pause(1);
const resources = countResources();

let loaded;
try {
  loaded = await withinLimit(import(packageName));
  if (loaded === timedOut) throw new Error('it did not finish loading');
} catch (error) {
  compareSlots();
  let text = '';
  try { text = captured.String((error && error.message) || error); } catch {}
  say('not-loaded', cut(text, 300));
  exitNow(0);
}
await pause(settleMs);
beat();
compareSlots();
say('loaded');
for (const [name, count] of countResources()) if (count > (resources.get(name) ?? 0)) record('alive', name, '');

let commonJs;
try { commonJs = Module._cache[fileURLToPath(import.meta.resolve(packageName))]; } catch {}
const whole = commonJs ? commonJs.exports : loaded;
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
function pick(name) {
  if (name === '*') return whole;
  if (name !== 'default') return name in loaded ? loaded[name] : isObject(whole) ? whole[name] : undefined;
  if (!commonJs) return loaded.default;
  return isObject(whole) && whole.__esModule && 'default' in whole ? whole.default : whole;
}
const slotsOf = (object) => captured.ownKeys(object).filter((key) => typeof key === 'string').slice(0, 500).map((key) => {
  const { value, get } = captured.getDescriptor(object, key) ?? {};
  const length = typeof value === 'function' && Number.isSafeInteger(value.length) ? value.length : -1;
  return list(cut(key, 200), get === undefined ? (value === null ? 'null' : typeof value) : 'accessor', length);
});
function membersOf(value) {
  const inherited = [];
  let link = typeof value === 'function' ? value.prototype : captured.getPrototypeOf(value);
  for (let depth = 0; isObject(link) && link !== Object.prototype && depth < 10; depth += 1) {
    inherited.push(...slotsOf(link));
    link = captured.getPrototypeOf(link);
  }
  const statics = [];
  for (let link = value, depth = 0; isObject(link) && link !== Function.prototype && link !== Object.prototype && depth < 10; depth += 1) {
    statics.push(...slotsOf(link));
    link = captured.getPrototypeOf(link);
  }
  return list(statics, inherited);
}
for (const { export: name } of bindings) {
  try {
    const value = pick(name);
    if (isObject(value)) say('members', cut(name, 200), membersOf(value), typeof value === 'function' ? cut(captured.apply(captured.functionText, value, []), 20000) : '');
  } catch {}
}

phase = 'call';
const AsyncFunction = (async () => {}).constructor;
const locals = bindings.map((binding) => binding.local);
const values = bindings.map((binding) => { try { return pick(binding.export); } catch { return undefined; } });
for (place = 0; place < calls.length; place += 1) {
  beat();
  try {
    const { setup, expression } = calls[place];
    const run = new AsyncFunction(...locals, '"use strict"; return (async () => {\n' + setup + '\n;return (\n' + expression + '\n); })();');
    await withinLimit(run(...values));
  } catch {}
  compareSlots();
}
say('called');

phase = 'probe';
place = -1;
const mark = 'phalusWasHere';
const payload = () => JSON.parse('{"__proto__":{"' + mark + '":1},"constructor":{"prototype":{"' + mark + '":1}}}');
const probes = [
  () => [payload()], () => [{}, payload()], () => [{}, {}, payload()], () => [true, {}, payload()], () => [[{}, payload()]],
  () => [{}, '__proto__.' + mark, 1], () => [{}, ['__proto__', mark], 1], () => [{}, ['constructor', 'prototype', mark], 1],
  () => [{}, '__proto__', { [mark]: 1 }], () => ['__proto__[' + mark + ']=1'], () => ['__proto__.' + mark + '=1'],
  () => ['[__proto__]\n' + mark + '=1'], () => [['--__proto__.' + mark, '1']],
];
const callable = new Set(values.flatMap((value) => (isObject(value) && typeof value !== 'function' ? Object.values(value) : [value])).filter((value) => typeof value === 'function').slice(0, 60));
for (const target of callable) {
  for (const make of probes) {
    beat();
    try { await withinLimit(Promise.resolve(target(...make()))); } catch {}
    if (mark in {}) {
      record('pollution', target.name || 'default', captured.stringify(make().map((value) => value)));
      for (const object of [Object.prototype, Function.prototype]) delete object[mark];
      break;
    }
  }
}
say('end');
exitNow(0);
`}`;
