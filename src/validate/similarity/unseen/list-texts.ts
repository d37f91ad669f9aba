import type TypeScript from 'typescript';
import type { PackageFiles } from '../../../scenarios/types.ts';
import { isCode } from '../../code-files.ts';
import { parseCode } from '../../parse-code.ts';
import { unfoldText } from './unfold-text.ts';

/** A text of a package that no compiler sees as its code, and where it stands. */
export interface HiddenText {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Under it nothing is judged that could be of the original. */
const leastCharacters = 120;
const mostTexts = 2_000;
const mostCharacters = 2 * 1024 * 1024;

/** Comments, texts in the code, data and documents, also encoded: code may be carried in all of these. */
export function listTexts(ts: typeof TypeScript, files: PackageFiles): HiddenText[] {
  const found: HiddenText[] = [];
  let characters = 0;
  for (const [path, content] of Object.entries(files)) {
    if (path === 'LICENSE' || path === 'package.json') continue;
    for (const { line, text } of readTexts(ts, path, content)) {
      for (const plain of unfoldText(text)) {
        if (plain.length < leastCharacters) continue;
        characters += plain.length;
        if (found.length >= mostTexts || characters > mostCharacters) return found;
        found.push({ path, line, text: plain });
      }
    }
  }
  return found;
}

type Placed = Omit<HiddenText, 'path'>;

function readTexts(ts: typeof TypeScript, path: string, content: string): Placed[] {
  if (isCode(path)) return [...listComments(content), ...listLiterals(ts, path, content)];
  if (/\.(?:json|map)$/.test(path)) return listStrings(content);
  if (/\.(?:md|markdown)$/i.test(path)) return listFences(content);
  return /\.(?:py|pyi|rs|go|toml|mod|sum)$/.test(path) ? [] : [{ line: 1, text: content }];
}

/** Comments in blocks, and rows of comments of one line. */
function listComments(content: string): Placed[] {
  const found: Placed[] = [];
  for (let start = content.indexOf('/*'); start !== -1; ) {
    const end = content.indexOf('*/', start + 2);
    const text = content.slice(start + 2, end === -1 ? undefined : end).replace(/^[ \t]*\* ?/gm, '');
    found.push({ line: lineAt(content, start), text });
    if (end === -1) break;
    start = content.indexOf('/*', end + 2);
  }
  let row: string[] = [];
  const lines = content.split('\n');
  for (const [index, line] of [...lines, ''].entries()) {
    const [, text] = /^\s*\/\/ ?(.*)$/.exec(line) ?? [];
    if (text !== undefined) row.push(text);
    else if (row.length > 0) {
      found.push({ line: index - row.length + 1, text: row.join('\n') });
      row = [];
    }
  }
  return found;
}

/** Texts of the code; sums of texts, lists of texts and lists of numbers as the text that they make. */
function listLiterals(ts: typeof TypeScript, path: string, content: string): Placed[] {
  const source = parseCode(ts, path, content);
  if (source === null) return [];
  const found: Placed[] = [];
  let depth = 0;
  const walk = (node: TypeScript.Node): void => {
    if (depth > 400) return;
    const text = readLiteral(ts, node);
    if (text !== null && text.length >= leastCharacters / 2) {
      found.push({ line: source.getLineAndCharacterOfPosition(node.end).line + 1, text });
      return;
    }
    depth += 1;
    ts.forEachChild(node, walk);
    depth -= 1;
  };
  walk(source);
  return found;
}

function readLiteral(ts: typeof TypeScript, node: TypeScript.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) {
    if (node.elements.length > 0 && node.elements.every((element) => ts.isStringLiteralLike(element)))
      return node.elements.map((element) => (element as TypeScript.StringLiteral).text).join('');
    if (node.elements.length < leastCharacters / 2) return null;
    const codes = node.elements.map((element) => (ts.isNumericLiteral(element) ? Number(element.text) : 0));
    return codes.every((code) => code >= 9 && code < 0xffff) ? String.fromCharCode(...codes) : null;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  // Sums lean to the left: one that is long would be as deep.
  const parts: string[] = [];
  let left: TypeScript.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    if (!ts.isStringLiteralLike(left.right)) return null;
    parts.push(left.right.text);
    left = left.left;
  }
  return ts.isStringLiteralLike(left) ? left.text + parts.reverse().join('') : null;
}

function listStrings(content: string): Placed[] {
  try {
    const found: Placed[] = [];
    JSON.parse(content, (_, value: unknown) => {
      if (typeof value === 'string') found.push({ line: 1, text: value });
      return value;
    });
    return found;
  } catch {
    return [{ line: 1, text: content }];
  }
}

function listFences(content: string): Placed[] {
  const found: Placed[] = [];
  let fence: { readonly line: number; readonly text: string[] } | null = null;
  for (const [index, line] of content.split('\n').entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      if (fence !== null) found.push({ line: fence.line, text: fence.text.join('\n') });
      fence = fence === null ? { line: index + 2, text: [] } : null;
    } else fence?.text.push(line);
  }
  return fence === null ? found : [...found, { line: fence.line, text: fence.text.join('\n') }];
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
