import { goSpelling } from '../../../../probes/index.ts';
import type { AnswerNode } from '../types.ts';

const deepest = 40;

/** A value of a table as Go. `exact`: an expression that makes an equal one, or null where none does. */
export function renderGo(
  table: readonly AnswerNode[],
  place: number,
  manner: 'exact' | 'loose',
  depth = 0,
): string | null {
  const node = table[place];
  if (node === undefined || depth > deepest) return manner === 'loose' ? '…' : null;
  const [kind, text, children] = node;
  const unsayable = (words: string): string | null => (manner === 'loose' ? words : null);
  switch (kind) {
    case 'null':
      return manner === 'loose' ? text : 'nil';
    case 'boolean':
    case 'integer':
      return text;
    case 'float':
      return /[NI]/.test(text) ? unsayable(text) : text;
    case 'string':
      return text.startsWith('no UTF-8: ') ? unsayable(`a text that is ${text}`) : goSpelling.quoteText(text);
    case 'bytes':
      return `[]byte{${(text.match(/../g) ?? []).map((byte) => `0x${byte}`).join(', ')}}`;
    case 'error':
      return unsayable(text === 'error' ? 'an error' : text);
    case 'list':
    case 'map':
    case 'record':
      break;
    default:
      return unsayable(`a ${text}`);
  }
  const inner = children.map((child) => renderGo(table, child, manner, depth + 1));
  if (inner.includes(null)) return null;
  if (kind === 'list')
    return text === 'iterator'
      ? unsayable(`an iterator of {${inner.join(', ')}}`)
      : `${text}{${inner.join(', ')}}`;
  const pairs = inner.flatMap((key, index) =>
    index % 2 === 0 ? [`${kind === 'map' ? key : unquote(key ?? '')}: ${inner[index + 1]}`] : [],
  );
  const isPlain =
    kind === 'map' ||
    children.every((child, index) => index % 2 === 1 || /^\p{Lu}\w*$/u.test(table[child]?.[1] ?? ''));
  if (manner === 'exact' && (!isPlain || text.startsWith('its own'))) return null;
  return `${text}{${pairs.join(', ')}}`;
}

function unquote(key: string): string {
  return key.replace(/^"|"$/g, '');
}
