import type { AnswerNode } from './types.ts';

/** How two values differ: not at all, in the order of a map's keys alone, or in what is in them. */
export type TableDifference = 'order' | 'value' | null;

/** Compares two tables, kind by kind and text by text. */
export function compareTables(
  original: readonly AnswerNode[],
  rebuilt: readonly AnswerNode[],
): TableDifference {
  if (renderTable(original, 'ordered') === renderTable(rebuilt, 'ordered')) return null;
  return renderTable(original, 'unordered') === renderTable(rebuilt, 'unordered') ? 'order' : 'value';
}

/**
 * One text a value, the same for equal values. Pairs of a map stand in the order of their texts unless `maps` is
 * `ordered`; items of a set always do.
 */
export function renderTable(table: readonly AnswerNode[], maps: 'ordered' | 'unordered'): string {
  const known = new Map<number, string>();
  const render = (index: number, above: readonly number[]): string => {
    const node = table[index];
    if (node === undefined) return '?';
    // A value that holds itself: how far above is all that can be said.
    const distance = above.indexOf(index);
    if (distance !== -1) return `^${distance}`;
    const before = known.get(index);
    if (before !== undefined) return before;
    const [kind, text, children] = node;
    const inner = children.map((child) => render(child, [index, ...above]));
    const rendered = `${kind} ${JSON.stringify(text)}(${arrange(kind, inner, maps).join(',')})`;
    if (!rendered.includes('^')) known.set(index, rendered);
    return rendered;
  };
  return render(0, []);
}

function arrange(kind: string, inner: readonly string[], maps: 'ordered' | 'unordered'): readonly string[] {
  if (kind === 'set') return inner.toSorted();
  if (kind !== 'map') return inner;
  const pairs = inner.flatMap((key, index) => (index % 2 === 0 ? [`${key}:${inner[index + 1]}`] : []));
  return maps === 'ordered' ? pairs : pairs.toSorted();
}
