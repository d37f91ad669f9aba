import type TypeScript from 'typescript';

/** The exported name that `module.exports`, `exports.a`, `module.exports['a']` or `exports.default` stand for. */
export function readExportTarget(ts: typeof TypeScript, target: TypeScript.Expression): string | null {
  if (isExportsObject(ts, target)) return 'default';
  const isMember = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
  if (!isMember || !isExportsObject(ts, target.expression)) return null;
  if (ts.isPropertyAccessExpression(target)) return target.name.text;
  return ts.isStringLiteralLike(target.argumentExpression) ? target.argumentExpression.text : null;
}

function isExportsObject(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 'exports';
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

/** A call that exports: what a compiler to CommonJS writes, or members assigned all at once. */
export type ExportCall =
  | { readonly kind: 'one'; readonly name: string; readonly value: TypeScript.Expression | null }
  | { readonly kind: 'members'; readonly literal: TypeScript.ObjectLiteralExpression };

/** `Object.defineProperty(exports, 'a', { value: b })`, with `get` too, and `Object.assign(exports, { a, b })`. */
export function readExportCall(ts: typeof TypeScript, node: TypeScript.Expression): ExportCall | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { expression: owner, name: method } = node.expression;
  if (!ts.isIdentifier(owner) || owner.text !== 'Object') return null;
  const [target, second, third] = node.arguments;
  if (target === undefined || second === undefined || !isExportsObject(ts, target)) return null;
  if (method.text === 'assign' && ts.isObjectLiteralExpression(second)) {
    return { kind: 'members', literal: second };
  }
  const isDefine = method.text === 'defineProperty' && ts.isStringLiteralLike(second);
  if (!isDefine || third === undefined || !ts.isObjectLiteralExpression(third)) return null;
  return { kind: 'one', name: second.text, value: readDescriptor(ts, third) };
}

function readDescriptor(
  ts: typeof TypeScript,
  literal: TypeScript.ObjectLiteralExpression,
): TypeScript.Expression | null {
  for (const property of literal.properties) {
    const key = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : null;
    if (key === 'value' && ts.isPropertyAssignment(property)) return property.initializer;
    if (key !== 'get') continue;
    const getter = ts.isPropertyAssignment(property) ? property.initializer : property;
    if (ts.isArrowFunction(getter) && !ts.isBlock(getter.body)) return getter.body;
    const body = ts.isFunctionLike(getter) && 'body' in getter ? getter.body : undefined;
    const statement = body !== undefined && ts.isBlock(body) ? body.statements[0] : undefined;
    if (statement !== undefined && ts.isReturnStatement(statement)) return statement.expression ?? null;
  }
  return null;
}
