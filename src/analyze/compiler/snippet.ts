import type ts from 'typescript';
import { inlineRequires } from './imports.ts';
import type { TypeScript } from './load-typescript.ts';
import type { MarkdownBlock } from './markdown.ts';
import { type ParsedCode, parseCode } from './syntax.ts';

/**
 * A comment that stands where a result is written: behind a statement, or on the lines below it. Or a block of its own
 * after the example, which the text between them calls the result.
 */
export interface ResultNote {
  /** Lines of the comment without their comment signs. */
  readonly lines: readonly string[];
  readonly placement: 'behind' | 'below' | 'block';
  /** True when nothing but a blank line or the end follows it. */
  readonly closes: boolean;
}

export interface SnippetStatement {
  readonly node: ts.Statement;
  /** Lines in the document, from 1. */
  readonly lines: readonly [number, number];
  readonly note: ResultNote | null;
}

export interface Snippet {
  readonly document: string;
  readonly title: string;
  /** Where its first line stands in the document. */
  readonly line: number;
  readonly statements: readonly SnippetStatement[];
  readonly isRepl: boolean;
  /** True where the module's name stands for a `require` inside a statement. */
  readonly usesModule: boolean;
  /** True where the text before says that outcomes are not shown as they are. */
  readonly isSimplified: boolean;
}

export interface CodeText {
  readonly document: string;
  readonly title: string;
  readonly language: string;
  readonly text: string;
  readonly line: number;
  readonly isSimplified: boolean;
  /** Lines of the block that shows what the example gives, or null. */
  readonly result: readonly string[] | null;
}

const languages = new Set([
  '',
  'js',
  'javascript',
  'jsx',
  'mjs',
  'cjs',
  'node',
  'ts',
  'typescript',
  'es6',
  'tsx',
]);
const simplified = /\bfor (?:the sake of )?(?:clarity|brevity|readability|simplicity)\b/i;
const maxStatements = 400;

/** Code blocks of a document that may be JavaScript, each with the heading it stands under. */
export function codeTexts(document: string, blocks: readonly MarkdownBlock[]): readonly CodeText[] {
  let title = '';
  let simplifiedDepth = 0;
  let depth = 0;
  return blocks.flatMap((block, index) => {
    if (block.kind === 'heading') {
      title = plainText(block.text);
      depth = block.depth;
      if (depth <= simplifiedDepth) simplifiedDepth = 0;
    }
    if (block.kind === 'text' && simplified.test(block.text)) simplifiedDepth = depth;
    if (block.kind !== 'code' || !languages.has(block.language)) return [];
    const isSimplified = simplifiedDepth > 0;
    const { language, text, line } = block;
    const result = readResultBlock(blocks[index + 1], blocks[index + 2]);
    return [{ document, title, language, text, line, isSimplified, result }];
  });
}

const announcement =
  /^(?:(?:this|which|that|it|the above|and)\s+)?(?:will\s+)?(?:results?(?:\s+in)?|returns?|outputs?|prints?|logs?|produces?|yields?|gives?)(?:\s+(?:the following|this))?(?:\s+(?:output|result|string|text))?\s?:?$/i;
const plainLanguages = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'console', 'output']);

/** The block after "Results in:" and the like. */
function readResultBlock(
  between: MarkdownBlock | undefined,
  block: MarkdownBlock | undefined,
): readonly string[] | null {
  const isAnnounced = between?.kind === 'text' && announcement.test(plainText(between.text));
  if (!isAnnounced || block?.kind !== 'code' || !plainLanguages.has(block.language)) return null;
  return block.text.split('\n');
}

