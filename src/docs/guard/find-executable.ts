import type ts from 'typescript';
import { isCodeLine } from './code-likeness.ts';
import { disguisedLimit } from './find-disguised.ts';
import { maxEncodedCharacters, weighEncoded } from './find-encoded.ts';

type Compiler = typeof ts;

/** Longest text of one literal; a longer one carries data, not a type. */
const maxLiteralCharacters = 4000;
/** A shorter line of a literal is a sign, a path or a selector, whatever it looks like. */
const leastCodeCharacters = 16;

/** Why a file of declarations holds more than declarations, with its line; null when it holds nothing else. */
export function findExecutable(compiler: Compiler, file: ts.SourceFile, maxCodeLines: number): string | null {
  let codeLines = 0;
  let encodedCharacters = 0;
  const pending: ts.Node[] = [...file.statements];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const reason = judgeNode(compiler, node);
    if (reason !== null) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      return `${reason} in line ${line}`;
    }
    codeLines += countCodeLines(compiler, node);
    if (codeLines > disguisedLimit(maxCodeLines)) return 'a program in its strings';
    encodedCharacters += countEncoded(compiler, node);
    if (encodedCharacters > maxEncodedCharacters * 2) return 'encoded data in its strings';
    compiler.forEachChild(node, (child) => {
      pending.push(child);
    });
  }
  return null;
}

/** Short literals are names; base64 that is cut to their length is data no more. */
function countEncoded(compiler: Compiler, node: ts.Node): number {
  if (!compiler.isStringLiteralLike(node) || node.text.length < 60) return 0;
  return Math.max(0, weighEncoded(node.text));
}

/** A source can cross in literal types and quoted names, a line in each. */
function countCodeLines(compiler: Compiler, node: ts.Node): number {
  const isText =
    compiler.isStringLiteralLike(node) ||
    compiler.isTemplateHead(node) ||
    compiler.isTemplateMiddleOrTemplateTail(node);
  if (!isText || node.text.length < leastCodeCharacters) return 0;
  // Selectors and functions of CSS call and close as code does, but neither assign nor end.
  const isCode = (line: string) =>
    line.trim().length >= leastCodeCharacters && /[;{}=]/.test(line) && isCodeLine(line);
  return node.text.split(/\r\n|\n|\r/).filter(isCode).length;
}

function judgeNode(compiler: Compiler, node: ts.Node): string | null {
  if (compiler.isFunctionLike(node) && 'body' in node && node.body !== undefined) return 'a function body';
  if (compiler.isClassStaticBlockDeclaration(node)) return 'a static block';
  if (isExecutableStatement(compiler, node)) return 'a statement';
  if (compiler.isStringLiteralLike(node) && node.text.length > maxLiteralCharacters)
    return 'a very long string';
  if (compiler.isExportAssignment(node) && !isConstant(compiler, node.expression)) return 'an expression';
  if (compiler.isDecorator(node) || compiler.isClassExpression(node)) return 'an expression';
  if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) return 'a call';
  if (hasInitializer(compiler, node) && !isConstant(compiler, node.initializer))
    return 'an initialiser with logic';
  return null;
}

function isExecutableStatement(compiler: Compiler, node: ts.Node): boolean {
  // Every kind from the block to the debugger statement runs; declarations come after them. The two exceptions hold
  // nothing that runs: `declare const` is a variable statement, and a stray semicolon is an empty one.
  const { SyntaxKind } = compiler;
  if (node.kind < SyntaxKind.FirstStatement || node.kind > SyntaxKind.LastStatement) {
    return node.kind === SyntaxKind.Block;
  }
  return node.kind !== SyntaxKind.VariableStatement && node.kind !== SyntaxKind.EmptyStatement;
}

function hasInitializer(
  compiler: Compiler,
  node: ts.Node,
): node is ts.Node & { readonly initializer: ts.Expression } {
  return (
    (compiler.isVariableDeclaration(node) ||
      compiler.isPropertyDeclaration(node) ||
      compiler.isParameter(node) ||
      compiler.isEnumMember(node) ||
      compiler.isBindingElement(node)) &&
    node.initializer !== undefined
  );
}

/** Literals, names, and arithmetic over them, as `enum` members and `readonly` properties of declarations have. */
function isConstant(compiler: Compiler, expression: ts.Expression): boolean {
  if (compiler.isParenthesizedExpression(expression)) return isConstant(compiler, expression.expression);
  if (compiler.isPrefixUnaryExpression(expression)) return isConstant(compiler, expression.operand);
  if (compiler.isPropertyAccessExpression(expression)) return isConstant(compiler, expression.expression);
  if (compiler.isElementAccessExpression(expression)) {
    return isConstant(compiler, expression.expression) && isConstant(compiler, expression.argumentExpression);
  }
  if (compiler.isBinaryExpression(expression)) {
    return (
      expression.operatorToken.kind < compiler.SyntaxKind.FirstAssignment &&
      isConstant(compiler, expression.left) &&
      isConstant(compiler, expression.right)
    );
  }
  return (
    compiler.isIdentifier(expression) ||
    compiler.isLiteralExpression(expression) ||
    expression.kind === compiler.SyntaxKind.TrueKeyword ||
    expression.kind === compiler.SyntaxKind.FalseKeyword ||
    expression.kind === compiler.SyntaxKind.NullKeyword
  );
}
