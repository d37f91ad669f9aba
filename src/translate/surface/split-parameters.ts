const openers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** The parts of a text between its top-level separators; brackets and strings are kept whole. */
export function splitTopLevel(text: string, separator: string): string[] {
  const parts: string[] = [];
  const stack: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const isArrow = character === '>' && (text[at - 1] === '-' || text[at - 1] === '=');
    if (character === '"' || (character === "'" && closesSoon(text, at))) at = endOfString(text, at);
    else if (openers[character] !== undefined) stack.push(openers[character] ?? '');
    else if (character === stack.at(-1) && !isArrow) stack.pop();
    else if (stack.length === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at).trim());
      start = at + separator.length;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}

/** `'a` in Rust is a lifetime and no string. */
function closesSoon(text: string, at: number): boolean {
  return !/^'\w+\b(?!')/.test(text.slice(at, at + 60));
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** What stands in the first pair of round brackets from `from` on, and where it ends; null where there is none. */
export function findBrackets(
  text: string,
  from: number,
  open = '(',
): { readonly inside: string; readonly start: number; readonly end: number } | null {
  const start = text.indexOf(open, from);
  if (start === -1) return null;
  const stack: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const isArrow = character === '>' && (text[at - 1] === '-' || text[at - 1] === '=');
    if (character === '"' || (character === "'" && closesSoon(text, at))) at = endOfString(text, at);
    else if (openers[character] !== undefined) stack.push(openers[character] ?? '');
    else if (character === stack.at(-1) && !isArrow) {
      stack.pop();
      if (stack.length === 0) return { inside: text.slice(start + 1, at), start, end: at + 1 };
    }
  }
  return null;
}
