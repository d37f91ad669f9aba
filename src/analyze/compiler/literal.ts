import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';
import { parseExpression } from './syntax.ts';

const maxLiteralLength = 4000;
const constantNames = new Set(['undefined', 'NaN', 'Infinity']);
const constructorNames = new Set(['Date', 'Map', 'Set', 'RegExp', 'Uint8Array', 'URL']);

/** The text as a JavaScript expression of nothing but literals, or null: what is not exact is not taken. */
export function parseLiteral(ts: TypeScript, text: string): string | null {
  const trimmed = text.trim().replace(/;$/, '').trim();
  if (trimmed === '' || trimmed.length > maxLiteralLength) return null;
  for (const candidate of [trimmed, fromInspect(trimmed)]) {
    if (candidate === null) continue;
    const expression = parseExpression(ts, candidate);
    if (expression !== null && isLiteral(ts, expression)) return expression.getText();
  }
  return null;
}

/** True for an expression that names nothing and calls nothing, so that it has one value everywhere. */
export function isLiteral(ts: TypeScript, node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (node.kind === ts.SyntaxKind.NullKeyword || node.kind === ts.SyntaxKind.RegularExpressionLiteral)
    return true;
  if (ts.isIdentifier(node)) return constantNames.has(node.text);
  if (ts.isParenthesizedExpression(node)) return isLiteral(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node)) return isSign(ts, node) && isLiteral(ts, node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isLiteral(ts, element));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((property) => isLiteralEntry(ts, property));
  if (ts.isNewExpression(node)) {
    const known = ts.isIdentifier(node.expression) && constructorNames.has(node.expression.text);
    const given = node.arguments ?? [];
    const isNow = ts.isIdentifier(node.expression) && node.expression.text === 'Date' && given.length === 0;
    return known && !isNow && given.every((argument) => isLiteral(ts, argument));
  }
  return isNullPrototype(ts, node);
}

function isSign(ts: TypeScript, node: ts.PrefixUnaryExpression): boolean {
  return node.operator === ts.SyntaxKind.MinusToken || node.operator === ts.SyntaxKind.PlusToken;
}

function isLiteralEntry(ts: TypeScript, property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isPropertyAssignment(property)) return false;
  // In a literal `__proto__: x` sets the prototype instead of a key, which no printed value means.
  if (!ts.isComputedPropertyName(property.name) && property.name.getText().includes('__proto__'))
    return false;
  return !ts.isComputedPropertyName(property.name) && isLiteral(ts, property.initializer);
}

function isNullPrototype(ts: TypeScript, node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'Object.assign') return false;
  const [target, values] = node.arguments;
  return target?.getText() === 'Object.create(null)' && values !== undefined && isLiteral(ts, values);
}

/** What Node's inspect or a typesetter writes and JavaScript does not read: maps, sets, dates, curly quotes. */
function fromInspect(text: string): string | null {
  const quoted = /^[“‘]([^“”‘’\n]*)[”’]$/.exec(text);
  if (quoted?.[1] !== undefined) return JSON.stringify(quoted[1]);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)) return `new Date('${text}')`;
  const bare = /^\[Object: null prototype\]\s*(\{.*\})$/s.exec(text);
  if (bare?.[1] !== undefined) return `Object.assign(Object.create(null), ${bare[1]})`;
  const set = /^Set\s?(?:\(\d+\))?\s?\{(.*)\}$/s.exec(text);
  if (set?.[1] !== undefined) return `new Set([${set[1]}])`;
  const map = /^Map\s?(?:\(\d+\))?\s?\{(.*)\}$/s.exec(text);
  if (map?.[1] !== undefined) return fromMapEntries(map[1]);
  return null;
}

function fromMapEntries(body: string): string | null {
  const entries = splitTopLevel(body).filter((entry) => entry.trim() !== '');
  const pairs = entries.map((entry) => entry.split('=>'));
  if (pairs.some((pair) => pair.length !== 2)) return null;
  return `new Map([${pairs.map(([key = '', value = '']) => `[${key.trim()}, ${value.trim()}]`).join(', ')}])`;
}

function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const end = literalEnd(text, at);
    if (end > at + 1) at = end - 1;
    else if (text[at] === ',') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** Where the string or bracket that starts at `start` ends (one past); `start + 1` for any other character. */
function literalEnd(text: string, start: number): number {
  const stack: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'" || character === '"' || character === '`') at = stringEnd(text, at) - 1;
    else if (closers[character] !== undefined) stack.push(closers[character] ?? '');
    else if (character === stack.at(-1)) stack.pop();
    if (stack.length === 0) return at + 1;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at + 1;
  }
  return text.length;
}

// What may stand between a value and the words about it. `'a' or 'b'`, `'a' + x` and `5 minutes` are not values.
const remark =
  /^\s*(?:$|[;.]\s*$|[;,]\s+[A-Za-z]|\(|--|—|–|\/\/|#|<-|←|\s(?:because|since|as|when|if|due)\b)/;

/** A literal with words after it: the literal, or null where it is unclear which is which. */
export function parseLeadingLiteral(ts: TypeScript, text: string): string | null {
  const trimmed = text.trim();
  const word = /^[-+]?(?:true|false|null|undefined|NaN|Infinity|\d[\w.]*)(?=$|[\s,;.(])/.exec(trimmed)?.[0];
  const opens = /^['"`[{]/.test(trimmed);
  if (word === undefined && !opens) return null;
  const end = word?.length ?? literalEnd(trimmed, 0);
  const rest = trimmed.slice(end);
  if (!remark.test(rest) || /^\s*[,;]?\s*(?:or|and|to|otherwise)\b/i.test(rest)) return null;
  return parseLiteral(ts, trimmed.slice(0, end));
}
