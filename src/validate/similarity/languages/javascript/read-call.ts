import type { CallExpression, Node } from 'typescript';
import { makeArithmetic, makeBranch, makeSum } from '../../operations/build.ts';
import { nothing, type Operation, operation } from '../../operations/operation.ts';
import type { JavaScriptReader } from './types.ts';

/** A call in any form: of a module, of a function that stands there, of a method that is an operator elsewhere. */
export function readCall(reader: JavaScriptReader, node: CallExpression): Operation {
  const ts = reader.typescript;
  const at = node.end;
  const callee = reader.bare(node.expression);
  if (ts.isIdentifier(callee) && callee.text === 'require' && !reader.isVariable('require'))
    return operation('module', [], at);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return operation('module', [], at);
  // A function that is called where it stands is a block.
  if ((ts.isFunctionExpression(callee) || ts.isArrowFunction(callee)) && !callee.asteriskToken) {
    const given = node.arguments.map((argument) => reader.read(argument));
    return operation('block', [...given, reader.inlined(callee)], at);
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    const [first] = node.arguments;
    const given = first === undefined ? undefined : reader.bare(first);
    if (name === 'forEach' && given && (ts.isFunctionExpression(given) || ts.isArrowFunction(given)))
      return operation('each', [reader.read(callee.expression), reader.inlined(given)], at);
    if (name === 'concat') {
      const object = reader.read(callee.expression);
      if (object.op === 'text' || (object.op === '+' && object.kids.some((kid) => kid.op === 'text')))
        return makeSum([object, ...node.arguments.map((argument) => reader.read(argument))], at);
    }
    if (name === 'pow' && ts.isIdentifier(callee.expression) && callee.expression.text === 'Math') {
      const [base, power] = node.arguments.map((argument) => reader.read(argument));
      return makeArithmetic('**', base ?? nothing(at), power ?? nothing(at), at);
    }
    if (name === 'defineProperty' && node.arguments.length === 3) {
      const key = reader.read(node.arguments[1]);
      if (key.value === '__esModule') return nothing(at);
    }
  }
  const kids = [readCallee(reader, callee), ...node.arguments.map((argument) => reader.read(argument))];
  const made = operation('call', kids, at);
  if (node.questionDotToken === undefined) return made;
  const asked = operation('empty?', [kids[0] as Operation], at);
  return makeBranch(asked, {
    yes: operation('call', [operation('', [], at), ...kids.slice(1)], at),
    at,
  });
}

/** `(0, module.name)(…)` is how a compiled module calls what it imports. */
function readCallee(reader: JavaScriptReader, callee: Node): Operation {
  const ts = reader.typescript;
  if (ts.isBinaryExpression(callee) && callee.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    const last = reader.bare(callee.right);
    if (ts.isPropertyAccessExpression(last)) return reader.read(last.expression);
  }
  return reader.read(callee);
}
