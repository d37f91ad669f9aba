import type { Block, Node, SourceFile } from 'typescript';

type TypeScript = typeof import('typescript');

/** What an obfuscator leaves behind, in words; code that a person or a minifier wrote has none of it. */
export type ObfuscationSign =
  | 'a function that replaces itself by a table of texts'
  | 'a control flow that a table of texts directs'
  | 'operators that are hidden in functions'
  | 'small numbers written in hexadecimal'
  | 'names of members written as texts'
  | 'a long text that is no text'
  | 'code that is made from text at run time'
  | 'a program of brackets';

interface Counts {
  selfReplacing: number;
  flattened: number;
  hiddenOperators: number;
  smallHexadecimal: number;
  textMembers: number;
  members: number;
  blobs: number;
  evaluated: number;
}

const maximumDepth = 400;

/** One sign that nobody writes by accident, or two that are odd together, make an obfuscated file. */
export function findObfuscation(typescript: TypeScript, source: SourceFile): ObfuscationSign[] {
  const counts: Counts = {
    ...{ selfReplacing: 0, flattened: 0, hiddenOperators: 0, smallHexadecimal: 0 },
    ...{ textMembers: 0, members: 0, blobs: 0, evaluated: 0 },
  };
  let depth = 0;
  const visit = (node: Node): void => {
    if (depth > maximumDepth) return;
    countNode(typescript, node, { source, counts });
    depth += 1;
    typescript.forEachChild(node, visit);
    depth -= 1;
  };
  visit(source);
  const strong: ObfuscationSign[] = [];
  const weak: ObfuscationSign[] = [];
  if (counts.selfReplacing > 0) strong.push('a function that replaces itself by a table of texts');
  if (counts.flattened > 0) strong.push('a control flow that a table of texts directs');
  if (isBrackets(source.text)) strong.push('a program of brackets');
  if (counts.hiddenOperators >= 2) weak.push('operators that are hidden in functions');
  if (counts.smallHexadecimal >= 2) weak.push('small numbers written in hexadecimal');
  if (counts.textMembers >= 2 && counts.textMembers * 2 >= counts.members)
    weak.push('names of members written as texts');
  if (counts.blobs > 0) weak.push('a long text that is no text');
  if (counts.evaluated > 0) weak.push('code that is made from text at run time');
  return strong.length > 0 || weak.length >= 2 ? [...strong, ...weak] : [];
}

function countNode(
  ts: TypeScript,
  node: Node,
  { source, counts }: { readonly source: SourceFile; readonly counts: Counts },
): void {
  if (ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined) {
    if (replacesItself(ts, node.name.text, node.body)) counts.selfReplacing += 1;
  } else if (ts.isSwitchStatement(node)) {
    const subject = node.expression;
    if (ts.isElementAccessExpression(subject) && ts.isPostfixUnaryExpression(subject.argumentExpression))
      counts.flattened += 1;
  } else if (ts.isFunctionExpression(node)) {
    if (hidesOperator(ts, node.body, node.parameters.length)) counts.hiddenOperators += 1;
  } else if (ts.isNumericLiteral(node)) {
    const text = source.text.slice(Math.max(node.pos, node.end - 3), node.end);
    if (/^0x[0-9a-f]$/i.test(text)) counts.smallHexadecimal += 1;
  } else if (ts.isPropertyAccessExpression(node)) counts.members += 1;
  else if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    if (ts.isStringLiteral(key) && /^[A-Za-z_$][\w$]*$/.test(key.text)) {
      counts.members += 1;
      counts.textMembers += 1;
    }
  } else if (ts.isStringLiteral(node)) {
    if (node.text.length >= 1_000 && /^[\w+/=\\-]+$/.test(node.text)) counts.blobs += 1;
  } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const [given] = node.arguments ?? [];
    const isEvaluator = ts.isIdentifier(node.expression) && /^(?:eval|Function)$/.test(node.expression.text);
    if (isEvaluator && given !== undefined && !ts.isStringLiteralLike(given)) counts.evaluated += 1;
  }
}

function replacesItself(ts: TypeScript, name: string, body: Block): boolean {
  return body.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement)) return false;
    const expression = ts.isBinaryExpression(statement.expression) ? statement.expression : null;
    return (
      expression !== null &&
      expression.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(expression.left) &&
      expression.left.text === name &&
      ts.isFunctionLike(expression.right) &&
      (expression.right as { parameters: readonly Node[] }).parameters.length <= 2
    );
  });
}

/** `function (a, b) { return a + b; }`, `function (a, b) { return a(b); }` */
function hidesOperator(ts: TypeScript, body: Block, parameterCount: number): boolean {
  const [only] = body.statements;
  if (parameterCount < 1 || body.statements.length !== 1 || only === undefined) return false;
  if (!ts.isReturnStatement(only) || only.expression === undefined) return false;
  const value = only.expression;
  if (ts.isBinaryExpression(value))
    return parameterCount === 2 && ts.isIdentifier(value.left) && ts.isIdentifier(value.right);
  return (
    ts.isCallExpression(value) &&
    ts.isIdentifier(value.expression) &&
    value.arguments.length === parameterCount - 1 &&
    value.arguments.every((argument) => ts.isIdentifier(argument))
  );
}

function isBrackets(text: string): boolean {
  const start = text.slice(0, 20_000);
  return start.length >= 500 && start.replace(/[[\]()!+\s]+/g, '').length / start.length < 0.05;
}
