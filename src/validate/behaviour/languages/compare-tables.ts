import type { AnswerNode } from './types.ts';

/** How two values differ: not at all, in the order of keys or in how an object prints itself alone, or in what is in them. */
export type TableDifference = 'manner' | 'value' | null;

/** Compares two tables, kind by kind and text by text. */
export function compareTables(
  original: readonly AnswerNode[],
  rebuilt: readonly AnswerNode[],
): TableDifference {
  if (renderTable(original, 'exact') === renderTable(rebuilt, 'exact')) return null;
  return renderTable(original, 'loose') === renderTable(rebuilt, 'loose') ? 'manner' : 'value';
}

type Manner = 'exact' | 'loose';

/**
 * One text a value, the same for equal values. Items of a set stand in the order of their texts; in the loose manner
 * pairs of a map do too, and nodes of the kind `shown` are all alike.
 */
function renderTable(table: readonly AnswerNode[], manner: Manner): string {
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
    if (kind === 'shown' && manner === 'loose') return kind;
    const inner = children.map((child) => render(child, [index, ...above]));
    const rendered = `${kind} ${JSON.stringify(text)}(${arrange(kind, inner, manner).join(',')})`;
    if (!rendered.includes('^')) known.set(index, rendered);
    return rendered;
  };
  return render(0, []);
}

function arrange(kind: string, inner: readonly string[], manner: Manner): readonly string[] {
  if (kind === 'set') return inner.toSorted();
  if (kind !== 'map') return inner;
  const pairs = inner.flatMap((key, index) => (index % 2 === 0 ? [`${key}:${inner[index + 1]}`] : []));
  return manner === 'exact' ? pairs : pairs.toSorted();
}
