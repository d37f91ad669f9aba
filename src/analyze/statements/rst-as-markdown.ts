import { readInline } from './rst-inline.ts';
import { isTableBorder, renderTable } from './rst-tables.ts';

const longestLine = 4_000;
/** Directives whose content is prose for every reader. */
const prose =
  /^(?:note|warning|tip|hint|important|attention|caution|danger|error|admonition|deprecated|versionadded|versionchanged|topic|sidebar)$/;
/** Directives that describe a function or class, whose content says what it does. */
const declaring =
  /^(?:py:)?(?:function|method|class|attribute|data|exception|staticmethod|classmethod|decorator|describe|option)$/;
const adornment = /^([=\-~^"'*+#`:._<>])\1{2,}$/;
const item = /^(?:[-*+•]|\d{1,3}[.)]|#\.)\s+/;

interface Cursor {
  readonly lines: readonly string[];
  readonly output: string[];
  /** Signs that underline headings, in the order in which they were met: the first is the outermost. */
  readonly levels: string[];
  at: number;
}

/**
 * reStructuredText as Markdown, line for line, so that what is read in one stands in the same line of the other: headings,
 * paragraphs, lists, tables and notes stay; code, images, targets, comments and other directives are empty lines. Linear.
 */
export function renderRstAsMarkdown(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.slice(0, longestLine).replaceAll('\t', '    ').trimEnd());
  const cursor: Cursor = { lines, output: [], levels: [], at: 0 };
  while (cursor.at < lines.length) {
    if (!readHeading(cursor) && !readDirective(cursor) && !readPrompt(cursor) && !readTable(cursor))
      readLine(cursor);
  }
  return cursor.output.join('\n');
}

function lineAt({ lines, at }: Cursor, offset = 0): string {
  return lines[at + offset] ?? '';
}

function skip(cursor: Cursor, count: number): void {
  for (let index = 0; index < count && cursor.at < cursor.lines.length; index += 1) {
    cursor.output.push('');
    cursor.at += 1;
  }
}

function write(cursor: Cursor, text: string): void {
  cursor.output.push(text);
  cursor.at += 1;
}

/** A title with a line of signs below it, and perhaps the same above. */
function readHeading(cursor: Cursor): boolean {
  const over =
    adornment.test(lineAt(cursor)) && lineAt(cursor, 2) === lineAt(cursor) && lineAt(cursor, 1).trim() !== '';
  const title = lineAt(cursor, over ? 1 : 0).trim();
  const under = lineAt(cursor, over ? 2 : 1);
  const isHeading =
    title !== '' && adornment.test(under) && (over || !/^\s/.test(lineAt(cursor))) && !isTableBorder(title);
  if (!isHeading || under.length < Math.min(3, title.length) || adornment.test(title)) return false;
  const style = `${over ? 'over' : ''}${under[0]}`;
  if (!cursor.levels.includes(style)) cursor.levels.push(style);
  if (over) skip(cursor, 1);
  const depth = Math.min(6, cursor.levels.indexOf(style) + 1);
  write(cursor, `${'#'.repeat(depth)} ${readInline(title)}`);
  skip(cursor, 1);
  return true;
}

/** `.. name:: words` with what is indented below it; comments and targets look alike. */
function readDirective(cursor: Cursor): boolean {
  const line = lineAt(cursor);
  const match = /^(\s*)\.\.(?:\s+(?:\|[^|\n]{1,80}\|\s+)?([\w:+-]{1,40}?)::\s*(.*)|\s.*|)$/.exec(line);
  if (match === null) return false;
  const indent = match[1]?.length ?? 0;
  const name = (match[2] ?? '').toLowerCase();
  const words = match[3] ?? '';
  const isProse = prose.test(name);
  const isDeclaring = declaring.test(name);
  if (isDeclaring)
    write(cursor, `${'#'.repeat(Math.min(6, cursor.levels.length + 1))} \`${words.replaceAll('`', '')}\``);
  else if (isProse && !/^version|^deprecated$/.test(name)) write(cursor, readInline(words));
  else skip(cursor, 1);
  if (isProse || isDeclaring) {
    while (/^\s+:[\w-]{1,40}:/.test(lineAt(cursor))) skip(cursor, 1);
    // Its content is read like any other text.
    return true;
  }
  skip(cursor, countBlock(cursor, indent));
  return true;
}

/** Lines that are empty or indented further than `indent`, up to the last that is not empty. */
function countBlock(cursor: Cursor, indent: number): number {
  let count = 0;
  for (let offset = 0; cursor.at + offset < cursor.lines.length; offset += 1) {
    const line = lineAt(cursor, offset);
    if (line === '') continue;
    if (line.search(/\S/) <= indent) break;
    count = offset + 1;
  }
  return count;
}

/** Examples behind prompts, up to the next empty line. */
function readPrompt(cursor: Cursor): boolean {
  if (!/^\s*>>>(?:\s|$)/.test(lineAt(cursor))) return false;
  while (cursor.at < cursor.lines.length && lineAt(cursor) !== '') skip(cursor, 1);
  return true;
}

function readTable(cursor: Cursor): boolean {
  if (!isTableBorder(lineAt(cursor).trim())) return false;
  const rest = cursor.lines.slice(cursor.at, cursor.at + 400).map((line) => line.trim());
  const rendered = renderTable(rest);
  if (rendered === null) return false;
  for (const line of rendered) write(cursor, readInline(line));
  return true;
}

function readLine(cursor: Cursor): void {
  const line = lineAt(cursor);
  const bare = line.trimStart();
  const field =
    /^:(?:param|parameter|arg|argument|key|keyword)\s+(?:[\w.[\], |]{1,80}\s)?([\w*]{1,80}):\s*(.*)$/.exec(
      bare,
    );
  const result = /^:(returns?|rtype|raises|type)(?:\s+([\w.]{1,80}))?:\s*(.*)$/.exec(bare);
  const indent = line.length - bare.length;
  const isLiteral = /::$/.test(bare);
  if (adornment.test(bare)) write(cursor, '');
  else if (field !== null) write(cursor, `- \`${field[1]}\`: ${readInline(field[2] ?? '')}`);
  else if (result !== null)
    write(cursor, `- ${[result[1], result[2]].filter(Boolean).join(' ')}: ${readInline(result[3] ?? '')}`);
  else if (item.test(bare))
    write(
      cursor,
      `${' '.repeat(Math.min(indent, 8))}${bare.replace(item, '- ').slice(0, 2)}${readInline(bare.replace(item, ''))}`,
    );
  else write(cursor, readInline(bare.replace(/\s*::$/, bare === '::' ? '' : ':')));
  if (isLiteral) skip(cursor, countBlock(cursor, indent));
}
