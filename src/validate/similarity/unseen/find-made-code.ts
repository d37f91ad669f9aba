import type TypeScript from 'typescript';
import { parseCode } from '../../parse-code.ts';

export interface MadeCode {
  readonly path: string;
  readonly line: number;
}

/** Where code is made from a text when it runs: what comes of it stands in no comparison. */
export function findMadeCode(ts: typeof TypeScript, files: Readonly<Record<string, string>>): MadeCode[] {
  return Object.entries(files)
    .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
    .flatMap(([path, text]) => {
      const source = parseCode(ts, path, text);
      if (source === null) return [];
      const found: MadeCode[] = [];
      let depth = 0;
      const walk = (node: TypeScript.Node): void => {
        if (depth > 400) return;
        if (makesCode(ts, node))
          found.push({ path, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
        depth += 1;
        ts.forEachChild(node, walk);
        depth -= 1;
      };
      walk(source);
      return found;
    });
}

function makesCode(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isIdentifier(node)) {
    if (node.text === 'eval') return !isName(ts, node);
    return node.text === 'Function' && !isName(ts, node) && !isHarmless(ts, node);
  }
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const isTimer =
      ts.isIdentifier(node.expression) && /^set(?:Timeout|Interval)$/.test(node.expression.text);
    return isTimer && first !== undefined && ts.isStringLiteralLike(first);
  }
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isMember && isConstructorOfFunction(ts, node);
}

/** A key or a member of that name, as in `math.eval`. */
function isName(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && !isGlobal(ts, parent.expression);
  return 'name' in parent && (parent as { name?: TypeScript.Node }).name === node;
}

function isGlobal(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  return ts.isIdentifier(node) && /^(?:globalThis|global|window|self)$/.test(node.text);
}

/** `Function.prototype`, `x instanceof Function`, `x === Function`, types. */
function isHarmless(ts: typeof TypeScript, node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent))
    return !/^(?:constructor|call|apply|bind)$/.test(parent.name.text);
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return ts.isTypeReferenceNode(parent) || ts.isCaseClause(parent) || ts.isTypeOfExpression(parent);
}

/** `(() => {}).constructor`, `Function.prototype.constructor`, and what is called as `x.constructor('…')`. */
function isConstructorOfFunction(
  ts: typeof TypeScript,
  node: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression,
): boolean {
  const isNamed = ts.isPropertyAccessExpression(node)
    ? node.name.text === 'constructor'
    : ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === 'constructor';
  if (!isNamed) return false;
  let object: TypeScript.Expression = node.expression;
  while (ts.isParenthesizedExpression(object)) object = object.expression;
  if (ts.isFunctionExpression(object) || ts.isArrowFunction(object)) return true;
  if (ts.isPropertyAccessExpression(object) && /^(?:Function)$/.test(object.expression.getText()))
    return true;
  // A constructor of a constructor makes functions, whatever the first one belongs to.
  return (
    (ts.isPropertyAccessExpression(object) && object.name.text === 'constructor') ||
    (ts.isElementAccessExpression(object) && object.argumentExpression.getText().includes('constructor'))
  );
}
