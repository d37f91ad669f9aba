/**
 * JavaScript of the guest that watches a package: what all code of a process shares, remembered before the package is
 * loaded and looked at again afterwards. Functions are compared by identity.
 */
export const guestSnapshots = `
const intrinsics = ['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Map', 'Set',
  'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'Proxy', 'Reflect', 'JSON', 'Math', 'Intl', 'Atomics', 'Error', 'TypeError', 'RangeError',
  'SyntaxError', 'ReferenceError', 'AggregateError', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Float64Array',
  'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'AbortController', 'EventTarget', 'Buffer', 'console'];
const coreModules = ['assert', 'assert/strict', 'buffer', 'child_process', 'crypto', 'events', 'fs', 'http', 'https', 'module', 'net', 'os', 'path', 'stream', 'test', 'timers', 'url', 'util', 'vm'];
const describeSlots = (object) => {
  const slots = new captured.Map();
  for (const key of captured.ownKeys(object)) captured.apply(captured.mapSet, slots, [key, captured.getDescriptor(object, key)]);
  return slots;
};
const isSame = (one, other) => one !== undefined && other !== undefined && Object.is(one.value, other.value) && one.get === other.get && one.set === other.set;
const watchedObjects = [];
const watch = (kind, name, object) => {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function') watchedObjects.push({ kind, name, object, slots: describeSlots(object) });
};
for (const name of intrinsics) {
  watch('prototype', name, globalThis[name]);
  if (typeof globalThis[name] === 'function') watch('prototype', name + '.prototype', globalThis[name].prototype);
}
const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
watch('prototype', 'Iterator.prototype', iterator);
watch('prototype', 'ArrayIterator.prototype', Object.getPrototypeOf([][Symbol.iterator]()));
watch('prototype', 'Generator.prototype', Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())));
watch('prototype', 'AsyncFunction.prototype', Object.getPrototypeOf(async () => {}));
watch('prototype', 'TypedArray.prototype', Object.getPrototypeOf(Uint8Array.prototype));
for (const name of coreModules) watch('builtin', name, builtin('node:' + name));
watch('builtin', 'module.prototype', Module.prototype);
watch('builtin', 'assert.strict', builtin('node:assert').strict);
watch('builtin', 'process.stdout', process.stdout);
watch('global', 'globalThis', globalThis);
watch('settings', 'process.env', process.env);
const listenersOf = () => new Map(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));
let listeners = listenersOf();
// Properties that Node fills in by itself when something is used for the first time.
const ofNode = new Set(['fd', '_events', '_eventsCount', 'writable', '_writableState', '_handle', '_type', '_isStdio', 'constants', '_pending', '_host', 'connecting']);

function compareSlots() {
  for (const entry of watchedObjects) {
    const { kind, name, object, slots } = entry;
    const now = describeSlots(object);
    captured.apply(captured.mapForEach, now, [(descriptor, key) => {
      const before = captured.apply(captured.mapGet, slots, [key]);
      if (isSame(before, descriptor)) return;
      if (name === 'process.stdout' && (typeof descriptor.value !== 'function' || ofNode.has(key))) return;
      // Node makes some of its properties when they are read for the first time.
      if ((kind === 'builtin' || kind === 'global') && before !== undefined && before.get !== undefined && descriptor.get === undefined) return;
      record(kind, name, captured.String(key));
    }]);
    captured.apply(captured.mapForEach, slots, [(_, key) => {
      if (!captured.apply(captured.mapHas, now, [key])) record(kind, name, 'without ' + captured.String(key));
    }]);
    entry.slots = now;
  }
  const counted = listenersOf();
  for (const [name, count] of counted) if (count > (listeners.get(name) ?? 0)) record('listener', 'process', name);
  listeners = counted;
}
`;
