/** A text with the line of the file that each of its lines begins in. */
export interface JoinedText {
  readonly text: string;
  readonly lines: readonly number[];
}

const sum = /["'`]\s{0,200}\+\s{0,200}["'`]/y;
const mostList = 2_000;

/** Sums of texts as one text: `'a' + 'b'` is `'ab'`, over the ends of lines as well. */
export function joinTexts(content: string): JoinedText {
  let text = '';
  const lines = [1];
  let line = 1;
  let at = 0;
  for (let next = nextQuote(content, at); next !== -1; next = nextQuote(content, at)) {
    sum.lastIndex = next;
    const found = sum.exec(content)?.[0];
    const end = next + (found === undefined ? 1 : 0);
    for (const letter of content.slice(at, end)) {
      if (letter === '\n') lines.push(++line);
    }
    text += content.slice(at, end);
    at = found === undefined ? end : next + found.length;
    line += found?.split('\n').length ?? 1;
    line -= 1;
  }
  for (const letter of content.slice(at)) if (letter === '\n') lines.push(++line);
  return { text: text + content.slice(at), lines };
}

function nextQuote(content: string, from: number): number {
  for (let at = from; at < content.length; at += 1) {
    const letter = content[at];
    if (letter === '"' || letter === "'" || letter === '`') return at;
  }
  return -1;
}

/** What lists of texts give when they are joined: `['a', 'b'].join('/')` is `a/b`. */
export function listJoined(line: string): string[] {
  const found: string[] = [];
  for (let at = line.indexOf('.join('); at !== -1; at = line.indexOf('.join(', at + 1)) {
    const before = line.slice(Math.max(0, at - mostList), at).lastIndexOf('[');
    if (before === -1) continue;
    const start = Math.max(0, at - mostList) + before;
    const parts = [...line.slice(start, at).matchAll(/["'`]([^"'`\n]*)["'`]/g)].map(([, part = '']) => part);
    const between = /^\.join\(\s*["'`]([^"'`\n]{0,20})["'`]/.exec(line.slice(at, at + 60))?.[1] ?? ',';
    found.push(parts.join(between));
    if (found.length >= 20) break;
  }
  return found;
}
