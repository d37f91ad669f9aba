import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';

export interface ParsedCode {
  readonly source: ts.SourceFile;
  /** Offsets where the parser stumbled. */
  readonly errors: readonly number[];
}

/** Parses text as TypeScript, which JavaScript is part of; never runs it. Null for what overflows the parser. */
export function parseCode(ts: TypeScript, text: string): ParsedCode | null {
  try {
    const source = ts.createSourceFile('example.ts', text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
    const internals = source as unknown as { parseDiagnostics?: readonly { start?: number }[] };
    return { source, errors: (internals.parseDiagnostics ?? []).map((entry) => entry.start ?? 0) };
  } catch {
    return null;
  }
}

/** One expression, or null when the text is not exactly one. */
export function parseExpression(ts: TypeScript, text: string): ts.Expression | null {
  const parsed = parseCode(ts, `(${text}\n)`);
  const [statement, ...others] = parsed?.source.statements ?? [];
  if (parsed === null || parsed.errors.length > 0 || others.length > 0 || statement === undefined)
    return null;
  if (!ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression))
    return null;
  const { expression } = statement.expression;
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken
    ? null
    : expression;
}

/** Names that a statement declares in the scope it stands in. */
export function declaredNames(ts: TypeScript, statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((declaration) =>
      bindingNames(ts, declaration.name),
    );
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

export function bindingNames(ts: TypeScript, name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? bindingNames(ts, element.name) : [],
  );
}

/** Names that the node takes from outside: identifiers in value positions, less what it declares itself. */
export function freeNames(ts: TypeScript, root: ts.Node): ReadonlySet<string> {
  const { used, own } = readNames(ts, root);
  return new Set([...used].filter((name) => !own.has(name)));
}

/** Names that the node declares anywhere within itself: parameters, variables, functions and classes. */
export function ownNames(ts: TypeScript, root: ts.Node): ReadonlySet<string> {
  return readNames(ts, root).own;
}

function readNames(ts: TypeScript, root: ts.Node): { used: ReadonlySet<string>; own: ReadonlySet<string> } {
  const used = new Set<string>();
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isParameter(node) || ts.isVariableDeclaration(node)) {
      for (const name of bindingNames(ts, node.name)) own.add(name);
    }
    if (ts.isFunctionLike(node) && node.name !== undefined && ts.isIdentifier(node.name)) {
      if (!ts.isMethodDeclaration(node) && !ts.isAccessor(node)) own.add(node.name.text);
    }
    if (ts.isClassLike(node) && node.name !== undefined) own.add(node.name.text);
    if (ts.isIdentifier(node) && isValuePosition(ts, node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return { used, own };
}

/** True for an identifier that stands for a variable, not for a property or a label. */
export function isValuePosition(ts: TypeScript, node: ts.Identifier): boolean {
  const { parent } = node;
  if (parent === undefined) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isMethodDeclaration(parent) || ts.isAccessor(parent) || ts.isPropertyDeclaration(parent)) {
    return 'initializer' in parent && parent.initializer === node;
  }
  return (
    !ts.isLabeledStatement(parent) && !ts.isBreakOrContinueStatement(parent) && !ts.isMetaProperty(parent)
  );
}

/** The variable at the left end of `a.b[c].d`, calls looked through. */
export function rootName(ts: TypeScript, expression: ts.Expression): string | null {
  let node: ts.Expression = expression;
  for (;;) {
    if (ts.isIdentifier(node)) return node.text;
    if (
      ts.isPropertyAccessExpression(node) ||
      ts.isElementAccessExpression(node) ||
      ts.isCallExpression(node) ||
      ts.isParenthesizedExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAwaitExpression(node)
    ) {
      node = node.expression;
    } else return null;
  }
}

/** True for text that holds TypeScript's own syntax and has to be stripped before it can run. */
export function hasTypeSyntax(ts: TypeScript, root: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) found = true;
    else if (ts.isNonNullExpression(node) || ts.isAsExpression(node)) found = true;
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The node's text as plain JavaScript. */
export function javascriptText(ts: TypeScript, node: ts.Node): string {
  const text = node.getText();
  if (!hasTypeSyntax(ts, node)) return text;
  const isStatement = node.kind >= ts.SyntaxKind.FirstStatement && node.kind <= ts.SyntaxKind.LastStatement;
  const isDeclaration = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
  const isExpression = !isStatement && !isDeclaration;
  const wrapped = isExpression ? `(${text})` : text;
  const { outputText } = ts.transpileModule(wrapped, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  const plain = outputText.replace(/^"use strict";\s*/, '').trim();
  const bare = plain.replace(/;$/, '');
  return isExpression && bare.startsWith('(') && bare.endsWith(')') ? bare.slice(1, -1) : bare;
}
