import type ts from 'typescript';
import { inlineRequires } from './imports.ts';
import type { TypeScript } from './load-typescript.ts';
import type { MarkdownBlock } from './markdown.ts';
import { readPrinted } from './printing.ts';
import { type ResultBlock, readResultBlock } from './result-block.ts';
import { type ResultNote, readNote } from './result-note.ts';
import { type ParsedCode, parseCode } from './syntax.ts';

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
  /** The block behind it that shows what the example gives, or null. */
  readonly result: ResultBlock | null;
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
    const result = readResultBlock(blocks.slice(index + 1, index + 3));
    return [{ document, title, language, text, line, isSimplified, result }];
  });
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
  const statements = withResult(ts, readStatements(ts, parsed, line), code.result);
  return { document, title, statements, isRepl, isSimplified, usesModule: inlined !== null, line };
}

/** What a block of its own shows is what the last statement gives. Without a word of it, all that is printed. */
function withResult(
  ts: TypeScript,
  statements: readonly SnippetStatement[],
  result: ResultBlock | null,
): readonly SnippetStatement[] {
  const last = statements.at(-1);
  if (result === null || last === undefined || last.note !== null) return statements;
  const printing = statements.filter(({ node }) => isPrinting(ts, node));
  const isAll = printing.every((statement) => statement === last);
  if (!isAll || (!result.isAnnounced && printing.length === 0)) return statements;
  const note: ResultNote = { lines: result.lines, placement: 'block', closes: true, verbatim: null };
  return [...statements.slice(0, -1), { ...last, note }];
}

function isPrinting(ts: TypeScript, node: ts.Statement): boolean {
  return (
    /\bconsole\s*\./.test(node.getText()) ||
    (ts.isExpressionStatement(node) && readPrinted(ts, node.expression) !== null)
  );
}

/** The same snippet read anew from a text with the same lines. */
export function rereadSnippet(ts: TypeScript, snippet: Snippet, text: string): Snippet {
  const parsed = parseCode(ts, text);
  if (parsed === null) return snippet;
  const shown = snippet.statements.at(-1)?.note;
  const result = shown?.placement === 'block' ? { lines: shown.lines, isAnnounced: true } : null;
  return { ...snippet, statements: withResult(ts, readStatements(ts, parsed, snippet.line), result) };
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
    into.push({ node, lines: linesOf(collection, start, node.end), note: readNote(gap, next !== undefined) });
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
