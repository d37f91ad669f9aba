import type TypeScript from 'typescript';

/** A variable of the whole file that functions make greater and compare: an answer may hang on how often it was asked. */
export interface CallCounter {
  readonly node: TypeScript.Node;
  readonly name: string;
}

export function findCallCounters(ts: typeof TypeScript, source: TypeScript.SourceFile): CallCounter[] {
  const counters = listNumbers(ts, source);
  if (counters.size === 0) return [];
  const [grown, compared] = [new Set<string>(), new Set<string>()];
  let depth = 0;
  let functions = 0;
  const walk = (node: TypeScript.Node): void => {
    if (depth > 400) return;
    const isFunction = ts.isFunctionLike(node);
    functions += isFunction ? 1 : 0;
    depth += 1;
    if (functions > 0) {
      const name = findGrown(ts, node);
      if (name !== null) grown.add(name);
      for (const other of listCompared(ts, node)) compared.add(other);
    }
    ts.forEachChild(node, walk);
    depth -= 1;
    functions -= isFunction ? 1 : 0;
  };
  walk(source);
  return [...counters].flatMap(([name, node]) =>
    grown.has(name) && compared.has(name) ? [{ node, name }] : [],
  );
}

/** `let` and `var` outside of all functions that begin with a number. */
function listNumbers(ts: typeof TypeScript, source: TypeScript.SourceFile): Map<string, TypeScript.Node> {
  const found = new Map<string, TypeScript.Node>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if ((statement.declarationList.flags & ts.NodeFlags.Const) !== 0) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer !== undefined && ts.isNumericLiteral(initializer))
        found.set(name.text, name);
    }
  }
  return found;
}

function findGrown(ts: typeof TypeScript, node: TypeScript.Node): string | null {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    const { operator, operand } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps && ts.isIdentifier(operand) ? operand.text : null;
  }
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return null;
  const { kind } = node.operatorToken;
  const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  return isAssignment ? node.left.text : null;
}

function listCompared(ts: typeof TypeScript, node: TypeScript.Node): string[] {
  if (!ts.isBinaryExpression(node)) return [];
  const { SyntaxKind } = ts;
  const comparing = [
    ...[SyntaxKind.LessThanToken, SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanToken],
    ...[SyntaxKind.GreaterThanEqualsToken, SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.PercentToken],
    ...[SyntaxKind.EqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
  ];
  if (!comparing.includes(node.operatorToken.kind)) return [];
  return [node.left, node.right].flatMap((side) => {
    const inner = ts.isPostfixUnaryExpression(side) || ts.isPrefixUnaryExpression(side) ? side.operand : side;
    return ts.isIdentifier(inner) ? [inner.text] : [];
  });
}
