/** How a compiled language spells what calls are made of. */
export interface Spelling {
  /** Sticky; groups `comment`, `text`, `sign` (one character), `number` and `word`; anything else is a mark. */
  readonly token: RegExp;
  quoteText(text: string): string;
  /** Null for what is no plain literal. */
  readText(literal: string): string | null;
  quoteSign(sign: string): string;
  readSign(literal: string): string | null;
  /** Whether a bracket that opens at `index` opens a list of values, and not an index, a block or a type. */
  opensList(tokens: readonly Token[], index: number): boolean;
  /** What makes a call say more than a document thinks of. */
  readonly odd: RegExp;
}

export interface Token {
  readonly kind: 'text' | 'sign' | 'number' | 'word' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const longestCode = 20_000;

/** The tokens of a piece of code, comments and blanks left out. */
export function scanTokens(code: string, { token }: Pick<Spelling, 'token'>): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(token.source, 'uy');
  let at = 0;
  const text = code.slice(0, longestCode);
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const found = match?.[0] ?? '';
    if (found === '') {
      at += 1;
      continue;
    }
    const kind = (['text', 'sign', 'number', 'word', 'mark'] as const).find(
      (name) => match?.groups?.[name] !== undefined,
    );
    if (kind !== undefined) tokens.push({ kind, text: found, start: at, end: at + found.length });
    at += found.length;
  }
  return tokens;
}

export interface Item {
  readonly start: number;
  readonly end: number;
}

/** What stands between two brackets, item by item. */
export interface Group {
  /** The token that opens it, by its place among the tokens. */
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly items: readonly Item[];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Every pair of brackets with its items; brackets that do not fit end the search. */
export function findGroups(tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  const open: { at: number; items: Item[]; start: number | null; last: number }[] = [];
  for (const [index, { kind, text, start, end }] of tokens.entries()) {
    const top = open.at(-1);
    const isMark = kind === 'mark';
    if (isMark && text in closing) {
      if (top !== undefined) top.start ??= start;
      open.push({ at: index, items: [], start: null, last: end });
      continue;
    }
    if (isMark && (text === ')' || text === ']' || text === '}')) {
      if (top === undefined || closing[tokens[top.at]?.text ?? ''] !== text) return groups;
      if (top.start !== null) top.items.push({ start: top.start, end: top.last });
      const opening = tokens[top.at] as Token;
      groups.push({ open: top.at, start: opening.end, end: start, items: top.items });
      open.pop();
      const outer = open.at(-1);
      if (outer !== undefined) outer.last = end;
      continue;
    }
    if (top === undefined) continue;
    if (isMark && text === ',') {
      if (top.start !== null) top.items.push({ start: top.start, end: top.last });
      top.start = null;
      continue;
    }
    top.start ??= start;
    top.last = end;
  }
  return groups;
}
