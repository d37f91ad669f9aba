/** The literal with one thing changed: anchors, quantifiers, classes, character classes, and what is looked for. */
export function listRegexMutants(literal: string): string[] {
  const end = literal.lastIndexOf('/');
  const [pattern, flags] = [literal.slice(1, end), literal.slice(end)];
  const found = new Set<string>();
  const change = (from: number, to: number, text: string): void => {
    const other = `/${pattern.slice(0, from)}${text}${pattern.slice(to)}${flags}`;
    if (isRegex(other)) found.add(other);
  };
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at] as string;
    if (sign === '\\') {
      const letter = pattern[at + 1] ?? '';
      if (/[dDwWsSbB]/.test(letter) && !(inClass && /[bB]/.test(letter)))
        change(at + 1, at + 2, swapCase(letter));
      at += 1;
    } else if (inClass) {
      inClass = sign !== ']';
    } else if (sign === '[') {
      inClass = true;
      if (pattern[at + 1] === '^') change(at + 1, at + 2, '');
      else change(at + 1, at + 1, '^');
    } else if (sign === '^' || sign === '$') {
      change(at, at + 1, '');
    } else if (/[*+?]/.test(sign) && pattern[at - 1] !== '(') {
      change(at, at + 1, '');
    } else if (sign === '(') {
      const look = /^\(\?<?[=!]/.exec(pattern.slice(at))?.[0];
      if (look !== undefined) {
        const last = at + look.length - 1;
        change(last, last + 1, pattern[last] === '=' ? '!' : '=');
      }
    }
  }
  return [...found];
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

function isRegex(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  try {
    new RegExp(literal.slice(1, end), literal.slice(end + 1));
    return true;
  } catch {
    return false;
  }
}
