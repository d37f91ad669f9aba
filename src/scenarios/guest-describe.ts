/**
 * JavaScript that runs inside the sandbox, in front of the package or without it: turns a value into a table of nodes
 * that the host compares. A value and its expectation are described in different processes, so a package never meets
 * what is expected of it. Every function is taken before the package loads; containers have no prototype, so that
 * nothing a package adds to Object.prototype (toJSON, for instance) gets into the answer.
 */
export const guestDescribe = `
const { types, inspect } = await import('node:util');
const captured = {
  stringify: JSON.stringify, getPrototypeOf: Object.getPrototypeOf, setPrototypeOf: Object.setPrototypeOf,
  ownKeys: Reflect.ownKeys, isEnumerable: Object.prototype.propertyIsEnumerable, call: Function.prototype.call,
  isArray: Array.isArray, String, inspect, Map, Uint8Array,
  mapForEach: Map.prototype.forEach, setForEach: Set.prototype.forEach, setHas: Set.prototype.has, dateValue: Date.prototype.getTime,
  regExpText: RegExp.prototype.toString, isView: ArrayBuffer.isView, create: Object.create,
  toHex: Buffer.prototype.toString, from: Buffer.from, valueOf: Object.prototype.valueOf,
  mapGet: Map.prototype.get, mapSet: Map.prototype.set, apply: Reflect.apply, slice: String.prototype.slice,
};
const list = (...items) => captured.setPrototypeOf(items, null);
const append = (target, item) => { target[target.length] = item; };
// Exact descriptions are compared with each other; those of expectations are more lenient.
let exact = false;
// Of objects of a class only properties that the documentation names: others are how it was built. Null: all of them.
let publicNames = null;
const limits = { nodes: 20000, depth: 200, text: 1000000 };

function describe(root) {
  const nodes = list();
  const seen = new captured.Map();
  let text = 0;
  const add = (value, depth) => {
    if (nodes.length >= limits.nodes || depth > limits.depth || text > limits.text) throw list('too-large');
    const index = nodes.length;
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (isObject) {
      const known = captured.apply(captured.mapGet, seen, [value]);
      if (known !== undefined) return known;
      captured.apply(captured.mapSet, seen, [value, index]);
    }
    append(nodes, null);
    nodes[index] = isObject ? describeObject(value, depth) : describePrimitive(value);
    return index;
  };
  const describePrimitive = (value) => {
    if (typeof value === 'number') return list('number', value !== 0 ? captured.String(value) : exact && 1 / value < 0 ? '-0' : '0');
    if (typeof value === 'string') text += value.length;
    return list(value === null ? 'null' : typeof value, captured.String(value));
  };
  const properties = (value, depth, skip) => {
    const result = list();
    for (const key of captured.ownKeys(value)) {
      if (!captured.apply(captured.isEnumerable, value, [key]) || skip(key)) continue;
      if (typeof key === 'string') text += key.length;
      append(result, list(typeof key === 'symbol' ? 'symbol' : 'string', captured.String(key), add(value[key], depth + 1)));
    }
    return result;
  };
  const describeObject = (value, depth) => {
    const none = () => false;
    if (typeof value === 'function') return list('function', exact ? '' : captured.String(value.name));
    if (types.isProxy(value)) return list('opaque', 'Proxy');
    if (captured.isArray(value)) {
      const length = value.length;
      return list('array', captured.String(length), properties(value, depth, none));
    }
    if (types.isDate(value)) return list('date', captured.String(captured.apply(captured.dateValue, value, [])));
    if (types.isRegExp(value)) return list('regexp', captured.apply(captured.regExpText, value, []));
    // A message is its author's own words: of two packages errors are alike when they are of one kind.
    if (types.isNativeError(value)) return list('error', exact ? nearestError(value) : captured.String(value.name) + ': ' + captured.String(value.message));
    if (types.isBoxedPrimitive(value)) return list('boxed', captured.inspect(captured.apply(captured.valueOf, value, [])));
    if (types.isAnyArrayBuffer(value) || captured.isView(value)) {
      const bytes = captured.isView(value)
        ? captured.from(value.buffer, value.byteOffset, value.byteLength) : captured.from(value);
      text += bytes.length * 2;
      if (text > limits.text) throw list('too-large');
      return list('bytes', className(value) + ' ' + captured.apply(captured.toHex, bytes, ['hex']));
    }
    if (types.isMap(value)) {
      const entries = list();
      captured.apply(captured.mapForEach, value, [(item, key) => append(entries, list(add(key, depth + 1), add(item, depth + 1)))]);
      return list('map', '', entries);
    }
    if (types.isSet(value)) {
      const entries = list();
      captured.apply(captured.setForEach, value, [(item) => append(entries, list(add(item, depth + 1)))]);
      return list('set', '', entries);
    }
    if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) || (!exact && types.isGeneratorObject(value))) {
      return list('opaque', className(value));
    }
    if (exact && isIterator(value)) return list('iterator', '', properties(takeItems(value), depth, none));
    const kind = exact ? describePrototype(value) : '';
    const isInner = (key) => captured.apply(captured.setHas, publicNames, [key]) === false;
    return list('object', kind, properties(value, depth, kind === 'class' && publicNames !== null ? isInner : none));
  };
  try {
    add(root, 0);
    return nodes;
  } catch (error) {
    return list(list('unreadable', captured.isArray(error) ? 'too large to compare' : 'reading it throws ' + render(error)));
  }
}

const errorKinds = list(AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError);

function nearestError(error) {
  for (let at = 0; at < errorKinds.length; at += 1) if (error instanceof errorKinds[at]) return errorKinds[at].name;
  return 'Error';
}

const mostItems = 200;

function isIterator(value) {
  return typeof value.next === 'function' && typeof value[Symbol.iterator] === 'function';
}

function takeItems(iterator) {
  const items = [];
  for (const item of iterator) {
    items[items.length] = item;
    if (items.length >= mostItems) break;
  }
  return items;
}

function describePrototype(value) {
  const prototype = captured.getPrototypeOf(value);
  if (prototype === null) return 'null';
  return captured.getPrototypeOf(prototype) === null ? 'plain' : 'class';
}

function className(value) {
  try { return captured.String(value.constructor.name); } catch { return 'Object'; }
}

function cut(text, length) {
  return text.length <= length ? text : captured.apply(captured.slice, text, [0, length - 1]) + '…';
}

function render(value) {
  try {
    if (typeof value === 'string') return cut(captured.stringify(value), 300);
    return cut(captured.inspect(value, { depth: 4, breakLength: Infinity, compact: true, maxArrayLength: 40, maxStringLength: 200, customInspect: false }), 300);
  } catch { return 'a value that cannot be shown'; }
}

function classChain(error) {
  const names = list();
  try {
    if (typeof error.name === 'string') append(names, error.name);
    for (let link = captured.getPrototypeOf(error); link !== null && names.length < 12; link = captured.getPrototypeOf(link)) {
      const name = link.constructor && link.constructor.name;
      if (typeof name === 'string') append(names, name);
    }
  } catch {}
  return names;
}

function describeThrown(error) {
  let message = '';
  try { message = cut(captured.String(error instanceof Error ? error.message : error), 2000); } catch {}
  let text = render(error);
  try { if (error instanceof Error) text = cut(captured.String(error.name) + ': ' + message, 300); } catch {}
  return list(classChain(error), message, text);
}
`;
