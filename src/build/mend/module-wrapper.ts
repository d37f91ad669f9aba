import type TypeScript from 'typescript';

/** What stood inside something that wraps a whole module. */
export interface UnwrappedModule {
  readonly statements: readonly TypeScript.Statement[];
  /** What the wrapper's function gave back: the module itself. */
  readonly returned: TypeScript.Expression | null;
}

/**
 * The inside of a function that is called at once, of the factory handed to a universal module definition, and of a
 * condition that asks where the module runs. Null for any other statement.
 */
export function readModuleWrapper(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
): UnwrappedModule | null {
  if (ts.isIfStatement(statement)) return readEnvironmentGuard(ts, statement);
  if (!ts.isExpressionStatement(statement)) return null;
  const call = findCall(ts, statement.expression);
  // Without an export inside it is set-up or usage, whose names are its own.
  if (call === null || !/\b(?:exports|define)\b/.test(statement.getText())) return null;
  const callee = unwrap(ts, call.expression);
  const bound = ts.isPropertyAccessExpression(callee) ? unwrap(ts, callee.expression) : callee;
  const wrapper = plainFunction(ts, bound);
  if (wrapper === null) return null;
  const factory =
    call.arguments.map((argument) => plainFunction(ts, unwrap(ts, argument))).find(Boolean) ?? null;
  if (factory !== null) return readBody(ts, factory);
  // Parameters other than what Node hands in itself would be unbound outside.
  const names = wrapper.parameters.map(({ name }) => name.getText());
  const isPlain = names.every((name) => ['exports', 'module', 'require', 'undefined'].includes(name));
  return isPlain ? readBody(ts, wrapper) : null;
}

function findCall(
  ts: typeof TypeScript,
  expression: TypeScript.Expression,
): TypeScript.CallExpression | null {
  const inner = unwrap(ts, expression);
  if (ts.isPrefixUnaryExpression(inner) || ts.isVoidExpression(inner)) {
    return findCall(ts, 'operand' in inner ? inner.operand : inner.expression);
  }
  return ts.isCallExpression(inner) ? inner : null;
}

type PlainFunction = (TypeScript.FunctionExpression | TypeScript.ArrowFunction) & { body: TypeScript.Block };

function plainFunction(ts: typeof TypeScript, node: TypeScript.Expression): PlainFunction | null {
  if (!ts.isFunctionExpression(node) && !ts.isArrowFunction(node)) return null;
  const isAsync = (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const isPlain = !isAsync && node.asteriskToken === undefined && ts.isBlock(node.body);
  return isPlain ? (node as PlainFunction) : null;
}

/** Null when the function ends early somewhere: then its statements mean nothing outside. */
function readBody(ts: typeof TypeScript, { body }: PlainFunction): UnwrappedModule | null {
  const last = body.statements.at(-1);
  const ending = last !== undefined && ts.isReturnStatement(last) ? last : null;
  const statements = ending === null ? [...body.statements] : body.statements.slice(0, -1);
  if (statements.some((statement) => holdsReturn(ts, statement))) return null;
  return { statements, returned: ending?.expression ?? null };
}

function holdsReturn(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isReturnStatement(node)) return true;
  return ts.forEachChild(node, (child) => holdsReturn(ts, child) || undefined) ?? false;
}

/** `if (typeof module !== 'undefined') module.exports = a; else window.a = a;` */
function readEnvironmentGuard(
  ts: typeof TypeScript,
  statement: TypeScript.IfStatement,
): UnwrappedModule | null {
  const asks = /typeof\s+(?:module|exports|window|define|globalThis|self|require)\b/.test(
    statement.expression.getText(),
  );
  if (!asks) return null;
  const branches = [statement.thenStatement, statement.elseStatement].filter(
    (branch) => branch !== undefined,
  );
  const exporting = branches.find((branch) => /\bexports\b/.test(branch.getText()));
  if (exporting === undefined) return { statements: [], returned: null };
  if (ts.isIfStatement(exporting)) return readEnvironmentGuard(ts, exporting);
  return { statements: ts.isBlock(exporting) ? [...exporting.statements] : [exporting], returned: null };
}

function unwrap(ts: typeof TypeScript, node: TypeScript.Expression): TypeScript.Expression {
  return ts.isParenthesizedExpression(node) ? unwrap(ts, node.expression) : node;
}
