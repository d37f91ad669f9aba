import type { FunctionLikeDeclaration, Node } from 'typescript';
import { makeBranch, makeSum } from '../../operations/build.ts';
import { constant, nothing, type Operation, operation } from '../../operations/operation.ts';
import { readCall } from './read-call.ts';
import { readBinary, readPrefix, readStep } from './read-operator.ts';
import type { JavaScriptReader } from './types.ts';

export function readExpression(reader: JavaScriptReader, node: Node): Operation {
  const ts = reader.typescript;
  const at = node.end;
  if (ts.isIdentifier(node)) return reader.name(node.text, at);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return constant(true, at);
    case ts.SyntaxKind.FalseKeyword:
      return constant(false, at);
    case ts.SyntaxKind.NullKeyword:
      return nothing(at);
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.SuperKeyword:
      return operation('', [], at);
    case ts.SyntaxKind.RegularExpressionLiteral:
      return operation('pattern', [], at);
  }
  if (ts.isStringLiteralLike(node)) {
    reader.rememberText(node.text);
    return constant(node.text, at);
  }
  if (ts.isNumericLiteral(node)) return constant(Number(node.text), at);
  if (ts.isBigIntLiteral(node)) return operation('bigint', [], at);
  if (ts.isPropertyAccessExpression(node)) {
    const object = reader.read(node.expression);
    return readOptional(node, object, (subject) => reader.member(subject, node.name.text, at));
  }
  if (ts.isElementAccessExpression(node)) {
    const object = reader.read(node.expression);
    const key = reader.read(node.argumentExpression);
    return readOptional(node, object, (subject) =>
      key.op === 'text' && /^[A-Za-z_$][\w$]*$/.test(String(key.value))
        ? reader.member(subject, String(key.value), at)
        : operation('[]', [subject, key], at),
    );
  }
  if (ts.isCallExpression(node)) return readCall(reader, node);
  if (ts.isNewExpression(node)) {
    const kids = [reader.read(node.expression), ...(node.arguments ?? []).map((each) => reader.read(each))];
    return operation('new', kids, at);
  }
  if (ts.isBinaryExpression(node)) return readBinary(reader, node);
  if (ts.isConditionalExpression(node)) {
    const [test, yes, no] = [node.condition, node.whenTrue, node.whenFalse].map((each) => reader.read(each));
    return makeBranch(test as Operation, { yes: yes as Operation, no: no as Operation, at });
  }
  if (ts.isPrefixUnaryExpression(node)) return readPrefix(reader, node.operator, node.operand, at);
  if (ts.isPostfixUnaryExpression(node)) return readStep(reader, node.operator, node.operand, at);
  if (ts.isTypeOfExpression(node)) return operation('typeof', [reader.read(node.expression)], at);
  if (ts.isDeleteExpression(node)) return operation('delete', [reader.read(node.expression)], at);
  if (ts.isVoidExpression(node)) {
    const value = reader.read(node.expression);
    return value.kids.length === 0 ? nothing(at) : value;
  }
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.flatMap((span) => [
      reader.read(span.expression),
      constant(span.literal.text, span.end),
    ]);
    for (const text of [node.head.text, ...node.templateSpans.map((span) => span.literal.text)])
      reader.rememberText(text);
    return makeSum([constant(node.head.text, at), ...parts], at);
  }
  if (ts.isFunctionLike(node)) {
    const written = node as FunctionLikeDeclaration;
    return written.body === undefined ? nothing(at) : reader.function(written);
  }
  if (ts.isClassLike(node)) return reader.class(node);
  if (ts.isObjectLiteralExpression(node)) {
    const kids = node.properties.map((property) => {
      if (property.name !== undefined && ts.isIdentifier(property.name)) reader.remember(property.name.text);
      if (ts.isPropertyAssignment(property)) return reader.read(property.initializer);
      if (ts.isShorthandPropertyAssignment(property)) return reader.name(property.name.text, at);
      if (ts.isSpreadAssignment(property)) return reader.read(property.expression);
      return reader.read(property);
    });
    return operation('{}', kids, at);
  }
  if (ts.isArrayLiteralExpression(node)) {
    return operation(
      'list',
      node.elements.map((element) => reader.read(element)),
      at,
    );
  }
  if (ts.isTypeNode(node)) return nothing(at);
  // What only hands on its value: brackets, `as`, `!`, `await`, `yield`, spread, JSX.
  const kids: Operation[] = [];
  ts.forEachChild(node, (child) => {
    if (!ts.isTypeNode(child)) kids.push(reader.read(child));
  });
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) return operation('call', kids, at);
  return kids.length === 1 ? (kids[0] as Operation) : operation('', kids, at);
}

function readOptional(
  node: Node & { readonly questionDotToken?: Node | undefined },
  object: Operation,
  make: (subject: Operation) => Operation,
): Operation {
  if (node.questionDotToken === undefined) return make(object);
  const asked = operation('empty?', [object], node.end);
  return makeBranch(asked, { yes: make(operation('', [], node.end)), at: node.end });
}
