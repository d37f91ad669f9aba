import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Far more than a README says; the rest of a longer text is not read, and `findUnreadLines` tells where it is. */
const maxCharacters = 120_000;
// The parser's time grows with the square of the marks that it has to pair within one paragraph (`*a_` 7,000 times: 11 s),
// of underlined headings, and of nesting. Honest paragraphs stay far below these; above them only the marks go.
const maxEmphasisRuns = 600;
const maxBrackets = 1500;
const maxTickRuns = 2000;
const maxUnderlines = 400;
const deepQuote = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)])){20}/;
const deepIndent = /^[ \t]{80,}(?:[-+*>]|\d{1,9}[.)])[ \t]/;
const underline = /^[ \t]{0,3}(?:=+|-+)[ \t]*$/;

/** Markdown with tables as a tree; lines are those of `text`. Takes time in proportion to the text, whatever it holds. */
export function parseBoundedMarkdown(text: string): Root {
  return fromMarkdown(boundMarkdown(text), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The lines of a text, from 1, that are over the limit and not read, or not to their end; null when it is read whole. */
export function findUnreadLines(text: string): readonly [number, number] | null {
  if (text.length <= maxCharacters) return null;
  const countLines = (part: string): number => part.split(/\r\n|\r|\n/).length;
  const last = countLines(text.replace(/(?:\r\n|\r|\n)$/, ''));
  return [Math.min(countLines(text.slice(0, maxCharacters)), last), last];
}

function boundMarkdown(text: string): string {
  let underlines = 0;
  const lines = text
    .slice(0, maxCharacters)
    .split(/\r\n|\r|\n/)
    .map((line) => {
      if (deepQuote.test(line) || deepIndent.test(line)) return '';
      if (underline.test(line)) underlines += 1;
      return underlines > maxUnderlines && underline.test(line) ? '' : line;
    });
  return splitAtBlanks(lines)
    .map((chunk) => boundChunk(chunk))
    .join('\n');
}

/** Stretches of lines without a blank one, which no paragraph is longer than, and the blank lines between. */
function splitAtBlanks(lines: readonly string[]): string[] {
  const chunks: string[][] = [];
  let wasBlank = true;
  for (const line of lines) {
    const isBlank = line.trim() === '';
    if (isBlank || wasBlank) chunks.push([line]);
    else chunks.at(-1)?.push(line);
    wasBlank = isBlank;
  }
  return chunks.map((chunk) => chunk.join('\n'));
}

function boundChunk(chunk: string): string {
  const emphasis = chunk.match(/[*_]+/g)?.length ?? 0;
  const brackets = chunk.match(/\[/g)?.length ?? 0;
  let bounded = emphasis > maxEmphasisRuns ? chunk.replace(/[*_]+/g, '') : chunk;
  if (brackets > maxBrackets) bounded = bounded.replace(/[[\]]/g, '');
  if ((chunk.match(/`+/g)?.length ?? 0) > maxTickRuns) bounded = bounded.replace(/`+/g, '');
  return bounded;
}
