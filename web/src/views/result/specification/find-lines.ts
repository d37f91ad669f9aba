import type { Specification } from '../../../api/types.ts';

export interface FoundLine {
  readonly filename: string;
  readonly line: number;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const mostLines = 200;
const mostAround = 160;

/** Lines that hold the text, in whatever case, each once. */
export function findLines(
  documents: Specification['documents'],
  wanted: string,
): { readonly lines: readonly FoundLine[]; readonly isCut: boolean } {
  const text = wanted.trim().toLowerCase();
  if (text === '') return { lines: [], isCut: false };
  const lines: FoundLine[] = [];
  for (const { filename, content } of documents) {
    for (const [index, line] of content.split('\n').entries()) {
      const at = line.toLowerCase().indexOf(text);
      if (at < 0) continue;
      if (lines.length === mostLines) return { lines, isCut: true };
      const end = at + text.length;
      lines.push({
        ...{ filename, line: index + 1 },
        before: line.slice(Math.max(0, at - mostAround), at).trimStart(),
        match: line.slice(at, end),
        after: line.slice(end, end + mostAround),
      });
    }
  }
  return { lines, isCut: false };
}
