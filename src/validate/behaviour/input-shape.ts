import type TypeScript from 'typescript';
import type { Code } from '../../probes/index.ts';

const mostParts = 12;

/**
 * What a call is given, by kind: `joinWords([], "", { limit })` for every empty list with any limit. Two inputs of one
 * shape mostly part for one reason, so that one of them says what both do.
 */
export function readShape(ts: typeof TypeScript, { expression, setup }: Code): string {
  const source = ts.createSourceFile(
    'call.js',
    `${setup}\n(${expression}\n)`,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.JS,
  );
  const calls: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const kinds = (node.arguments ?? []).map((argument) => kindOf(ts, argument));
      calls.push(`${node.expression.getText(source).slice(0, 60)}(${kinds.join(', ')})`);
    }
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(calls)].slice(0, mostParts).sort().join(' ');
}

function kindOf(ts: typeof TypeScript, node: TypeScript.Expression): string {
  if (ts.isStringLiteralLike(node))
    return node.text === '' ? '""' : node.text.trim() === '' ? 'blank' : 'text';
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    return value === 0 ? '0' : Number.isInteger(value) ? 'number' : 'fraction';
  }
  if (ts.isParenthesizedExpression(node)) return kindOf(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node))
    return `${ts.tokenToString(node.operator)}${kindOf(ts, node.operand)}`;
  if (ts.isArrayLiteralExpression(node)) {
    const kinds = new Set(node.elements.map((item) => kindOf(ts, item)));
    return `[${[...kinds].sort().slice(0, 4).join('|')}]`;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const names = node.properties.map((property) => property.name?.getText().slice(0, 40) ?? '...');
    return `{${names.sort().slice(0, 8).join(', ')}}`;
  }
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return 'function';
  if (ts.isNewExpression(node)) return `new ${node.expression.getText().slice(0, 40)}`;
  return ts.isIdentifier(node) ? node.text.slice(0, 40) : ts.SyntaxKind[node.kind];
}
