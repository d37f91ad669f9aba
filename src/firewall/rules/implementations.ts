import type TypeScript from 'typescript';
import type { Spec } from '../../spec/index.ts';
import { findBodies } from '../../syntax-trees/index.ts';
import type { Finding } from '../types.ts';

const document = '06-type-definitions.d.ts';

/** Everything in the type definitions that is more than a declaration: bodies, statements, and values worked out. */
export async function findImplementations(spec: Spec): Promise<Finding[]> {
  const { language } = spec.surface;
  if (language === 'python' || language === 'rust' || language === 'go') {
    const bodies = await findBodies(language, spec.texts[document]);
    return bodies.map((body) => ({
      ...{ rule: 'code' as const, document, line: Number(/^line (\d+)/.exec(body)?.[1] ?? 1) },
      reason: `holds more than declarations (${body}); declarations only may cross`,
    }));
  }
  const ts = (await import('typescript')).default;
  try {
    return findIn(ts, spec.texts[document]);
  } catch (error) {
    // The compiler's parser recurses: text that nests deeper than its stack is no honest declaration.
    if (!(error instanceof RangeError)) throw error;
    return [{ rule: 'code', document, line: 1, reason: 'nests too deeply to be read' }];
  }
}

function findIn(ts: typeof TypeScript, text: string): Finding[] {
  const source = ts.createSourceFile(document, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const findings: Finding[] = [];
  const visit = (node: TypeScript.Node): void => {
    const reason = findFault(ts, node);
    if (reason === null) return ts.forEachChild(node, visit);
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    findings.push({ rule: 'code', document, line, reason });
  };
  visit(source);
  return findings;
}

function findFault(ts: typeof TypeScript, node: TypeScript.Node): string | null {
  const isDeclaration =
    ts.isVariableStatement(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isEmptyStatement(node);
  // Blocks are statements to the compiler too, so this holds for every body.
  if (ts.isStatement(node) && !isDeclaration && !isDeclarationStatement(ts, node)) {
    return 'holds statements; declarations only may cross';
  }
  if (ts.isDecorator(node)) return 'holds a decorator; declarations only may cross';
  if (ts.isExpressionWithTypeArguments(node) && !isName(ts, node.expression)) {
    return 'works out what a class extends; declarations only may cross';
  }
  if (ts.isComputedPropertyName(node) && !isConstant(ts, node.expression)) {
    return 'works out the name of a member; declarations only may cross';
  }
  if (ts.isExportAssignment(node) && !isConstant(ts, node.expression)) {
    return 'works out what it exports; declarations only may cross';
  }
  const value = initialiserOf(ts, node);
  if (value !== undefined && !isConstant(ts, value)) {
    return 'works out a value; declarations only may cross';
  }
  return null;
}

function isDeclarationStatement(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isModuleBlock(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isNamespaceExportDeclaration(node)
  );
}

function initialiserOf(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Expression | undefined {
  const holds =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isBindingElement(node);
  return holds ? node.initializer : undefined;
}

function isName(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isName(ts, node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.NullKeyword;
}

/** A value that stands there and is not worked out: what a declaration may state as a default or constant. */
function isConstant(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  const inner = (expression: TypeScript.Expression): boolean => isConstant(ts, expression);
  if (ts.isLiteralExpression(node) || isName(ts, node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return inner(node.expression);
  if (ts.isPrefixUnaryExpression(node)) {
    const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
    return node.operator !== PlusPlusToken && node.operator !== MinusMinusToken && inner(node.operand);
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return !assigns && kind !== ts.SyntaxKind.CommaToken && inner(node.left) && inner(node.right);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(inner);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && inner(property.initializer),
    );
  }
  return false;
}
