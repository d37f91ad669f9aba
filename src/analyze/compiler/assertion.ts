import type ts from 'typescript';
import type { ExpectedOutcome } from '../../spec/index.ts';
import { isLiteral } from './literal.ts';
import type { TypeScript } from './load-typescript.ts';
import { javascriptText } from './syntax.ts';

interface Assertion {
  readonly expression: string;
  readonly node: ts.Node;
  readonly expected: ExpectedOutcome;
}

const equals = new Set(
  'equal strictEqual deepEqual deepStrictEqual is same strictSame toBe toEqual toStrictEqual eql equals'.split(
    ' ',
  ),
);
const truthy = new Set('ok true truthy isTrue toBeTruthy'.split(' '));
const falsy = new Set('notOk false falsy isFalse toBeFalsy'.split(' '));
const throwing = new Set('throws toThrow toThrowError rejects'.split(' '));
const asserters = new Set('assert t chai test tap should'.split(' '));

/** An assertion of node:assert, ava, tape, jest or chai, or a bare comparison, as expression and outcome. */
export function readAssertion(ts: TypeScript, expression: ts.Expression): Assertion | null {
  if (ts.isBinaryExpression(expression)) return readComparison(ts, expression);
  if (!ts.isCallExpression(expression)) return null;
  const expected = readExpectation(ts, expression);
  if (expected !== null) return expected;
  const { expression: callee, arguments: given } = expression;
  if (ts.isIdentifier(callee) && callee.text === 'assert') return judge(ts, 'ok', given);
  const isAsserter =
    ts.isPropertyAccessExpression(callee) &&
    /^(?:assert|t|chai|test|tap)\b/.test(callee.expression.getText()) &&
    asserters.has(callee.expression.getText().split('.')[0] ?? '');
  return isAsserter ? judge(ts, callee.name.text, given) : null;
}

/** `expect(x).toBe(y)`, `expect(x).to.deep.equal(y)`, `expect(() => x).toThrow()`. */
function readExpectation(ts: TypeScript, call: ts.CallExpression): Assertion | null {
  if (!ts.isPropertyAccessExpression(call.expression)) return null;
  let node: ts.Expression = call.expression.expression;
  while (ts.isPropertyAccessExpression(node)) {
    if (node.name.text === 'not') return null;
    node = node.expression;
  }
  const isExpect =
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'expect';
  const subject = isExpect && ts.isCallExpression(node) ? node.arguments[0] : undefined;
  return subject === undefined ? null : judge(ts, call.expression.name.text, [subject, ...call.arguments]);
}

function judge(ts: TypeScript, verb: string, given: readonly ts.Expression[]): Assertion | null {
  const [first, second] = given;
  if (first === undefined) return null;
  if (equals.has(verb) && second !== undefined) return compare(ts, first, second);
  if (truthy.has(verb)) {
    if (ts.isBinaryExpression(first)) return readComparison(ts, first);
    return value(first, `Boolean(${javascriptText(ts, first)})`, 'true');
  }
  if (falsy.has(verb)) return value(first, `Boolean(${javascriptText(ts, first)})`, 'false');
  return throwing.has(verb) ? readThrown(ts, first, second) : null;
}

function readComparison(ts: TypeScript, node: ts.BinaryExpression): Assertion | null {
  const { kind } = node.operatorToken;
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
  if (!isEqual) return null;
  return compare(ts, node.left, node.right) ?? value(node, javascriptText(ts, node), 'true');
}

function compare(ts: TypeScript, first: ts.Expression, second: ts.Expression): Assertion | null {
  const [actual, expected] = isLiteral(ts, second) ? [first, second] : [second, first];
  if (!isLiteral(ts, expected) || isLiteral(ts, actual)) return null;
  return value(actual, javascriptText(ts, actual), expected.getText());
}

function value(node: ts.Node, expression: string, text: string): Assertion {
  return { expression, node, expected: { kind: 'value', value: text } };
}

function readThrown(
  ts: TypeScript,
  subject: ts.Expression,
  matcher: ts.Expression | undefined,
): Assertion | null {
  const isFunction = ts.isArrowFunction(subject) || ts.isFunctionExpression(subject);
  if (!isFunction || subject.parameters.length > 0) return null;
  const body = ts.isBlock(subject.body) ? onlyExpression(ts, subject.body) : subject.body;
  if (body === null) return null;
  const name =
    matcher !== undefined && ts.isIdentifier(matcher) && /Error$/.test(matcher.text) ? matcher.text : null;
  const message = matcher !== undefined && ts.isStringLiteralLike(matcher) ? matcher.text : null;
  return { expression: javascriptText(ts, body), node: body, expected: { kind: 'throws', name, message } };
}

function onlyExpression(ts: TypeScript, block: ts.Block): ts.Expression | null {
  const [statement, ...others] = block.statements;
  if (statement === undefined || others.length > 0) return null;
  if (ts.isExpressionStatement(statement)) return statement.expression;
  return ts.isReturnStatement(statement) ? (statement.expression ?? null) : null;
}
