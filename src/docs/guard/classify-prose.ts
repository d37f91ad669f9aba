import { measureCodeLikeness } from './code-likeness.ts';
import type { MarkdownNodes } from './markdown-nodes.ts';
import { parsesAsProgram } from './parses-as-program.ts';

const sourceView =
  /class=["'][^"']{0,200}\b(?:blob-code|blob-num|js-file-line|react-code|react-line|hljs-ln|linenos?|line-?numbers?|CodeMirror-line|highlighttable|rouge-code)/gi;

/** Why a text that calls itself prose is source code; null when it is prose. */
export async function findSourceInProse(
  text: string,
  nodes: MarkdownNodes,
  maxCodeBlockLines: number,
): Promise<string | null> {
  if (/^\s*\{\s*"version"\s*:\s*3\s*,/.test(text) && text.includes('"mappings"')) return 'a source map';
  if (isJson(text)) return 'data for a machine: the whole text is JSON';
  if (/^\s*#!/.test(text)) return 'a script: it starts with "#!"';
  if ((text.match(sourceView)?.length ?? 0) >= 5) return 'an HTML view of source code';
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(text)) return 'an HTML page where a text was expected';
  const prose = blankOut(text, nodes);
  const { codeLines, filledLines } = measureCodeLikeness(prose);
  if (codeLines >= 8 && codeLines / filledLines > 0.45) {
    return `source code: ${codeLines} of ${filledLines} lines outside of code blocks are code`;
  }
  if (codeLines >= 3 && codeLines / filledLines > 0.1 && (await parsesAsProgram(text))) {
    return 'source code: the whole text is a program';
  }
  const blockLines = nodes.code.reduce((sum, block) => sum + block.lines, 0);
  const words = prose.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  if (blockLines > maxCodeBlockLines * 3 && words < blockLines / 2) {
    return `source code: ${blockLines} lines of code blocks with ${words} words around them`;
  }
  return null;
}

/** Notebooks, source maps and bundles of files come as JSON; no document does. */
function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** The text without code blocks, HTML and block comments: what is left should be prose. */
function blankOut(text: string, nodes: MarkdownNodes): string {
  const pieces: string[] = [];
  let position = 0;
  for (const block of [...nodes.code, ...nodes.html].toSorted((a, b) => a.start - b.start)) {
    if (block.start < position) continue;
    pieces.push(text.slice(position, block.start));
    position = block.end;
  }
  pieces.push(text.slice(position));
  return removeBlockComments(pieces.join(''));
}

function removeBlockComments(text: string): string {
  const pieces: string[] = [];
  let position = 0;
  for (let start = text.indexOf('/*'); start !== -1; start = text.indexOf('/*', position)) {
    const end = text.indexOf('*/', start + 2);
    if (end === -1) break;
    pieces.push(text.slice(position, start));
    position = end + 2;
  }
  return [...pieces, text.slice(position)].join('');
}
