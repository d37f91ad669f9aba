import ts from 'typescript';
import { listRegexMutants } from './mutate-regex.ts';

/** One planted change: the text from `start` to `end` becomes `text`. The operators are those of Stryker. */
export interface Mutant {
  readonly operator: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The same place made to end the process: says whether an input runs it. */
  readonly crash: { readonly start: number; readonly end: number; readonly text: string };
}

/**
 * Every mutant of a file. Left out is what nobody can observe by the contract: texts inside `throw` and `new …Error`,
 * because errors are compared by class, directives, and names of modules.
 */
export function listMutants(path: string, code: string): Mutant[] {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || isMessage(node)) return;
    const [start, end] = [node.getStart(source), node.end];
    for (const { operator, text, from = start, to = end } of changesOf(node)) {
      if (code.slice(from, to) === text) continue;
      found.push({ operator, path, start: from, end: to, text, crash: plantCrash(node, { from, to }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function plantCrash(
  node: ts.Node,
  { from, to }: { readonly from: number; readonly to: number },
): Mutant['crash'] {
  if (ts.isBlock(node)) return { start: from, end: to, text: '{ process.exit(9); }' };
  if (ts.isCaseClause(node)) return { start: from, end: to, text: 'process.exit(9);' };
  const isWhole = ts.isIfStatement(node) || ts.isIterationStatement(node, false) || ts.isArrowFunction(node);
  const [start, end] = isWhole ? [from, to] : [node.getStart(), node.end];
  return { start, end, text: '(process.exit(9))' };
}

export function plantMutant(code: string, { start, end, text }: Mutant['crash']): string {
  return code.slice(0, start) + text + code.slice(end);
}

interface Change {
  readonly operator: string;
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
}

function isMessage(node: ts.Node): boolean {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return false;
  for (let above: ts.Node | undefined = node.parent; above !== undefined; above = above.parent) {
    if (ts.isThrowStatement(above)) return true;
    if (ts.isNewExpression(above) && /Error$/.test(above.expression.getText())) return true;
    if (ts.isBlock(above) || ts.isFunctionLike(above)) return false;
  }
  return false;
}

function changesOf(node: ts.Node): readonly Change[] {
  if (ts.isBinaryExpression(node)) return changeBinary(node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return changeUnary(node);
  if (ts.isCallExpression(node)) return changeMethod(node);
  if (ts.isStringLiteralLike(node)) return changeText(node);
  if (ts.isTemplateExpression(node)) return [{ operator: 'StringLiteral', text: '``' }];
  if (ts.isRegularExpressionLiteral(node)) {
    return listRegexMutants(node.text).map((text) => ({ operator: 'Regex', text }));
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ operator: 'BooleanLiteral', text: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ operator: 'BooleanLiteral', text: 'true' }];
  if (ts.isArrayLiteralExpression(node) && !isTarget(node)) {
    return [
      { operator: 'ArrayDeclaration', text: node.elements.length === 0 ? '["Stryker was here"]' : '[]' },
    ];
  }
  if (ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isTarget(node)) {
    return [{ operator: 'ObjectLiteral', text: '{}' }];
  }
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    const [from, to] = [node.body.getStart(), node.body.end];
    return [{ operator: 'ArrowFunction', text: 'undefined', from, to }];
  }
  if (ts.isBlock(node) && node.statements.length > 0 && isBodyThatMayBeEmpty(node)) {
    return [{ operator: 'BlockStatement', text: '{}' }];
  }
  return changeCondition(node);
}

/** `[a, b] = c` declares nothing. */
function isTarget(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node;
}

/** A constructor of a class that extends another has to call it. */
function isBodyThatMayBeEmpty(node: ts.Block): boolean {
  return !(ts.isConstructorDeclaration(node.parent) && /\bsuper\s*\(/.test(node.getText()));
}

const binary: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ...{ '+': ['ArithmeticOperator', '-'], '-': ['ArithmeticOperator', '+'], '*': ['ArithmeticOperator', '/'] },
  ...{ '/': ['ArithmeticOperator', '*'], '%': ['ArithmeticOperator', '*'] },
  ...{ '<': ['EqualityOperator', '<=', '>='], '<=': ['EqualityOperator', '<', '>'] },
  ...{ '>': ['EqualityOperator', '>=', '<='], '>=': ['EqualityOperator', '>', '<'] },
  ...{ '===': ['EqualityOperator', '!=='], '!==': ['EqualityOperator', '==='] },
  ...{ '==': ['EqualityOperator', '!='], '!=': ['EqualityOperator', '=='] },
  ...{ '&&': ['LogicalOperator', '||'], '||': ['LogicalOperator', '&&'], '??': ['LogicalOperator', '&&'] },
  ...{ '+=': ['AssignmentExpression', '-='], '-=': ['AssignmentExpression', '+='] },
  ...{ '*=': ['AssignmentExpression', '/='], '/=': ['AssignmentExpression', '*='] },
  ...{ '<<=': ['AssignmentExpression', '>>='], '>>=': ['AssignmentExpression', '<<='] },
  ...{ '&=': ['AssignmentExpression', '|='], '|=': ['AssignmentExpression', '&='] },
  ...{ '??=': ['AssignmentExpression', '&&='], '||=': ['AssignmentExpression', '&&='] },
};

function changeBinary(node: ts.BinaryExpression): Change[] {
  const sign = node.operatorToken.getText();
  const isOfTexts = [node.left, node.right].some(
    (side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
  );
  const [operator = '', ...others] = (isOfTexts && sign === '+' ? undefined : binary[sign]) ?? [];
  const [from, to] = [node.operatorToken.getStart(), node.operatorToken.end];
  const changes: Change[] = others.map((text) => ({ operator, text, from, to }));
  if (operator === 'EqualityOperator' || (operator === 'LogicalOperator' && sign !== '??')) {
    changes.push(
      { operator: 'ConditionalExpression', text: 'true' },
      { operator: 'ConditionalExpression', text: 'false' },
    );
  }
  // Without brackets the mixture of ?? and the others does not parse.
  return /^(?:&&|\|\||\?\?)$/.test(sign) ? changes.map((change) => bracket(change, node)) : changes;
}

function bracket(change: Change, node: ts.BinaryExpression): Change {
  if (change.from === undefined) return change;
  return {
    operator: change.operator,
    text: `((${node.left.getText()}) ${change.text} (${node.right.getText()}))`,
  };
}

function changeUnary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Change[] {
  const operand = node.operand.getText();
  switch (node.operator) {
    case ts.SyntaxKind.PlusPlusToken:
      return [
        {
          operator: 'UpdateOperator',
          text: ts.isPrefixUnaryExpression(node) ? `--${operand}` : `${operand}--`,
        },
      ];
    case ts.SyntaxKind.MinusMinusToken:
      return [
        {
          operator: 'UpdateOperator',
          text: ts.isPrefixUnaryExpression(node) ? `++${operand}` : `${operand}++`,
        },
      ];
    case ts.SyntaxKind.ExclamationToken:
      return [{ operator: 'BooleanLiteral', text: operand }];
    case ts.SyntaxKind.MinusToken:
      return [{ operator: 'UnaryOperator', text: `+${operand}` }];
    case ts.SyntaxKind.PlusToken:
      return [{ operator: 'UnaryOperator', text: `-${operand}` }];
    default:
      return [{ operator: 'UnaryOperator', text: operand }];
  }
}

const methods: Readonly<Record<string, string>> = {
  ...{ endsWith: 'startsWith', startsWith: 'endsWith', trimEnd: 'trimStart', trimStart: 'trimEnd' },
  ...{
    some: 'every',
    every: 'some',
    toUpperCase: 'toLowerCase',
    toLowerCase: 'toUpperCase',
    min: 'max',
    max: 'min',
  },
  ...{ toLocaleUpperCase: 'toLocaleLowerCase', toLocaleLowerCase: 'toLocaleUpperCase' },
};
const removed = new Set(['trim', 'substr', 'substring', 'slice', 'sort', 'reverse', 'filter', 'charAt']);

function changeMethod(node: ts.CallExpression): Change[] {
  const called = node.expression;
  if (!ts.isPropertyAccessExpression(called)) return [];
  const changes: Change[] = [];
  const name = called.name.text;
  const other = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const [from, to] = [called.name.getStart(), called.name.end];
  if (other !== undefined) changes.push({ operator: 'MethodExpression', text: other, from, to });
  if (removed.has(name)) changes.push({ operator: 'MethodExpression', text: called.expression.getText() });
  if (called.questionDotToken !== undefined) {
    const [first, last] = [called.questionDotToken.getStart(), called.questionDotToken.end];
    changes.push({ operator: 'OptionalChaining', text: '.', from: first, to: last });
  }
  return changes;
}

function changeText(node: ts.StringLiteralLike): Change[] {
  const above = node.parent;
  if (ts.isExpressionStatement(above)) return [];
  if (ts.isCallExpression(above) && /^(?:require|import)$/.test(above.expression.getText())) return [];
  if ((ts.isPropertyAssignment(above) || ts.isMethodDeclaration(above)) && above.name === node) return [];
  return [{ operator: 'StringLiteral', text: node.text === '' ? '"Stryker was here!"' : '""' }];
}

function changeCondition(node: ts.Node): Change[] {
  const operator = 'ConditionalExpression';
  const both = (test: ts.Expression, texts: readonly string[]): Change[] =>
    // Comparisons are made constant where they stand.
    ts.isBinaryExpression(test) && /^(?:[=!]==?|[<>]=?|&&|\|\|)$/.test(test.operatorToken.getText())
      ? []
      : texts.map((text) => ({ operator, text, from: test.getStart(), to: test.end }));
  if (ts.isIfStatement(node)) return both(node.expression, ['true', 'false']);
  if (ts.isConditionalExpression(node)) return both(node.condition, ['true', 'false']);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return both(node.expression, ['false']);
  if (ts.isForStatement(node) && node.condition !== undefined) return both(node.condition, ['false']);
  if (ts.isCaseClause(node) && node.statements.length > 0) {
    const first = node.statements[0] as ts.Node;
    return [{ operator, text: '', from: first.getStart(), to: node.end }];
  }
  return [];
}
