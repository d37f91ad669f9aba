import type { DescribedNode, Description } from './schema.ts';

/** `exact` is for two answers that were both described exactly: functions and what is opaque are equal by kind. */
export interface CompareOptions {
  readonly exact?: boolean;
}

/** Where two values first differ, as a path such as `[2].name`; the empty path is the value itself. */
export type Difference = { readonly path: string };

// Sets and maps are compared without order, which takes quadratic time: beyond this it is done by position.
const maximumUnordered = 200;

/**
 * Compares as `assert.deepStrictEqual` does, but by content: the class of an ordinary object and a missing prototype
 * make no difference, -0 is 0, and errors are equal when name and message are. Functions, proxies and what could not
 * be read equal nothing. Null when equal.
 */
export function compareDescriptions(
  actual: Description,
  expected: Description,
  { exact = false }: CompareOptions = {},
): Difference | null {
  const visited = new Set<string>();
  return compareNodes(0, 0, '');

  function compareNodes(actualIndex: number, expectedIndex: number, path: string): Difference | null {
    const key = `${actualIndex}:${expectedIndex}`;
    // Met before on this walk: a cycle, or compared already.
    if (visited.has(key)) return null;
    visited.add(key);
    const left = actual[actualIndex];
    const right = expected[expectedIndex];
    if (left === undefined || right === undefined || left[0] !== right[0]) return { path };
    if ((!exact && isNeverEqual(left)) || left[1] !== right[1]) return { path };
    switch (left[0]) {
      case 'array':
      case 'object':
      case 'iterator':
        return compareProperties(left, right as typeof left, path);
      case 'map':
      case 'set':
        return compareEntries(left[2], (right as typeof left)[2], path);
      default:
        return null;
    }
  }

  function compareProperties(
    left: Extract<DescribedNode, ['array' | 'object' | 'iterator', ...unknown[]]>,
    right: Extract<DescribedNode, ['array' | 'object' | 'iterator', ...unknown[]]>,
    path: string,
  ): Difference | null {
    const wanted = new Map(right[2].map(([kind, name, index]) => [`${kind} ${name}`, index]));
    for (const [kind, name, index] of left[2]) {
      const step = left[0] !== 'object' && /^\d+$/.test(name) ? `[${name}]` : `.${name}`;
      const other = wanted.get(`${kind} ${name}`);
      if (other === undefined) return { path: `${path}${step}` };
      wanted.delete(`${kind} ${name}`);
      const difference = compareNodes(index, other, `${path}${step}`);
      if (difference !== null) return difference;
    }
    const missing = [...wanted.keys()][0];
    return missing === undefined ? null : { path: `${path}.${missing.slice(missing.indexOf(' ') + 1)}` };
  }

  function compareEntries(
    left: readonly (readonly number[])[],
    right: readonly (readonly number[])[],
    path: string,
  ): Difference | null {
    if (left.length !== right.length) return { path };
    const open = right.map((entry) => entry);
    for (const [position, entry] of left.entries()) {
      const candidates = left.length > maximumUnordered ? [open[0]] : open;
      const found = candidates.findIndex((other) => other !== undefined && isEqualEntry(entry, other));
      if (found === -1) return { path: `${path}[${position}]` };
      open.splice(found, 1);
    }
    return null;
  }

  function isEqualEntry(left: readonly number[], right: readonly number[]): boolean {
    // A trial that fails must not leave pairs behind that count as equal.
    const before = new Set(visited);
    const equal = left.every((index, place) => compareNodes(index, right[place] as number, '') === null);
    if (!equal) {
      visited.clear();
      for (const key of before) visited.add(key);
    }
    return equal;
  }
}

function isNeverEqual(node: DescribedNode): boolean {
  return node[0] === 'function' || node[0] === 'opaque' || node[0] === 'unreadable';
}

/** The first node that can equal nothing: what is expected must not hold one. */
export function findIncomparable(description: Description): string | null {
  return description.find(isNeverEqual)?.[0] ?? null;
}
