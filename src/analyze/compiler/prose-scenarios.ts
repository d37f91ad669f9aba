import type ts from 'typescript';
import { parseLiteral } from './literal.ts';
import type { TypeScript } from './load-typescript.ts';
import type { MarkdownBlock } from './markdown.ts';
import type { Draft } from './scenarios.ts';
import { languageNames } from './slice.ts';
import { plainText } from './snippet.ts';
import { freeNames, parseExpression } from './syntax.ts';

interface StatedRequest {
  readonly document: string;
  readonly blocks: readonly MarkdownBlock[];
  readonly bindings: ReadonlyMap<string, string>;
}

const statement =
  /`([^`\n]{3,200}\))`\s+(?:returns?|gives|yields|evaluates to|results in|is|becomes|→|=>|->)\s+`([^`\n]{1,200})`/g;
const callHeader = /^(?:call|example|expression|input|code|usage)\b/i;
const resultHeader = /^(?:result|output|returns?|value|expected)\b/i;

/** Claims outside code blocks: tables of calls and results, and "`fn('a')` returns `'b'`". */
export function readStatedScenarios(ts: TypeScript, request: StatedRequest): readonly Draft[] {
  let title = '';
  return request.blocks.flatMap((block) => {
    if (block.kind === 'heading') title = plainText(block.text);
    const pairs =
      block.kind === 'table' ? readRows(block.rows) : block.kind === 'text' ? readSentences(block.text) : [];
    return pairs.flatMap(([call, result, offset]) => {
      const value = parseLiteral(ts, result);
      const expression = parseExpression(ts, call);
      if (value === null || expression === null || !isOwnCall(ts, request, expression)) return [];
      const line = block.line + offset;
      const draft: Draft = {
        title: title || call.slice(0, 80),
        origin: block.kind === 'table' ? 'table' : 'example',
        setup: '',
        expression: call,
        expected: { kind: 'value', value },
        source: { document: request.document, lines: [line, line] },
        contested: false,
        note: '',
      };
      return [draft];
    });
  });
}

type Pair = readonly [call: string, result: string, lineOffset: number];

function readRows(rows: readonly (readonly string[])[]): readonly Pair[] {
  const [header = [], ...body] = rows;
  const call = header.findIndex((cell) => callHeader.test(plainText(cell)));
  const result = header.findIndex((cell) => resultHeader.test(plainText(cell)));
  if (call < 0 || result < 0) return [];
  return body.map((row, index) => [bareCode(row[call] ?? ''), bareCode(row[result] ?? ''), index + 2]);
}

function bareCode(cell: string): string {
  return /^`([^`]*)`$/.exec(cell.trim())?.[1] ?? cell.trim();
}

function readSentences(text: string): readonly Pair[] {
  return [...text.matchAll(statement)].map((match) => {
    const offset = text.slice(0, match.index).split('\n').length - 1;
    return [match[1] ?? '', match[2] ?? '', offset];
  });
}

function isOwnCall(ts: TypeScript, { bindings }: StatedRequest, expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression)) return false;
  const names = [...freeNames(ts, expression)];
  return (
    names.some((name) => bindings.has(name)) &&
    names.every((name) => bindings.has(name) || languageNames.has(name))
  );
}
