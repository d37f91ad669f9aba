/** How a result is written: as Go would be, as something printed it, or in either way. */
export type ResultForm = 'go' | 'printed' | 'loose';

const integer = /^(?:u?int(?:8|16|32|64)?|uintptr|byte|time\.Duration)$/;
const float = /^float(?:32|64)$/;

/** A result as an expression of Go for a value of that type; null where documentation does not say it exactly. */
export function toGoValue(text: string, type: string | null, form: ResultForm): string | null {
  const trimmed = text.trim();
  if (type === null) return form === 'printed' ? null : readUntyped(trimmed);
  // Of what was printed, blanks belong to the text.
  if (type === 'string') return readString(form === 'printed' ? text : trimmed, form);
  if (type === 'bool') return /^(?:true|false)$/.test(trimmed) ? trimmed : null;
  if (integer.test(type))
    return /^-?\d{1,20}$/.test(trimmed.replaceAll('_', '')) ? trimmed : readRune(trimmed, type);
  if (float.test(type))
    return /^-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/i.test(trimmed) ? trimmed : null;
  if (type === 'rune') return readRune(trimmed, type);
  if (type.startsWith('[]')) return readSlice(trimmed, type, form);
  if (type === 'error') return null;
  return form === 'printed' ? null : readTyped(trimmed, type);
}

export const quotedText =
  /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3})){0,2000}"$/;

function readString(text: string, form: ResultForm): string | null {
  if (form === 'printed') return JSON.stringify(text);
  if (quotedText.test(text) || /^`[^`]{0,2000}`$/.test(text)) return text;
  if (form === 'go') return null;
  // Single quotes and words without any are what people write of a text.
  const single = /^'([^'\\]{0,500})'$/.exec(text)?.[1];
  if (single !== undefined) return JSON.stringify(single);
  return /^[^\s"'`(){}]{1,200}$/.test(text) ? JSON.stringify(text) : null;
}

function readRune(text: string, type: string): string | null {
  if (/^'(?:[^'\\\n]|\\.{1,9})'$/u.test(text)) return text;
  return type === 'rune' && /^\d{1,7}$/.test(text) ? text : null;
}

function readSlice(text: string, type: string, form: ResultForm): string | null {
  const element = type.slice(2);
  const braces = /^\[\]([\w.]{1,60})\{(.*)\}$/s.exec(text);
  if (braces !== null) return braces[1] === element ? text : null;
  const brackets = /^[[{](.*)[\]}]$/s.exec(text);
  if (brackets === null) return null;
  const inside = (brackets[1] ?? '').trim();
  if (inside === '') return `${type}{}`;
  // `[a b]` is what printing gives; of texts it does not tell where one ends.
  const isPrinted = !inside.includes(',') && !inside.includes('"');
  if (isPrinted && element === 'string')
    return form === 'go' || /\s/.test(inside) ? null : `${type}{${JSON.stringify(inside)}}`;
  const parts = isPrinted ? inside.split(/\s+/) : splitItems(inside);
  const items = parts?.map((part) => toGoValue(part, element, element === 'string' ? 'go' : form));
  if (items === undefined || items.some((item) => item === null)) return null;
  return `${type}{${items.join(', ')}}`;
}

/** Items between commas or blanks, texts whole; null for nested lists. */
function splitItems(inside: string): string[] | null {
  const items: string[] = [];
  const pattern = /\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|[^\s,"'[\]{}]+)\s*(?:,|(?=\s|$)|(?="))/y;
  while (pattern.lastIndex < inside.length) {
    const match = pattern.exec(inside);
    if (match === null) return null;
    items.push(match[1] ?? '');
    if (items.length > 500) return null;
    if (inside.slice(pattern.lastIndex).trim() === '') break;
  }
  return items;
}

function readUntyped(text: string): string | null {
  return quotedText.test(text) || /^(?:true|false|-?\d{1,15}(?:\.\d{1,15})?)$/.test(text) ? text : null;
}

/** A composite literal of the very type. */
function readTyped(text: string, type: string): string | null {
  const bare = text.replace(/^&/, '*');
  if (/^map\[/.test(type) || /^\*?[\w.]+$/.test(type)) {
    return bare.replace(/\s/g, '').startsWith(`${type.replace(/\s/g, '')}{`) && text.endsWith('}')
      ? text
      : null;
  }
  return null;
}
