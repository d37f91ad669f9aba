import type TypeScript from 'typescript';

/**
 * What a scenario run rendered, as an expression that TypeScript can be asked about; null for what holds more than
 * plain values, Map and Set, or was cut.
 */
export function readAnswer(ts: typeof TypeScript, rendered: string): string | null {
  if (rendered.endsWith('…')) return null;
  const text = rendered
    .replace(/\bMap\(\d+\) \{([^{}]*)\}/g, (_, entries: string) => `new Map([${renderEntries(entries)}])`)
    .replace(/\bSet\(\d+\) \{([^{}]*)\}/g, (_, entries: string) => `new Set([${entries.trim()}])`);
  const source = ts.createSourceFile('answer.ts', `(${text})`, ts.ScriptTarget.Latest, true);
  const { parseDiagnostics } = source as TypeScript.SourceFile & { readonly parseDiagnostics?: unknown[] };
  const [statement, ...others] = source.statements;
  if ((parseDiagnostics?.length ?? 0) > 0 || others.length > 0 || statement === undefined) return null;
  return ts.isExpressionStatement(statement) && isPlain(ts, statement.expression) ? text : null;
}

/** `1 => 'a', 2 => 'b'` as pairs. */
function renderEntries(entries: string): string {
  return entries
    .split(', ')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => `[${entry.replace(' => ', ', ')}]`)
    .join(', ');
}

function isPlain(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isPlain(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node)) return isPlain(ts, node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isPlain(ts, element));
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && isPlain(ts, property.initializer),
    );
  }
  if (ts.isNewExpression(node)) return (node.arguments ?? []).every((argument) => isPlain(ts, argument));
  if (ts.isIdentifier(node)) return ['undefined', 'NaN', 'Infinity'].includes(node.text);
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ts.isBigIntLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}
