/**
 * A line scanner for the blocks that hold facts: code, headings, tables, items, paragraphs. Written by hand because it
 * must be linear in hostile text, keep line numbers, and nothing inside a paragraph matters to it.
 */
export type MarkdownBlock =
  | { readonly kind: 'code'; readonly language: string; readonly line: number; readonly text: string }
  | { readonly kind: 'heading'; readonly depth: number; readonly line: number; readonly text: string }
  | { readonly kind: 'table'; readonly line: number; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'text'; readonly line: number; readonly indent: number; readonly text: string };

const maxLineLength = 4000;
const fencePattern = /^(\s{0,12}(?:[-*+]\s{1,4}|\d{1,3}[.)]\s{1,4})?)(`{3,}|~{3,})\s{0,4}([A-Za-z0-9+#_-]*)/;
const itemPattern = /^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s/;

interface Cursor {
  readonly lines: readonly string[];
  /** The same lines with their tabs. */
  readonly written: readonly string[];
  readonly blocks: MarkdownBlock[];
  at: number;
  /** True while the lines belong to a list item, whose indented lines are not code. */
  inItem: boolean;
}

/** Splits Markdown into blocks in the order of the document; `line` counts from 1. */
export function parseMarkdown(text: string): readonly MarkdownBlock[] {
  const written = text.split(/\r\n|\r|\n/).map((line) => line.slice(0, maxLineLength));
  const lines = written.map((line) => line.replaceAll('\t', '    '));
  const cursor: Cursor = { lines, written, blocks: [], at: 0, inItem: false };
  while (cursor.at < lines.length) {
    if (isBlank(cursor)) cursor.at += 1;
    else if (!readFence(cursor) && !readIndentedCode(cursor) && !readHeading(cursor) && !readTable(cursor))
      readText(cursor);
  }
  return cursor.blocks;
}

function lineAt(cursor: Cursor, offset = 0): string {
  return cursor.lines[cursor.at + offset] ?? '';
}

function isBlank(cursor: Cursor, offset = 0): boolean {
  return lineAt(cursor, offset).trim() === '';
}

function readFence(cursor: Cursor): boolean {
  const match = fencePattern.exec(lineAt(cursor));
  const [, indent = '', fence = '', language = ''] = match ?? [];
  if (match === null) return false;
  const start = cursor.at + 1;
  let end = start;
  while (end < cursor.lines.length && !closesFence(cursor.lines[end] ?? '', fence)) end += 1;
  // Tabs in code are part of it, and of what it shows; those of an indented block are its indent.
  const body = indent === '' ? cursor.written : cursor.lines;
  const text = body.slice(start, end).map((line) => removeIndent(line, indent.length));
  cursor.blocks.push({
    kind: 'code',
    language: language.toLowerCase(),
    line: start + 1,
    text: text.join('\n'),
  });
  cursor.at = end + 1;
  return true;
}

function closesFence(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.replaceAll(fence[0] ?? '`', '') === '';
}

function removeIndent(line: string, width: number): string {
  let index = 0;
  while (index < width && line[index] === ' ') index += 1;
  return line.slice(index);
}

function readIndentedCode(cursor: Cursor): boolean {
  if (!lineAt(cursor).startsWith('    ') || cursor.inItem) return false;
  const start = cursor.at;
  let end = start;
  for (let at = start; at < cursor.lines.length; at += 1) {
    const line = cursor.lines[at] ?? '';
    if (line.trim() === '') continue;
    if (!line.startsWith('    ')) break;
    end = at;
  }
  const text = cursor.lines.slice(start, end + 1).map((line) => line.slice(4));
  cursor.blocks.push({ kind: 'code', language: '', line: start + 1, text: text.join('\n') });
  cursor.at = end + 1;
  return true;
}

function readHeading(cursor: Cursor): boolean {
  const line = lineAt(cursor);
  const match = /^ {0,3}(#{1,6})\s+(\S.*)$/.exec(line);
  const underline = lineAt(cursor, 1).trim();
  if (match !== null) {
    const text = (match[2] ?? '').trim();
    addHeading(cursor, (match[1] ?? '#').length, stripClosingHashes(text), 1);
    return true;
  }
  if (
    underline.length < 3 ||
    !/^(?:=+|-+)$/.test(underline) ||
    itemPattern.test(line) ||
    line.includes('|')
  ) {
    return false;
  }
  addHeading(cursor, underline.startsWith('=') ? 1 : 2, line.trim(), 2);
  return true;
}

function stripClosingHashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end -= 1;
  return end < text.length && text[end - 1] === ' ' ? text.slice(0, end).trim() : text;
}

function addHeading(cursor: Cursor, depth: number, text: string, lines: number): void {
  cursor.blocks.push({ kind: 'heading', depth, line: cursor.at + 1, text });
  cursor.at += lines;
  cursor.inItem = false;
}

function readTable(cursor: Cursor): boolean {
  const divider = lineAt(cursor, 1).trim();
  if (!lineAt(cursor).includes('|') || !divider.includes('-') || !/^[|:\s-]+$/.test(divider)) return false;
  const start = cursor.at;
  const rows: string[][] = [];
  while (lineAt(cursor).includes('|')) {
    if (cursor.at !== start + 1) rows.push(splitRow(lineAt(cursor)));
    cursor.at += 1;
  }
  cursor.blocks.push({ kind: 'table', line: start + 1, rows });
  return true;
}

/** Cells of a row; a bar that is escaped or inside backticks belongs to its cell. */
function splitRow(line: string): string[] {
  const cells: string[] = [''];
  let inCode = false;
  const trimmed = line.trim();
  for (let at = trimmed.startsWith('|') ? 1 : 0; at < trimmed.length; at += 1) {
    const character = trimmed[at] ?? '';
    if (character === '`') inCode = !inCode;
    if (character === '\\' && trimmed[at + 1] === '|') {
      cells[cells.length - 1] += '|';
      at += 1;
    } else if (character === '|' && !inCode) cells.push('');
    else cells[cells.length - 1] += character;
  }
  if (trimmed.endsWith('|')) cells.pop();
  return cells.map((cell) => cell.trim());
}

function readText(cursor: Cursor): void {
  const start = cursor.at;
  const first = lineAt(cursor);
  const indent = first.length - first.trimStart().length;
  const isItem = itemPattern.test(first);
  if (isItem) cursor.inItem = true;
  else if (indent === 0) cursor.inItem = false;
  cursor.at += 1;
  while (cursor.at < cursor.lines.length && !isBlank(cursor) && !startsBlock(lineAt(cursor))) cursor.at += 1;
  const text = cursor.lines.slice(start, cursor.at).map((line) => line.trim());
  cursor.blocks.push({ kind: 'text', line: start + 1, indent, text: text.join('\n') });
}

function startsBlock(line: string): boolean {
  return itemPattern.test(line) || fencePattern.test(line) || /^ {0,3}#{1,6}\s/.test(line);
}
