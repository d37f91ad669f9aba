/** A value as the guest describes it: its kind, then texts and further values. */
export type PyValue = readonly [string, ...unknown[]];

export type Difference = { readonly path: string };

const deepest = 200;

/** Compares as Python's `==` does, but kind by kind: 1 is not 1.0 and not True. Null when equal. */
export function comparePython(actual: unknown, expected: unknown, path = '', depth = 0): Difference | null {
  if (!isValue(actual) || !isValue(expected) || depth > deepest) return { path };
  const [kind, ...left] = actual;
  const [other, ...right] = expected;
  if (kind !== other || kind === 'opaque') return { path };
  if (kind === 'list' || kind === 'tuple' || kind === 'deque')
    return compareItems(left[0], right[0], path, depth);
  if (kind === 'dict' || kind === 'object') {
    if (kind === 'object' && left[0] !== right[0]) return { path };
    const at = kind === 'object' ? 1 : 0;
    return compareEntries(left[at], right[at], path, depth);
  }
  return JSON.stringify(left) === JSON.stringify(right) ? null : { path };
}

function isValue(value: unknown): value is PyValue {
  return Array.isArray(value) && typeof value[0] === 'string';
}

function compareItems(left: unknown, right: unknown, path: string, depth: number): Difference | null {
  if (!Array.isArray(left) || !Array.isArray(right)) return { path };
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return { path: `${path}[${index}]` };
    const difference = comparePython(item, right[index], `${path}[${index}]`, depth + 1);
    if (difference !== null) return difference;
  }
  return left.length === right.length ? null : { path: `${path}[${left.length}]` };
}

/** Without order, as dictionaries are equal. */
function compareEntries(left: unknown, right: unknown, path: string, depth: number): Difference | null {
  if (!Array.isArray(left) || !Array.isArray(right)) return { path };
  const open = new Map<string, unknown>();
  for (const entry of right) if (Array.isArray(entry)) open.set(JSON.stringify(entry[0]), entry[1]);
  for (const entry of left) {
    if (!Array.isArray(entry)) return { path };
    const key = JSON.stringify(entry[0]);
    const step = `${path}[${renderKey(entry[0])}]`;
    if (!open.has(key)) return { path: step };
    const difference = comparePython(entry[1], open.get(key), step, depth + 1);
    if (difference !== null) return difference;
    open.delete(key);
  }
  const [missing] = open.keys();
  return missing === undefined ? null : { path: `${path}[${renderKey(JSON.parse(missing))}]` };
}

function renderKey(key: unknown): string {
  if (!isValue(key)) return '?';
  const text = typeof key[1] === 'string' ? key[1].slice(0, 40) : key[0];
  return key[0] === 'str' ? JSON.stringify(text) : text;
}

/** What can equal nothing in what a scenario expects; null when all of it can be compared. */
export function findIncomparable(value: unknown, depth = 0): string | null {
  if (!Array.isArray(value) || depth > deepest) return null;
  if (value[0] === 'opaque' && typeof value[1] === 'string') return value[1];
  for (const inner of value) {
    const found = findIncomparable(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