export function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\][]{0,200})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/<[^<>]{0,300}>/g, '')
    .replace(/[`*]/g, '')
    .trim();
}

/** Reads one code block; null when it is no JavaScript at all. */
export function readSnippet(
  ts: TypeScript,
  code: CodeText,
  names: { readonly packageName: string; readonly moduleName: string },
): Snippet | null {
  const isRepl = /^> ?\S/m.test(code.text) && !/^\s*(?:\$|#) /m.test(code.text);
  const text = isRepl ? rewriteTranscript(code.text) : code.text;
  const first = parseCode(ts, text);
  const inlined = first === null ? null : inlineRequires(ts, first.source, names);
  const parsed = inlined === null ? first : parseCode(ts, inlined);
  if (parsed === null || (code.language === '' && parsed.errors.length > 0)) return null;
  const { document, title, isSimplified, line } = code;
  const statements = withResult(readStatements(ts, parsed, line), code.result);
  return { document, title, statements, isRepl, isSimplified, usesModule: inlined !== null, line };
}

/** What a block of its own shows is what the last statement gives. */
function withResult(
  statements: readonly SnippetStatement[],
  result: readonly string[] | null,
): readonly SnippetStatement[] {
  const last = statements.at(-1);
  if (result === null || last === undefined || last.note !== null) return statements;
  return [...statements.slice(0, -1), { ...last, note: { lines: result, placement: 'block', closes: true } }];
}

/** The same snippet read anew from a text with the same lines. */
export function rereadSnippet(ts: TypeScript, snippet: Snippet, text: string): Snippet {
  const parsed = parseCode(ts, text);
  if (parsed === null) return snippet;
  const shown = snippet.statements.at(-1)?.note;
  const result = shown?.placement === 'block' ? shown.lines : null;
  return { ...snippet, statements: withResult(readStatements(ts, parsed, snippet.line), result) };
}

function readStatements(ts: TypeScript, parsed: ParsedCode, line: number): readonly SnippetStatement[] {
  const into: SnippetStatement[] = [];
  collect({ ts, line, parsed, into }, [...parsed.source.statements], parsed.source.text.length);
  return into;
}

/** A REPL transcript with its answers as result comments, line for line. */
function rewriteTranscript(text: string): string {
  let answered = true;
  return text
    .split('\n')
    .map((line) => {
      const input = /^> ?(.*)$/.exec(line)?.[1];
      if (input !== undefined) {
        answered = false;
        return input;
      }
      const continued = /^\.{3} ?(.*)$/.exec(line)?.[1];
      if (continued !== undefined) return continued;
      if (line.trim() === '') return line;
      const marker = answered ? '//' : '//=>';
      answered = true;
      return `${marker} ${line}`;
    })
    .join('\n');
}

interface Collection {
  readonly ts: TypeScript;
  readonly line: number;
  readonly parsed: ParsedCode;
  readonly into: SnippetStatement[];
}

function collect(collection: Collection, statements: readonly ts.Statement[], containerEnd: number): void {
  const { ts, parsed, into } = collection;
  const { source } = parsed;
  const listed = statements.filter((statement) => !ts.isEmptyStatement(statement));
  const functions = listed.map((node) => innerBody(ts, node));
  const concurrent = listed.filter((node) => isConcurrent(ts, node)).length > 1;
  listed.forEach((node, index) => {
    if (into.length >= maxStatements) return;
    const inner = functions[index] ?? null;
    // Several functions started side by side interleave, which no sequence of statements shows.
    if (concurrent && isConcurrent(ts, node)) return;
    if (inner !== null) {
      collect(collection, [...inner.statements], inner.end - 1);
      return;
    }
    const start = node.getStart(source);
    const next = listed[index + 1];
    if (parsed.errors.some((offset) => offset >= node.getFullStart() && offset <= node.end + 1)) return;
    const gap = source.text.slice(node.end, next?.getStart(source) ?? containerEnd);
    into.push({ node, lines: linesOf(collection, start, node.end), note: readNote(gap) });
  });
}

function linesOf({ parsed, line }: Collection, start: number, end: number): readonly [number, number] {
  const first = parsed.source.getLineAndCharacterOfPosition(start).line;
  const last = parsed.source.getLineAndCharacterOfPosition(end).line;
  return [first + line, last + line];
}

const wrappers = new Set(['it', 'test', 'describe', 'suite', 'context', 'specify']);

/** The body of a function that runs at once or is a test: its statements read as if they stood outside. */
function innerBody(ts: TypeScript, node: ts.Statement): ts.Block | null {
  if (ts.isBlock(node)) return node;
  if (!ts.isExpressionStatement(node)) return null;
  let call: ts.Expression = node.expression;
  if (ts.isAwaitExpression(call) || ts.isVoidExpression(call)) call = call.expression;
  if (!ts.isCallExpression(call)) return null;
  const callee = unwrap(ts, call.expression);
  const isTest = ts.isIdentifier(callee) && wrappers.has(callee.text);
  const candidate = isTest ? call.arguments.at(-1) : call.arguments.length === 0 ? callee : undefined;
  if (candidate === undefined) return null;
  const isFunction = ts.isArrowFunction(candidate) || ts.isFunctionExpression(candidate);
  return isFunction && ts.isBlock(candidate.body) ? candidate.body : null;
}

/** `(async () => { ... })();` without await. */
function isConcurrent(ts: TypeScript, node: ts.Statement): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const callee = unwrap(ts, node.expression.expression);
  const isFunction = ts.isArrowFunction(callee) || ts.isFunctionExpression(callee);
  return isFunction && (callee.modifiers ?? []).some((entry) => entry.kind === ts.SyntaxKind.AsyncKeyword);
}

function unwrap(ts: TypeScript, expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ? unwrap(ts, expression.expression) : expression;
}

/** Reads the comments between a statement and the next one. */
function readNote(gap: string): ResultNote | null {
  const lines = gap.split('\n');
  const first = (lines[0] ?? '').replace(/^[\s;,)]*/, '');
  const below = takeComments(lines.slice(1));
  if (first.startsWith('//')) {
    return { lines: [first.slice(2), ...below.lines], placement: 'behind', closes: below.closes };
  }
  if (first.startsWith('/*')) {
    const comments = takeComments([first, ...lines.slice(1)]);
    return { lines: comments.lines, placement: 'behind', closes: comments.closes };
  }
  // One blank line between a statement and its result is common where the result is a block of its own.
  const skipped = (lines[1] ?? '').trim() === '' ? takeComments(lines.slice(2)) : below;
  return skipped.lines.length === 0 ? null : { ...skipped, placement: 'below' };
}

function takeComments(lines: readonly string[]): { lines: string[]; closes: boolean } {
  const taken: string[] = [];
  let inBlock = false;
  let at = 0;
  for (; at < lines.length && taken.length < 80; at += 1) {
    let line = (lines[at] ?? '').trim();
    if (!inBlock && line.startsWith('/*')) {
      inBlock = true;
      line = line.slice(2).replace(/^\*/, '');
    } else if (!inBlock) {
      if (!line.startsWith('//')) break;
      taken.push((lines[at] ?? '').trimStart().slice(2));
      continue;
    }
    const end = line.indexOf('*/');
    const content = (end < 0 ? line : line.slice(0, end)).replace(/^\* ?/, '');
    if (content.trim() !== '') taken.push(content);
    if (end >= 0) inBlock = false;
  }
  return { lines: taken, closes: (lines[at] ?? '').trim() === '' };
}
