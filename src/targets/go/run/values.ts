import type { DescribedValue } from './schema.ts';

/**
 * Where two lists of results first differ, as a path such as `[2].Name`; the empty path is the value itself. Numbers
 * are compared by what they are and not by their types, a missing list or map equals an empty one, and a pointer is what
 * it points to. Null when equal.
 */
export function compareValues(
  actual: readonly DescribedValue[],
  expected: readonly DescribedValue[],
): string | null {
  const [left, right] = [dropNil(actual), dropNil(expected)];
  if (left.length !== right.length) return '';
  const isSingle = left.length === 1;
  for (const [index, value] of left.entries()) {
    const path = compare(value, right[index] as DescribedValue, isSingle ? '' : `result ${index + 1}`);
    if (path !== null) return path;
  }
  return null;
}

/** A missing error behind a value says nothing. */
function dropNil(values: readonly DescribedValue[]): readonly DescribedValue[] {
  return values.length > 1 && values.at(-1)?.[0] === 'nil' ? values.slice(0, -1) : values;
}

function compare(actual: DescribedValue, expected: DescribedValue, path: string): string | null {
  const [left, right] = [actual[0], expected[0]];
  if (left === 'opaque' || left === 'unreadable' || right === 'opaque' || right === 'unreadable') return path;
  if (isEmpty(actual) && isEmpty(expected)) return null;
  if (isNumber(left) && isNumber(right)) return isSameNumber(actual, expected) ? null : path;
  if (left !== right) return path;
  if (actual[0] === 'list' && expected[0] === 'list') return compareLists(actual[1], expected[1], path);
  if (actual[0] === 'struct' && expected[0] === 'struct') return compareFields(actual[1], expected[1], path);
  if (actual[0] === 'map' && expected[0] === 'map') {
    if (actual[1].length !== expected[1].length) return path;
    // Both are in the order of their keys' descriptions.
    for (const [index, [key, value]] of actual[1].entries()) {
      const other = expected[1][index];
      if (other === undefined || compare(key, other[0], path) !== null) return path;
      const found = compare(value, other[1], `${path}[${render(key)}]`);
      if (found !== null) return found;
    }
    return null;
  }
  return actual[1] === expected[1] ? null : path;
}

function compareLists(
  actual: readonly DescribedValue[],
  expected: readonly DescribedValue[],
  path: string,
): string | null {
  for (const [index, value] of actual.entries()) {
    const other = expected[index];
    const found = other === undefined ? `${path}[${index}]` : compare(value, other, `${path}[${index}]`);
    if (found !== null) return found;
  }
  return actual.length < expected.length ? `${path}[${actual.length}]` : null;
}

function compareFields(
  actual: readonly (readonly [string, DescribedValue])[],
  expected: readonly (readonly [string, DescribedValue])[],
  path: string,
): string | null {
  const own = new Map(actual);
  for (const [name, value] of expected) {
    const other = own.get(name);
    const found = other === undefined ? `${path}.${name}` : compare(other, value, `${path}.${name}`);
    if (found !== null) return found;
    own.delete(name);
  }
  const [more] = own.keys();
  return more === undefined ? null : `${path}.${more}`;
}

function isEmpty(value: DescribedValue): boolean {
  if (value[0] === 'nil') return true;
  if (value[0] === 'bytes') return value[1] === '';
  return (value[0] === 'list' || value[0] === 'map') && value[1].length === 0;
}

function isNumber(kind: DescribedValue[0]): boolean {
  return kind === 'int' || kind === 'float';
}

function isSameNumber(actual: DescribedValue, expected: DescribedValue): boolean {
  const [left, right] = [String(actual[1]), String(expected[1])];
  if (left === right) return true;
  return (actual[0] !== 'int' || expected[0] !== 'int') && Number(left) === Number(right);
}

export function renderValues(values: readonly DescribedValue[]): string {
  const shown = dropNil(values);
  return shown.length === 0 ? 'nothing' : shown.map((value) => render(value)).join(', ');
}

/** A value as Go would write it, types left out. */
function render(value: DescribedValue, depth = 0): string {
  if (depth > 6) return '…';
  switch (value[0]) {
    case 'nil':
      return 'nil';
    case 'string':
      return JSON.stringify(Buffer.from(value[1], 'hex').toString('utf8'));
    case 'bytes':
      return `bytes ${value[1]}`;
    case 'list':
      return `{${cutItems(value[1].map((item) => render(item, depth + 1)))}}`;
    case 'map':
      return `{${cutItems(value[1].map(([key, item]) => `${render(key, depth + 1)}: ${render(item, depth + 1)}`))}}`;
    case 'struct':
      return `{${cutItems(value[1].map(([name, item]) => `${name}: ${render(item, depth + 1)}`))}}`;
    case 'error':
      return `the error ${JSON.stringify(value[1])}`;
    case 'unreadable':
      return `a value that cannot be read (${value[1]})`;
    case 'opaque':
      return `a ${value[1]}`;
    default:
      return value[1];
  }
}

function cutItems(items: readonly string[]): string {
  return items.length <= 40 ? items.join(', ') : `${items.slice(0, 40).join(', ')}, …`;
}

/** Values that equal nothing: what is expected must not hold one. */
export function isIncomparable(value: DescribedValue): boolean {
  switch (value[0]) {
    case 'opaque':
    case 'unreadable':
      return true;
    case 'list':
      return value[1].some(isIncomparable);
    case 'struct':
      return value[1].some(([, item]) => isIncomparable(item));
    case 'map':
      return value[1].some(([, item]) => isIncomparable(item));
    default:
      return false;
  }
}
