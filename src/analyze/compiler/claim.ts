import type ts from 'typescript';
import type { ExpectedOutcome } from '../../spec/index.ts';
import { readAssertion } from './assertion.ts';
import { isLiteral } from './literal.ts';
import type { TypeScript } from './load-typescript.ts';
import { parseOutcome } from './outcome.ts';
import { readPrinted } from './printing.ts';
import type { ResultNote } from './result-note.ts';
import type { SnippetStatement } from './snippet.ts';
import { javascriptText } from './syntax.ts';

/** What one statement of an example claims: this expression comes out like that. */
export interface Claim {
  readonly expression: string;
  readonly node: ts.Node;
  readonly expected: ExpectedOutcome;
}

export interface ClaimRequest {
  readonly statement: SnippetStatement;
  readonly isRepl: boolean;
  /** True for an expression whose value is declared to be a string, so that words without quotes can be it. */
  isString(expression: ts.Expression): boolean;
  /** Texts that stand in the whole example. */
  readonly texts: readonly string[];
}

/** Null for a statement that claims nothing exact. */
export function readClaim(
  ts: TypeScript,
  { statement, isRepl, isString, texts }: ClaimRequest,
): Claim | null {
  const subject = readSubject(ts, statement.node);
  if (subject === null) return null;
  const isDeclaration = ts.isVariableStatement(statement.node);
  const printed = readPrinted(ts, subject);
  if (statement.note !== null) {
    if (isRepl && isDeclaration) return null;
    return readNoted(ts, { subject, printed, statement, isString, texts });
  }
  if (isDeclaration || printed !== null) return null;
  return readAssertion(ts, subject);
}

/** The expression whose value a comment behind the statement would show. */
function readSubject(ts: TypeScript, node: ts.Statement): ts.Expression | null {
  if (ts.isExpressionStatement(node)) {
    const { expression } = node;
    const isAssignment =
      ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isAssignment ? expression.right : expression;
  }
  if (!ts.isVariableStatement(node)) return null;
  const [declaration, ...others] = node.declarationList.declarations;
  if (declaration === undefined || others.length > 0 || !ts.isIdentifier(declaration.name)) return null;
  return declaration.initializer ?? null;
}

interface NotedRequest {
  readonly subject: ts.Expression;
  readonly printed: readonly ts.Expression[] | null;
  readonly statement: SnippetStatement;
  isString(expression: ts.Expression): boolean;
  readonly texts: readonly string[];
}

function readNoted(
  ts: TypeScript,
  { subject, printed, statement, isString, texts }: NotedRequest,
): Claim | null {
  const note = statement.note && withoutName(statement.note, nameOf(ts, statement.node));
  const target = printed === null ? subject : printed[0];
  if (note === null || target === undefined || isLiteral(ts, target) || isPlainName(ts, target, statement))
    return null;
  const asserted = ts.isCallExpression(subject) ? readAssertion(ts, subject) : null;
  if (asserted !== null) return asserted;
  const expected = parseOutcome(ts, {
    note,
    printed: printed !== null,
    isString: isString(target),
    texts,
  });
  // A comment that says nothing exact leaves `a === b` to speak for itself; one that does wins: it may say false.
  if (expected === null) return readAssertion(ts, subject);
  if (expected.kind === 'output' || (printed !== null && printed.length > 1)) {
    return expected.kind === 'output'
      ? { expression: javascriptText(ts, subject), node: subject, expected }
      : null;
  }
  const text = javascriptText(ts, target);
  // A match carries index and input besides its elements; documentation shows the elements only.
  const isMatch =
    /\.(?:exec\([^()]*|match\(\/[^()\s]*\/\w*)\)$/.test(text) &&
    expected.kind === 'value' &&
    expected.value.startsWith('[');
  const shown = ts.isNewExpression(target) ? showInstance(text, expected) : null;
  return { expression: shown ?? (isMatch ? `[...${text}]` : text), node: target, expected };
}

/** `new Money(3) // '3.00'` says how the instance reads as a string or number: `new` never gives one itself. */
function showInstance(text: string, expected: ExpectedOutcome): string | null {
  if (expected.kind !== 'value') return null;
  if (/^['"`]/.test(expected.value)) return `String(${text})`;
  return /^-?\d/.test(expected.value) ? `Number(${text})` : null;
}

/** The variable that the statement gives a value. */
function nameOf(ts: TypeScript, node: ts.Statement): string | null {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText() ?? null;
  const target =
    ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression) && node.expression.left;
  return target && ts.isIdentifier(target) ? target.text : null;
}

/** `// greeting -> "Hello"` says of the variable by its name what `// -> "Hello"` says. */
function withoutName(note: ResultNote, name: string | null): ResultNote {
  const [first = '', ...rest] = note.lines;
  const start = first.trimStart();
  if (name === null || !start.startsWith(name)) return note;
  const [mark = '', sign] =
    /^\s*(?:([=-]{1,2}>|[→⇨⇒]|={1,3})|:|is\b|equals\b|will be\b)/.exec(start.slice(name.length)) ?? [];
  if (mark === '') return note;
  const text = start.slice(name.length + mark.length);
  return { ...note, lines: [`${sign === undefined ? 'returns' : '=>'} ${text}`, ...rest] };
}

/** `const copy = original // [1, 2]` explains a value that nothing made. */
function isPlainName(ts: TypeScript, target: ts.Expression, { node }: SnippetStatement): boolean {
  return ts.isVariableStatement(node) && (ts.isIdentifier(target) || ts.isFunctionLike(target));
}
