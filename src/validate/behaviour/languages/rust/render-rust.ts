import { rustSpelling } from '../../../../probes/index.ts';
import type { AnswerNode } from '../types.ts';

const deepest = 40;

/** A value of a table as Rust. `exact`: an expression that equals it, or null where none does. */
export function renderRust(
  table: readonly AnswerNode[],
  place: number,
  manner: 'exact' | 'loose',
  depth = 0,
): string | null {
  const node = table[place];
  if (node === undefined || depth > deepest) return manner === 'loose' ? '…' : null;
  const [kind, text, children] = node;
  const unsayable = (words: string): string | null => (manner === 'loose' ? words : null);
  const render = (child: number): string | null => renderRust(table, child, manner, depth + 1);
  const inside = (): string | null => render(children[0] ?? -1);
  switch (kind) {
    case 'null':
    case 'boolean':
    case 'integer':
      return text;
    case 'float':
      return /[NI]/.test(text) ? unsayable(text) : /[.e]/.test(text) ? text : `${text}.0`;
    case 'string':
      return rustSpelling.quoteText(text);
    case 'owned':
      // Alone a String equals a literal, inside of something else it does not.
      return depth === 0 || manner === 'loose'
        ? rustSpelling.quoteText(text)
        : `String::from(${rustSpelling.quoteText(text)})`;
    case 'sign':
      return rustSpelling.quoteSign(text);
    case 'some':
    case 'ok': {
      const value = inside();
      return value === null ? null : `${kind === 'some' ? 'Some' : 'Ok'}(${value})`;
    }
    case 'error':
      return unsayable(`an error ${text}`.trim());
    case 'value':
      return unsayable(text);
    case 'opaque':
      return unsayable(`a ${text === '' ? 'value' : text}`);
  }
  const inner = children.map(render);
  if (inner.includes(null)) return null;
  if (kind === 'list')
    return text === '' ? `vec![${inner.join(', ')}]` : unsayable(`an iterator of ${inner.join(', ')}`);
  if (kind === 'tuple') return `(${inner.join(', ')}${inner.length === 1 ? ',' : ''})`;
  if (kind === 'record' && inner.length === 0 && text.includes('::')) return text;
  const pairs = inner.flatMap((key, index) => (index % 2 === 0 ? [`${key}: ${inner[index + 1]}`] : []));
  return unsayable(
    `${text === '' ? kind : text} { ${kind === 'set' ? inner.join(', ') : pairs.join(', ')} }`,
  );
}
