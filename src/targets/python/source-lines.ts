/** A piece of Python, read as far as layout needs: whether brackets and texts are whole, and which lines begin in a text. */
export interface ScannedCode {
  readonly isWhole: boolean;
  /** For each line, true when it begins within a text, whose blanks are part of it. */
  readonly startsInText: readonly boolean[];
}

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Scans texts, comments and brackets; no grammar. Linear. */
export function scanPython(code: string): ScannedCode {
  const open: string[] = [];
  const startsInText = [false];
  let quote = '';
  for (let at = 0; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if (quote !== '') {
      if (character === '\\') {
        at += 1;
        if (code[at] === '\n') startsInText.push(true);
        continue;
      }
      if (character === '\n') {
        if (quote.length === 1) return { isWhole: false, startsInText };
        startsInText.push(true);
      } else if (code.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = '';
      }
      continue;
    }
    if (character === '\n') startsInText.push(false);
    else if (character === '#') {
      const end = code.indexOf('\n', at);
      at = end === -1 ? code.length : end - 1;
    } else if (character === '"' || character === "'") {
      quote = code.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      at += quote.length - 1;
    } else if (/[([{]/.test(character)) open.push(character);
    else if (/[)\]}]/.test(character) && open.pop() !== pairs[character])
      return { isWhole: false, startsInText };
  }
  return { isWhole: open.length === 0 && quote === '', startsInText };
}

/** Each line further in, but those that begin within a text. */
export function indentPython(code: string, indent: string): string {
  const { startsInText } = scanPython(code);
  return code
    .split('\n')
    .map((line, index) => (line === '' || startsInText[index] === true ? line : `${indent}${line}`))
    .join('\n');
}

/** A text as a literal of Python. */
export function quotePython(text: string): string {
  const body = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  if (!body.includes("'")) return `'${body}'`;
  return body.includes('"') ? `'${body.replaceAll("'", "\\'")}'` : `"${body}"`;
}
