import type { BinaryExpression, Node } from 'typescript';

type TypeScript = typeof import('typescript');

/** Where names and strings are put on the way. */
export interface SyntaxNames {
  readonly names: Set<string>;
  readonly strings: Set<string>;
}

// Names that the language gives, and that a rename cannot touch. A disguise has to keep them, and so does anyone who
// solves the same task: they are part of the symbol.
const builtIn = new Set(
  [
    Array,
    String,
    Object,
    Number,
    RegExp,
    Function,
    Promise,
    Map,
    Set,
    Math,
    JSON,
    Date,
    Symbol,
    Reflect,
    Uint8Array,
  ]
    .flatMap((owner) => [owner, (owner as { prototype?: object }).prototype ?? {}])
    .flatMap((owner) => Object.getOwnPropertyNames(owner))
    .concat([
      'exports',
      'module',
      'require',
      'Math',
      'JSON',
      'Object',
      'Array',
      'String',
      'Number',
      'Symbol',
    ]),
);

/**
 * One symbol for a node, such that the usual disguises change as little as possible: renaming, layout, the form of
 * declarations, functions, loops and conditions, quotes, brackets. Empty for what has no weight of its own, `skip-all`
 * for what has no trace at run time.
 */
export function writeSymbol(typescript: TypeScript, node: Node, found: SyntaxNames): string {
  const { SyntaxKind } = typescript;
  if (typescript.isTypeNode(node) || typescript.isInterfaceDeclaration(node)) return 'skip-all';
  if (typescript.isTypeAliasDeclaration(node) || typescript.isTypeParameterDeclaration(node))
    return 'skip-all';
  if (typescript.isIdentifier(node)) return writeName(typescript, node, found);
  if (typescript.isStringLiteralLike(node)) {
    if (node.text.length >= 6) found.strings.add(node.text);
    return /^use strict$/.test(node.text) ? '' : 'S';
  }
  if (typescript.isBinaryExpression(node)) return writeOperator(typescript, node);
  if (typescript.isPrefixUnaryExpression(node)) {
    // !0 and !1 are how minifiers write true and false.
    if (node.operator === SyntaxKind.ExclamationToken) {
      return typescript.isNumericLiteral(node.operand) ? '' : '!';
    }
    return isStep(typescript, node.operator) ? '+=' : (typescript.tokenToString(node.operator) ?? 'unary');
  }
  if (typescript.isPostfixUnaryExpression(node)) return '+=';
  if (typescript.isVariableDeclaration(node)) return node.initializer === undefined ? 'skip-all' : '=';
  if (typescript.isArrowFunction(node)) return 'F';
  return symbols(typescript).get(node.kind) ?? '';
}

function writeName(typescript: TypeScript, node: Node & { text: string }, found: SyntaxNames): string {
  const isProperty = typescript.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  if (builtIn.has(node.text)) return node.text;
  if (node.text.length >= 4) found.names.add(node.text);
  return isProperty ? 'P' : 'I';
}

function writeOperator(typescript: TypeScript, node: BinaryExpression): string {
  const { SyntaxKind } = typescript;
  switch (node.operatorToken.kind) {
    case SyntaxKind.CommaToken:
      return '';
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return '==';
    case SyntaxKind.LessThanToken:
    case SyntaxKind.GreaterThanToken:
    case SyntaxKind.LessThanEqualsToken:
    case SyntaxKind.GreaterThanEqualsToken:
      return '<';
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
      return '&&';
    case SyntaxKind.EqualsToken:
      return '=';
    case SyntaxKind.PlusEqualsToken:
    case SyntaxKind.MinusEqualsToken:
      return '+=';
    default:
      return typescript.tokenToString(node.operatorToken.kind) ?? 'binary';
  }
}

function isStep(typescript: TypeScript, operator: number): boolean {
  return (
    operator === typescript.SyntaxKind.PlusPlusToken || operator === typescript.SyntaxKind.MinusMinusToken
  );
}

let table: ReadonlyMap<number, string> | null = null;

function symbols(typescript: TypeScript): ReadonlyMap<number, string> {
  if (table !== null) return table;
  const { SyntaxKind } = typescript;
  const groups: [string, number[]][] = [
    ['F', [SyntaxKind.FunctionDeclaration, SyntaxKind.FunctionExpression, SyntaxKind.MethodDeclaration]],
    ['F', [SyntaxKind.Constructor, SyntaxKind.GetAccessor, SyntaxKind.SetAccessor]],
    ['if', [SyntaxKind.IfStatement, SyntaxKind.ConditionalExpression]],
    ['loop', [SyntaxKind.ForStatement, SyntaxKind.WhileStatement, SyntaxKind.DoStatement]],
    ['in', [SyntaxKind.ForInStatement, SyntaxKind.ForOfStatement]],
    ['call', [SyntaxKind.CallExpression, SyntaxKind.NewExpression]],
    ['[]', [SyntaxKind.ElementAccessExpression]],
    ['list', [SyntaxKind.ArrayLiteralExpression, SyntaxKind.ArrayBindingPattern]],
    ['{}', [SyntaxKind.ObjectLiteralExpression, SyntaxKind.ObjectBindingPattern]],
    ['...', [SyntaxKind.SpreadElement, SyntaxKind.SpreadAssignment]],
    ['N', [SyntaxKind.NumericLiteral, SyntaxKind.BigIntLiteral]],
    ['N', [SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword]],
    ['R', [SyntaxKind.RegularExpressionLiteral]],
    ['S', [SyntaxKind.TemplateExpression]],
    ['T', [SyntaxKind.ThisKeyword]],
    ['return', [SyntaxKind.ReturnStatement]],
    ['throw', [SyntaxKind.ThrowStatement]],
    ['break', [SyntaxKind.BreakStatement, SyntaxKind.ContinueStatement]],
    ['try', [SyntaxKind.TryStatement]],
    ['switch', [SyntaxKind.SwitchStatement]],
    ['case', [SyntaxKind.CaseClause]],
    ['typeof', [SyntaxKind.TypeOfExpression]],
    ['delete', [SyntaxKind.DeleteExpression]],
    ['await', [SyntaxKind.AwaitExpression]],
    ['yield', [SyntaxKind.YieldExpression]],
    ['class', [SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression]],
  ];
  table = new Map(groups.flatMap(([symbol, kinds]) => kinds.map((kind) => [kind, symbol] as const)));
  return table;
}
