import type { AnswerNode } from '../types.ts';

/** Classes that a scenario's expectation may name, because what evaluates it knows them. */
const known = /^(?:Decimal|Fraction|UUID) /;

/**
 * A value of a table as Python. `exact`: an expression that makes an equal one, or null where none does. `loose`: for a
 * person, whatever it is.
 */
export function renderPython(
  table: readonly AnswerNode[],
  index: number,
  manner: 'exact' | 'loose',
  depth = 0,
): string | null {
  const node = table[index];
  if (node === undefined || depth > 40) return manner === 'loose' ? '…' : null;
  const [kind, text, children] = node;
  const simple = renderSimple(kind, text);
  if (simple !== null) return simple;
  const inner = children.map((child) => renderPython(table, child, manner, depth + 1));
  if (inner.some((part) => part === null)) return null;
  const parts = inner.map(String);
  switch (kind) {
    case 'list':
      return `[${parts.join(', ')}]`;
    case 'tuple':
      return text !== '' && manner === 'exact'
        ? null
        : `(${parts.join(', ')}${parts.length === 1 ? ',' : ''})`;
    case 'set':
      if (text === 'frozen') return `frozenset([${parts.join(', ')}])`;
      return parts.length === 0 ? 'set()' : `{${parts.join(', ')}}`;
    case 'map':
      return text !== '' && manner === 'exact' ? null : `${text}{${renderPairs(parts)}}`;
    case 'deque':
      return `deque([${parts.join(', ')}])`;
  }
  if (manner === 'exact') return null;
  return `${kind}${text === '' ? '' : ` ${text}`}${parts.length === 0 ? '' : `(${parts.join(', ')})`}`;
}

function renderSimple(kind: string, text: string): string | null {
  switch (kind) {
    case 'null':
      return 'None';
    case 'boolean':
      return text === 'true' ? 'True' : 'False';
    case 'integer':
      return text;
    case 'float':
      return renderFloat(text);
    case 'string':
      // What JSON escapes is escaped in Python in the same way.
      return JSON.stringify(text);
    case 'bytes':
      return `bytes.fromhex(${JSON.stringify(text)})`;
    case 'value':
      return known.test(text) ? text.slice(text.indexOf(' ') + 1) : null;
    default:
      return null;
  }
}

function renderFloat(text: string): string {
  const names: Readonly<Record<string, string>> = {
    NaN: "float('nan')",
    Infinity: "float('inf')",
    '-Infinity': "float('-inf')",
  };
  return names[text] ?? text;
}

function renderPairs(parts: readonly string[]): string {
  return parts.flatMap((key, index) => (index % 2 === 0 ? [`${key}: ${parts[index + 1]}`] : [])).join(', ');
}
