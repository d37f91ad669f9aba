import type { BindingName, Node } from 'typescript';
import { makeBranch, makeEquality } from '../../operations/build.ts';
import { nothing, type Operation, operation } from '../../operations/operation.ts';
import type { JavaScriptReader } from './types.ts';

/** Null for what is no statement. */
export function readStatement(reader: JavaScriptReader, node: Node): Operation | null {
  const ts = reader.typescript;
  const at = node.end;
  switch (node.kind) {
    case ts.SyntaxKind.ExpressionStatement:
    case ts.SyntaxKind.ExportAssignment:
      return reader.read((node as { expression?: Node } & Node).expression);
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.EmptyStatement:
    case ts.SyntaxKind.ImportEqualsDeclaration:
      return nothing(at);
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
      return operation('jump', [], at);
  }
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return reader.block(node.statements, at);
  if (ts.isVariableStatement(node)) return reader.read(node.declarationList);
  if (ts.isVariableDeclarationList(node)) {
    const declared = node.declarations.filter((each) => each.initializer !== undefined);
    return operation(
      'block',
      declared.map(({ name, initializer }) => reader.bind(name, reader.read(initializer), at)),
      at,
    );
  }
  if (ts.isIfStatement(node)) {
    const [test, yes] = [reader.read(node.expression), reader.read(node.thenStatement)];
    const no = node.elseStatement;
    return makeBranch(test, { yes, at, ...(no && { no: reader.read(no) }) });
  }
  if (ts.isForStatement(node)) {
    const start = reader.read(node.initializer);
    const test = reader.read(node.condition);
    const body = operation('block', [reader.read(node.statement), reader.read(node.incrementor)], at);
    return operation('block', [start, makeLoop(test, body, at)], at);
  }
  if (ts.isWhileStatement(node))
    return makeLoop(reader.read(node.expression), reader.read(node.statement), at);
  if (ts.isDoStatement(node)) return makeLoop(reader.read(node.expression), reader.read(node.statement), at);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const subject = reader.read(node.expression);
    const start = ts.isVariableDeclarationList(node.initializer)
      ? reader.bind((node.initializer.declarations[0] as { name: BindingName }).name, nothing(at), at)
      : reader.assign(node.initializer, nothing(at), at);
    const op = ts.isForOfStatement(node) ? 'each' : 'keys';
    return operation(op, [subject, operation('block', [start, reader.read(node.statement)], at)], at);
  }
  if (ts.isReturnStatement(node)) return operation('return', [reader.read(node.expression)], at);
  if (ts.isThrowStatement(node)) return operation('throw', [reader.read(node.expression)], at);
  if (ts.isLabeledStatement(node)) return reader.read(node.statement);
  if (ts.isTryStatement(node)) {
    return operation(
      'try',
      [reader.read(node.tryBlock), reader.read(node.catchClause?.block), reader.read(node.finallyBlock)],
      at,
    );
  }
  if (ts.isSwitchStatement(node)) {
    const subject = reader.read(node.expression);
    const cases = node.caseBlock.clauses.map((clause) => {
      const body = reader.block(clause.statements, clause.end);
      if (ts.isDefaultClause(clause)) return body;
      const test = makeEquality(operation('', [], clause.end), reader.read(clause.expression), clause.end);
      return operation('case', [test, body], clause.end);
    });
    return operation('switch', [subject, ...cases], at);
  }
  if (ts.isFunctionDeclaration(node)) {
    if (node.body === undefined) return nothing(at);
    const target = reader.name(node.name?.text ?? '', at);
    return operation('set', [reader.function(node), target], at);
  }
  if (ts.isClassLike(node)) return reader.class(node);
  if (ts.isModuleDeclaration(node)) return reader.read(node.body);
  if (ts.isEnumDeclaration(node)) {
    return operation(
      'block',
      node.members.map((member) => reader.read(member.initializer)),
      at,
    );
  }
  return null;
}

function makeLoop(test: Operation, body: Operation, at: number): Operation {
  return operation('loop', [test, body], at);
}
