import type { BinaryExpression, Expression } from 'typescript';
import { makeBranch, makeDefault, makeOperator, makeSum } from '../../operations/build.ts';
import { constant, type Operation, operation } from '../../operations/operation.ts';
import type { JavaScriptReader } from './types.ts';

export function readPrefix(
  reader: JavaScriptReader,
  operator: number,
  operand: Expression,
  at: number,
): Operation {
  const { SyntaxKind } = reader.typescript;
  if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken)
    return readStep(reader, operator, operand, at);
  const value = reader.read(operand);
  // Which branch is taken on which answer is not told apart.
  if (operator === SyntaxKind.ExclamationToken)
    return value.op === 'number' || value.op === 'truth' ? constant(!value.value, at) : value;
  if (operator === SyntaxKind.MinusToken && value.op === 'number') return constant(-Number(value.value), at);
  if (operator === SyntaxKind.MinusToken) return operation('negate', [value], at);
  return operation(operator === SyntaxKind.TildeToken ? '~' : 'number-of', [value], at);
}

export function readStep(
  reader: JavaScriptReader,
  operator: number,
  operand: Expression,
  at: number,
): Operation {
  const by = operator === reader.typescript.SyntaxKind.PlusPlusToken ? 1 : -1;
  const sum = makeSum([reader.read(operand), constant(by, at)], at);
  return reader.assign(operand, sum, at);
}

export function readBinary(reader: JavaScriptReader, node: BinaryExpression): Operation {
  const { SyntaxKind, tokenToString } = reader.typescript;
  const at = node.end;
  const kind = node.operatorToken.kind;
  if (kind === SyntaxKind.PlusToken) return makeSum(readChain(reader, node, kind), at);
  if (kind === SyntaxKind.CommaToken) return operation('block', readChain(reader, node, kind), at);
  if (kind === SyntaxKind.EqualsToken) return reader.assign(node.left, reader.read(node.right), at);
  const text = tokenToString(kind) ?? '?';
  const logical = /^(&&|\|\||\?\?)=?$/.exec(text);
  if (logical !== null) {
    const left = reader.read(node.left);
    const right = text.endsWith('=')
      ? reader.assign(node.left, reader.read(node.right), at)
      : reader.read(node.right);
    return text.startsWith('??') ? makeDefault(left, right, at) : makeBranch(left, { yes: right, at });
  }
  if (kind >= SyntaxKind.FirstCompoundAssignment && kind <= SyntaxKind.LastCompoundAssignment) {
    const [left, right] = [reader.read(node.left), reader.read(node.right)];
    return reader.assign(node.left, makeOperator(text.slice(0, -1), [left, right], at), at);
  }
  return makeOperator(text, [reader.read(node.left), reader.read(node.right)], at);
}

/** What stands in a row with the same operator, without recursing once for each. */
function readChain(reader: JavaScriptReader, node: BinaryExpression, kind: number): Operation[] {
  const parts: Expression[] = [];
  let left: Expression = node;
  while (reader.typescript.isBinaryExpression(left) && left.operatorToken.kind === kind) {
    parts.push(left.right);
    left = left.left;
  }
  return [left, ...parts.reverse()].map((part) => reader.read(part));
}
