import type TypeScript from 'typescript';

/** Of `a.b` and `a['b']` the name; null where it is computed. */
export function readMemberName(
  ts: typeof TypeScript,
  node: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression,
): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const { argumentExpression: key } = node;
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : null;
}

/** Whether a name is looked up there, and in no scope of the file: neither declared by it nor the name of a member. */
export function isReference(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node && !isDeclared(ts, node);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && !isDeclared(ts, node);
  if (ts.isBindingElement(parent)) return parent.initializer === node && !isDeclared(ts, node);
  const names = 'name' in parent && (parent as { name?: TypeScript.Node }).name === node;
  if (names && !ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isLabeledStatement(parent))
    return false;
  return !isDeclared(ts, node);
}

const declaredNames = new WeakMap<TypeScript.SourceFile, Set<string>>();

/** Declared anywhere in the file: scopes are not told apart. */
function isDeclared(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const source = node.getSourceFile();
  let names = declaredNames.get(source);
  if (names === undefined) {
    names = listDeclared(ts, source);
    declaredNames.set(source, names);
  }
  return names.has(node.text);
}

function listDeclared(ts: typeof TypeScript, source: TypeScript.SourceFile): Set<string> {
  const names = new Set<string>();
  let depth = 0;
  const walk = (node: TypeScript.Node): void => {
    if (depth > 400) return;
    const isDeclaring =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportClause(node) ||
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node);
    if (isDeclaring && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    depth += 1;
    ts.forEachChild(node, walk);
    depth -= 1;
  };
  walk(source);
  return names;
}
