import { isCodeLine } from './code-likeness.ts';
import { findDisguisedPrograms } from './find-disguised.ts';
import { findSlices } from './find-slices.ts';
import { findLiteralBlocks } from './literal-blocks.ts';
import { type Block, isInside, type MarkdownNodes } from './markdown-nodes.ts';
import { countLineEndings, type Edit, findLineStarts } from './tracked-text.ts';

/** Characters that a line of an example may have on average before the block counts as too long. */
const charactersPerLine = 120;

/** Edits that cut every block of code over the limit, in whichever way it is written. */
export function findLongCodeBlocks(text: string, nodes: MarkdownNodes, maxLines: number): Edit[] {
  return [
    ...findCodeRuns(nodes.code, maxLines),
    ...findPreformatted(text, nodes, maxLines),
    ...findLiteralBlocks(text)
      .filter((block) => isTooLong(block, maxLines))
      .map((block) => cutCode(block.start, block.end, block.lines)),
    ...findUnfencedRuns(text, nodes, maxLines),
    ...findDisguisedPrograms(text, nodes, maxLines),
    ...findSlices(
      nodes.code.map((block) => ({ block, code: text.slice(block.start, block.end) })),
      maxLines,
    ),
  ];
}

function isTooLong(block: Pick<Block, 'start' | 'end' | 'lines'>, maxLines: number): boolean {
  return block.lines > maxLines || block.end - block.start > Math.max(maxLines, 10) * charactersPerLine;
}

function cutCode(start: number, end: number, lines: number): Edit {
  const count = `${lines} ${lines === 1 ? 'line' : 'lines'} of code`;
  return { start, end, replacement: `[cut: ${count}]`, reason: `code block of ${count}` };
}

/** Blocks that follow one another with nothing between are one block: a source in slices is still a source. */
function findCodeRuns(blocks: readonly Block[], maxLines: number): Edit[] {
  const runs: Block[] = [];
  for (const block of blocks) {
    const previous = runs.at(-1);
    if (!block.adjacent || previous === undefined) runs.push(block);
    else runs[runs.length - 1] = { ...previous, end: block.end, lines: previous.lines + block.lines };
  }
  return runs.filter((run) => isTooLong(run, maxLines)).map((run) => cutCode(run.start, run.end, run.lines));
}

function findPreformatted(text: string, nodes: MarkdownNodes, maxLines: number): Edit[] {
  const edits: Edit[] = [];
  const opening = /<(pre|xmp|listing|textarea|plaintext|code)\b/gi;
  let codeIsUnclosed = false;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const isCode = match[1]?.toLowerCase() === 'code';
    if (!isInside(nodes.html, match.index) || (isCode && codeIsUnclosed)) continue;
    const closing = new RegExp(`</${match[1]}`, 'gi');
    closing.lastIndex = match.index;
    const found = closing.exec(text);
    // An unclosed `<code>` is a slip of the pen; a browser shows the rest after an unclosed `<pre>` as code.
    codeIsUnclosed = isCode && found === null;
    if (codeIsUnclosed) continue;
    const end = found === null ? text.length : found.index;
    const lines = countLineEndings(text.slice(match.index, end).trimEnd()) + 1;
    const block = { start: match.index, end, lines };
    if (isTooLong(block, maxLines)) {
      const close = found === null ? end : end + `</${match[1]}>`.length;
      edits.push(cutCode(block.start, Math.min(close, text.length), lines));
    }
    opening.lastIndex = end;
  }
  return edits;
}

/** Code pasted between the paragraphs without any mark. */
function findUnfencedRuns(text: string, nodes: MarkdownNodes, maxLines: number): Edit[] {
  const edits: Edit[] = [];
  const starts = findLineStarts(text);
  const fenced = nodes.code.filter((block) => block.fenced);
  let run = { start: 0, end: 0, codeLines: 0 };
  const close = () => {
    if (run.codeLines > maxLines) edits.push(cutCode(run.start, run.end, run.codeLines));
    run = { start: 0, end: 0, codeLines: 0 };
  };
  starts.forEach((start, index) => {
    const line = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    if (isInside(fenced, start)) close();
    else if (isCodeLine(line)) {
      run = {
        start: run.codeLines === 0 ? start : run.start,
        end: start + line.length,
        codeLines: run.codeLines + 1,
      };
    } else if (line.trim() !== '' && !/^(?:\s{2,}\S|\s*[*/])/.test(line)) close();
  });
  close();
  return edits;
}
