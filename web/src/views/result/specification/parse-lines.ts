export interface ProseLine {
  /** From 1, of the first line of a block of code. */
  readonly number: number;
  readonly kind: 'title' | 'heading' | 'item' | 'code' | 'text';
  readonly text: string;
}

/** Cuts Markdown into lines and blocks of code. What it does not know stays text. */
export function parseLines(content: string): readonly ProseLine[] {
  const lines: ProseLine[] = [];
  let block: { readonly number: number; readonly lines: string[] } | null = null;
  for (const [index, line] of content.split('\n').entries()) {
    const number = index + 1;
    if (line.startsWith('```')) {
      if (block === null) block = { number: number + 1, lines: [] };
      else {
        lines.push({ number: block.number, kind: 'code', text: block.lines.join('\n') });
        block = null;
      }
    } else if (block !== null) block.lines.push(line);
    else if (line.trim() !== '') lines.push(parseLine(line, number));
  }
  // A block that nobody closed is shown as well.
  if (block !== null) lines.push({ number: block.number, kind: 'code', text: block.lines.join('\n') });
  return lines;
}

function parseLine(line: string, number: number): ProseLine {
  if (line.startsWith('# ')) return { number, kind: 'title', text: line.slice(2) };
  const heading = /^#{2,6} /.exec(line)?.[0];
  if (heading !== undefined) return { number, kind: 'heading', text: line.slice(heading.length) };
  if (/^\s*[-*] /.test(line)) return { number, kind: 'item', text: line.trimStart().slice(2) };
  return { number, kind: 'text', text: line };
}
