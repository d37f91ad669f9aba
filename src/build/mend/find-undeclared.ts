import type TypeScript from 'typescript';

/** Names that every module of Node has, beside the properties of `globalThis`. */
const moduleNames = [
  'arguments',
  'undefined',
  'require',
  'module',
  'exports',
  '__filename',
  '__dirname',
  'globalThis',
];
const globalNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(globalThis), ...moduleNames]);

/**
 * Names that code uses as values and nothing declares: each is a ReferenceError waiting for its line to run, which no
 * example may reach. A name that is declared anywhere in the module counts as declared.
 */
export function findUndeclared(ts: typeof TypeScript, code: string): string[] {
  const source = ts.createSourceFile('index.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node)) {
      if (isDeclaration(ts, node)) declared.add(node.text);
      else if (isValueUse(ts, node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...used].filter((name) => !declared.has(name) && !globalNames.has(name));
}

function isDeclaration(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  const isNamed =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isClassExpression(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportClause(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isNamespaceImport(parent);
  return isNamed && parent.name === node;
}

function isValueUse(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  const isName =
    ts.isMethodDeclaration(parent) ||
    ts.isGetAccessorDeclaration(parent) ||
    ts.isSetAccessorDeclaration(parent) ||
    ts.isPropertyDeclaration(parent);
  if (isName) return parent.name !== node;
  const isLabel = ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
  // `typeof name` asks whether there is one, and is no error.
  const isAsked = ts.isTypeOfExpression(parent);
  const isForeign = ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isMetaProperty(parent);
  return !isLabel && !isAsked && !isForeign;
}
