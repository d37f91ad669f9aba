/** What a piece of Go names in front of a dot, and which of its variables it sets: read without a parser, in one pass. */
export interface ScannedCode {
  /** The code with texts and comments blanked. */
  readonly bare: string;
  readonly operands: ReadonlySet<string>;
  readonly declared: readonly string[];
  readonly isBalanced: boolean;
}

export function scanCode(code: string): ScannedCode {
  const bare = blankTexts(code);
  const operands = new Set(
    Array.from(
      bare.matchAll(/(?<![\w.)\]"])([A-Za-z_]\w{0,99})\s{0,4}\.\s{0,4}[A-Za-z_]/g),
      ([, name]) => name ?? '',
    ),
  );
  const declared = new Set<string>();
  for (const [, names = ''] of bare.matchAll(
    /(?:^|[;{\n])[ \t]*((?:[A-Za-z_]\w{0,99})(?:[ \t]*,[ \t]*[A-Za-z_]\w{0,99}){0,9})[ \t]*:=/g,
  )) {
    for (const name of names.split(',')) declared.add(name.trim());
  }
  for (const [, name = ''] of bare.matchAll(/(?:^|[;{\n])[ \t]*var[ \t]+([A-Za-z_]\w{0,99})/g))
    declared.add(name);
  declared.delete('_');
  return { bare, operands, declared: [...declared], isBalanced: isBalanced(bare) };
}

/** Texts become empty ones, comments blanks: neither can be mistaken for code. */
function blankTexts(code: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < code.length) {
    const [character, next] = [code[at] ?? '', code[at + 1]];
    if (character === '/' && next === '/') at = endOf(code, '\n', at);
    else if (character === '/' && next === '*') at = endOf(code, '*/', at) + 2;
    else if (character === '`') {
      at = endOf(code, '`', at + 1) + 1;
      pieces.push('""');
    } else if (character === '"' || character === "'") {
      at = endOfQuoted(code, at);
      pieces.push('""');
    } else {
      pieces.push(character);
      at += 1;
    }
  }
  return pieces.join('');
}

function endOf(code: string, mark: string, from: number): number {
  const found = code.indexOf(mark, from);
  return found < 0 ? code.length : found;
}

function endOfQuoted(code: string, start: number): number {
  for (let at = start + 1; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1;
    else if (code[at] === code[start] || code[at] === '\n') return at + 1;
  }
  return code.length;
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function isBalanced(bare: string): boolean {
  const open: string[] = [];
  for (const character of bare) {
    if ('([{'.includes(character)) open.push(character);
    else if (character in closing && open.pop() !== closing[character]) return false;
  }
  return open.length === 0;
}

/** The names at the outermost level of a piece: those that a blank use has to follow. */
export function topLevelDeclared({ bare }: ScannedCode): string[] {
  let depth = 0;
  let outer = '';
  for (const character of bare) {
    if ('([{'.includes(character)) depth += 1;
    if (depth === 0) outer += character;
    if (')]}'.includes(character)) depth -= 1;
  }
  const names = new Set<string>();
  for (const line of outer.split(/[\n;]/)) {
    const found = /^[ \t]*((?:[A-Za-z_]\w{0,99})(?:[ \t]*,[ \t]*[A-Za-z_]\w{0,99}){0,9})[ \t]*:=/.exec(
      line,
    )?.[1];
    const variable = /^[ \t]*var[ \t]+([A-Za-z_]\w{0,99})/.exec(line)?.[1];
    for (const name of (found ?? variable ?? '').split(',')) names.add(name.trim());
  }
  names.delete('_');
  names.delete('');
  return [...names];
}
