import type TypeScript from 'typescript';
import type { Scenario } from '../spec/index.ts';

/** A variable that an example hands to the package and looks at afterwards. */
export interface ObservedArgument {
  readonly variable: string;
  readonly callee: string;
  /** The call as a statement of the setup, and the setup without it. */
  readonly call: string;
  readonly otherSetup: string;
  readonly kind: 'array' | 'object';
  /** The variable's first value as code. */
  readonly before: string;
}

/** `const list = [1]; tidy(list);` and then `list` as the expression that is looked at. */
export function readObservedArgument(
  ts: typeof TypeScript,
  { setup, expression }: Scenario,
  locals: ReadonlyMap<string, string>,
): ObservedArgument | null {
  const variable = expression.trim();
  if (!/^[A-Za-z_$][\w$]*$/.test(variable)) return null;
  const source = ts.createSourceFile('setup.js', setup, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  let before: TypeScript.Expression | undefined;
  let called: TypeScript.CallExpression | null = null;
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const own = statement.declarationList.declarations.find(
        ({ name }) => name.getText(source) === variable,
      );
      if (own !== undefined) before = own.initializer;
    }
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const { expression: callee, arguments: given } = statement.expression;
    const [root] = callee.getText(source).split('.');
    const isGiven = given.some((argument) => argument.getText(source) === variable);
    if (isGiven && root !== undefined && locals.has(root)) called = statement.expression;
  }
  if (called === null || before === undefined) return null;
  const kind = ts.isArrayLiteralExpression(before)
    ? 'array'
    : ts.isObjectLiteralExpression(before)
      ? 'object'
      : null;
  if (kind === null) return null;
  const statement = called.parent;
  return {
    variable,
    kind,
    before: before.getText(source),
    callee: called.expression.getText(source),
    call: called.getText(source),
    otherSetup: setup.slice(0, statement.getStart(source)) + setup.slice(statement.end),
  };
}

/** Spaces and the kind of quotes aside. */
export function isSameCode(first: string, second: string): boolean {
  return normalize(first) === normalize(second);
}

function normalize(code: string): string {
  return code.replace(/\s+/g, '').replaceAll("'", '"');
}
