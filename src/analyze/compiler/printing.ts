import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';

/** The arguments of a console call, or null. */
export function readPrinted(ts: TypeScript, expression: ts.Expression): readonly ts.Expression[] | null {
  if (!ts.isCallExpression(expression)) return null;
  const callee = expression.expression;
  const isConsole =
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'console' &&
    ['log', 'info', 'dir', 'error', 'warn', 'debug'].includes(callee.name.text);
  return isConsole ? [...expression.arguments] : null;
}
