import type ts from 'typescript';
import { type Loading, readLoading } from './imports.ts';
import type { TypeScript } from './load-typescript.ts';
import { readPrinted } from './printing.ts';
import type { Snippet, SnippetStatement } from './snippet.ts';
import { declaredNames, freeNames, isValuePosition, javascriptText, rootName } from './syntax.ts';

/** A statement with what slicing has to know about it. */
export interface Step {
  readonly statement: SnippetStatement;
  readonly text: string;
  readonly declares: readonly string[];
  readonly uses: ReadonlySet<string>;
  /** Names whose value the statement may change. */
  readonly changes: ReadonlySet<string>;
  readonly loading: Loading | null;
}

export interface PreparedSnippet {
  readonly snippet: Snippet;
  readonly steps: readonly Step[];
  /** Local names that this snippet takes from the package. */
  readonly targets: ReadonlyMap<string, string>;
  /** Names of other modules: what uses them cannot run. */
  readonly foreign: ReadonlySet<string>;
  /** Texts of its string literals. */
  readonly texts: readonly string[];
}

/** Reads what each statement declares, uses, changes and loads. */
export function prepareSnippet(
  ts: TypeScript,
  snippet: Snippet,
  names: { readonly packageName: string; readonly moduleName: string },
): PreparedSnippet {
  const targets = new Map<string, string>(snippet.usesModule ? [[names.moduleName, 'module']] : []);
  const foreign = new Set<string>();
  const steps = snippet.statements.map((statement): Step => {
    const loading = readLoading(ts, statement.node, names.packageName);
    if (loading?.kind === 'package')
      for (const [local, target] of loading.targets) targets.set(local, target);
    if (loading?.kind === 'foreign') for (const name of loading.names) foreign.add(name);
    return {
      statement,
      text: loading?.kind === 'builtin' ? loading.text : stripPrinting(ts, statement.node),
      declares: loading?.kind === 'builtin' ? loading.names : declaredNames(ts, statement.node),
      uses: loading?.kind === 'builtin' ? new Set() : usedNames(ts, statement.node),
      changes: changedNames(ts, statement.node),
      loading,
    };
  });
  const texts = snippet.statements.flatMap(({ node }) => stringTexts(ts, node));
  return { snippet, steps, targets, foreign, texts };
}

function stringTexts(ts: TypeScript, root: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function usedNames(ts: TypeScript, node: ts.Statement): ReadonlySet<string> {
  return new Set([...freeNames(ts, node), ...renewedNames(ts, node)]);
}

/** `var list = list.concat(1)` needs the list of before; what a function uses later is the new one. */
function renewedNames(ts: TypeScript, root: ts.Statement): readonly string[] {
  if (!ts.isVariableStatement(root)) return [];
  const declared = new Set(declaredNames(ts, root));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node) && declared.has(node.text) && isValuePosition(ts, node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  const { declarations } = root.declarationList;
  const [declaration] = declarations;
  if (declarations.length === 1 && declaration?.initializer !== undefined) visit(declaration.initializer);
  return found;
}

/** A statement of a setup prints nothing: `console.log(f(x))` becomes `f(x)`, which may still change x. */
function stripPrinting(ts: TypeScript, node: ts.Statement): string {
  const printed = ts.isExpressionStatement(node) ? readPrinted(ts, node.expression) : null;
  if (printed === null) return javascriptText(ts, node);
  return printed.map((argument) => `${javascriptText(ts, argument)};`).join(' ');
}

function changedNames(ts: TypeScript, root: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (expression: ts.Expression): void => {
    const name = rootName(ts, expression);
    if (name !== null && name !== 'console') names.add(name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      add(node.expression);
      for (const argument of node.arguments ?? []) add(argument);
    }
    if (ts.isBinaryExpression(node) && isAssignment(ts, node.operatorToken.kind)) add(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
        add(node.operand);
    }
    if (ts.isDeleteExpression(node)) add(node.expression);
    if (!ts.isFunctionDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(root);
  return names;
}

function isAssignment(ts: TypeScript, kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
