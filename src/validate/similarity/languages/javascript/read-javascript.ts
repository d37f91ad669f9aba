import type {
  BinaryExpression,
  BindingName,
  CallExpression,
  Expression,
  FunctionLikeDeclaration,
  Node,
  SourceFile,
  Statement,
} from 'typescript';
import {
  makeArithmetic,
  makeBranch,
  makeDefault,
  makeEquality,
  makeOperator,
  makeSum,
} from '../../operations/build.ts';
import {
  constant,
  local,
  nothing,
  type Operation,
  operation,
  type ReadFile,
} from '../../operations/operation.ts';
import { builtInGlobals, builtInNames } from './built-in.ts';
import { findObfuscation } from './find-obfuscation.ts';
import { Scopes } from './scopes.ts';

type TypeScript = typeof import('typescript');

const maximumDepth = 400;

/** Parses one file of JavaScript or TypeScript; one with errors gives what the parser could make of it. */
export async function readJavaScript(path: string, text: string): Promise<ReadFile> {
  // Loaded when needed: the compiler takes a third of a second.
  const { default: typescript } = await import('typescript');
  const kind = /\.[cm]?ts$/.test(path) ? typescript.ScriptKind.TS : typescript.ScriptKind.JSX;
  const names = new Set<string>();
  const strings = new Set<string>();
  try {
    const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.ESNext, false, kind);
    const reader = new Reader(typescript, { names, strings });
    const body = reader.readFile(source);
    return {
      ...{ path, body, names, strings, complete: reader.complete },
      findObfuscation: () => findObfuscation(typescript, source),
    };
  } catch (error) {
    // The parser recurses once a bracket: 20,000 of them end in "Maximum call stack size exceeded".
    if (!(error instanceof RangeError)) throw error;
    return { path, body: nothing(0), names, strings, findObfuscation: () => [], complete: false };
  }
}

class Reader {
  complete = true;
  #depth = 0;
  readonly #ts: TypeScript;
  readonly #scopes: Scopes;
  readonly #names: Set<string>;
  readonly #strings: Set<string>;
  /** Variables that hold another module: what is taken from them is as good as a name. */
  readonly #modules = new Set<number>();

  constructor(typescript: TypeScript, found: { names: Set<string>; strings: Set<string> }) {
    this.#ts = typescript;
    this.#scopes = new Scopes(typescript);
    this.#names = found.names;
    this.#strings = found.strings;
  }

  readFile(source: SourceFile): Operation {
    this.#scopes.enter(source);
    const body = this.#block(source.statements, source.end);
    this.#scopes.leave();
    return body;
  }

  #block(statements: readonly Statement[], at: number): Operation {
    return operation(
      'block',
      statements.map((statement) => this.#read(statement)),
      at,
    );
  }

  #read(node: Node | undefined): Operation {
    if (node === undefined) return nothing(0);
    if (this.#depth > maximumDepth) {
      this.complete = false;
      return nothing(node.end);
    }
    this.#depth += 1;
    // Expressions have the lower numbers, and are most of what there is.
    const isExpression = node.kind < this.#ts.SyntaxKind.Block;
    const read = (isExpression ? null : this.#readStatement(node)) ?? this.#readExpression(node);
    this.#depth -= 1;
    return read;
  }

  #readStatement(node: Node): Operation | null {
    const ts = this.#ts;
    const at = node.end;
    switch (node.kind) {
      case ts.SyntaxKind.ExpressionStatement:
      case ts.SyntaxKind.ExportAssignment:
        return this.#read((node as { expression?: Node } & Node).expression);
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
    if (ts.isBlock(node) || ts.isModuleBlock(node)) return this.#block(node.statements, at);
    if (ts.isVariableStatement(node)) return this.#read(node.declarationList);
    if (ts.isVariableDeclarationList(node)) {
      const declared = node.declarations.filter((each) => each.initializer !== undefined);
      return operation(
        'block',
        declared.map(({ name, initializer }) => this.#bind(name, this.#read(initializer), at)),
        at,
      );
    }
    if (ts.isIfStatement(node)) {
      const [test, yes] = [this.#read(node.expression), this.#read(node.thenStatement)];
      const no = node.elseStatement;
      return makeBranch(test, { yes, at, ...(no && { no: this.#read(no) }) });
    }
    if (ts.isForStatement(node)) {
      const start = this.#read(node.initializer);
      const test = this.#read(node.condition);
      const body = operation('block', [this.#read(node.statement), this.#read(node.incrementor)], at);
      return operation('block', [start, this.#loop(test, body, at)], at);
    }
    if (ts.isWhileStatement(node))
      return this.#loop(this.#read(node.expression), this.#read(node.statement), at);
    if (ts.isDoStatement(node))
      return this.#loop(this.#read(node.expression), this.#read(node.statement), at);
    if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      const subject = this.#read(node.expression);
      const start = ts.isVariableDeclarationList(node.initializer)
        ? this.#bind((node.initializer.declarations[0] as { name: BindingName }).name, nothing(at), at)
        : this.#assign(node.initializer, nothing(at), at);
      const op = ts.isForOfStatement(node) ? 'each' : 'keys';
      return operation(op, [subject, operation('block', [start, this.#read(node.statement)], at)], at);
    }
    if (ts.isReturnStatement(node)) return operation('return', [this.#read(node.expression)], at);
    if (ts.isThrowStatement(node)) return operation('throw', [this.#read(node.expression)], at);
    if (ts.isLabeledStatement(node)) return this.#read(node.statement);
    if (ts.isTryStatement(node)) {
      return operation(
        'try',
        [this.#read(node.tryBlock), this.#read(node.catchClause?.block), this.#read(node.finallyBlock)],
        at,
      );
    }
    if (ts.isSwitchStatement(node)) {
      const subject = this.#read(node.expression);
      const cases = node.caseBlock.clauses.map((clause) => {
        const body = this.#block(clause.statements, clause.end);
        if (ts.isDefaultClause(clause)) return body;
        const test = makeEquality(operation('', [], clause.end), this.#read(clause.expression), clause.end);
        return operation('case', [test, body], clause.end);
      });
      return operation('switch', [subject, ...cases], at);
    }
    if (ts.isFunctionDeclaration(node)) {
      if (node.body === undefined) return nothing(at);
      const target = this.#name(node.name?.text ?? '', at);
      return operation('set', [this.#function(node), target], at);
    }
    if (ts.isClassLike(node)) return this.#class(node);
    if (ts.isModuleDeclaration(node)) return this.#read(node.body);
    if (ts.isEnumDeclaration(node)) {
      return operation(
        'block',
        node.members.map((member) => this.#read(member.initializer)),
        at,
      );
    }
    return null;
  }

  #loop(test: Operation, body: Operation, at: number): Operation {
    return operation('loop', [test, body], at);
  }

  #readExpression(node: Node): Operation {
    const ts = this.#ts;
    const at = node.end;
    if (ts.isIdentifier(node)) return this.#name(node.text, at);
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
      if (node.text.length >= 6) this.#strings.add(node.text.slice(0, 400));
      return constant(node.text, at);
    }
    if (ts.isNumericLiteral(node)) return constant(Number(node.text), at);
    if (ts.isBigIntLiteral(node)) return operation('bigint', [], at);
    if (ts.isPropertyAccessExpression(node)) {
      const object = this.#read(node.expression);
      return this.#optional(node, object, (subject) => this.#member(subject, node.name.text, at));
    }
    if (ts.isElementAccessExpression(node)) {
      const object = this.#read(node.expression);
      const key = this.#read(node.argumentExpression);
      return this.#optional(node, object, (subject) =>
        key.op === 'text' && /^[A-Za-z_$][\w$]*$/.test(String(key.value))
          ? this.#member(subject, String(key.value), at)
          : operation('[]', [subject, key], at),
      );
    }
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isNewExpression(node)) {
      const kids = [this.#read(node.expression), ...(node.arguments ?? []).map((each) => this.#read(each))];
      return operation('new', kids, at);
    }
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isConditionalExpression(node)) {
      const [test, yes, no] = [node.condition, node.whenTrue, node.whenFalse].map((each) => this.#read(each));
      return makeBranch(test as Operation, { yes: yes as Operation, no: no as Operation, at });
    }
    if (ts.isPrefixUnaryExpression(node)) return this.#prefix(node.operator, node.operand, at);
    if (ts.isPostfixUnaryExpression(node)) return this.#step(node.operator, node.operand, at);
    if (ts.isTypeOfExpression(node)) return operation('typeof', [this.#read(node.expression)], at);
    if (ts.isDeleteExpression(node)) return operation('delete', [this.#read(node.expression)], at);
    if (ts.isVoidExpression(node)) {
      const value = this.#read(node.expression);
      return value.kids.length === 0 ? nothing(at) : value;
    }
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.flatMap((span) => [
        this.#read(span.expression),
        constant(span.literal.text, span.end),
      ]);
      for (const text of [node.head.text, ...node.templateSpans.map((span) => span.literal.text)])
        if (text.length >= 6) this.#strings.add(text.slice(0, 400));
      return makeSum([constant(node.head.text, at), ...parts], at);
    }
    if (ts.isFunctionLike(node)) {
      const written = node as FunctionLikeDeclaration;
      return written.body === undefined ? nothing(at) : this.#function(written);
    }
    if (ts.isClassLike(node)) return this.#class(node);
    if (ts.isObjectLiteralExpression(node)) {
      const kids = node.properties.map((property) => {
        if (property.name !== undefined && ts.isIdentifier(property.name)) this.#remember(property.name.text);
        if (ts.isPropertyAssignment(property)) return this.#read(property.initializer);
        if (ts.isShorthandPropertyAssignment(property)) return this.#name(property.name.text, at);
        if (ts.isSpreadAssignment(property)) return this.#read(property.expression);
        return this.#read(property);
      });
      return operation('{}', kids, at);
    }
    if (ts.isArrayLiteralExpression(node)) {
      return operation(
        'list',
        node.elements.map((element) => this.#read(element)),
        at,
      );
    }
    if (ts.isTypeNode(node)) return nothing(at);
    // What only hands on its value: brackets, `as`, `!`, `await`, `yield`, spread, JSX.
    const kids: Operation[] = [];
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) kids.push(this.#read(child));
    });
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) return operation('call', kids, at);
    return kids.length === 1 ? (kids[0] as Operation) : operation('', kids, at);
  }

  #optional(
    node: Node & { readonly questionDotToken?: Node | undefined },
    object: Operation,
    make: (subject: Operation) => Operation,
  ): Operation {
    if (node.questionDotToken === undefined) return make(object);
    const asked = operation('empty?', [object], node.end);
    return makeBranch(asked, { yes: make(operation('', [], node.end)), at: node.end });
  }

  #name(text: string, at: number): Operation {
    const variable = this.#scopes.find(text);
    this.#remember(text);
    if (variable !== null) return local(variable, at);
    if (text === 'undefined') return nothing(at);
    if (text === 'exports' || text === 'module') return operation('exports', [], at);
    if (text === 'NaN' || text === 'Infinity') return operation('number', [], at);
    return operation(builtInGlobals.has(text) ? `@${text}` : '', [], at);
  }

  #remember(text: string): void {
    if (text.length >= 4 && !builtInNames.has(text) && !builtInGlobals.has(text)) this.#names.add(text);
  }

  #member(object: Operation, name: string, at: number): Operation {
    this.#remember(name);
    if (name === 'prototype' || name === 'default') return operation('', [object], at);
    // What is put on `exports`, or taken from a module, is a name only.
    if (object.op === 'exports' || object.op === 'module') return object;
    if (object.local !== undefined && this.#modules.has(object.local)) return object;
    return operation(builtInNames.has(name) ? `.${name}` : '.', [object], at);
  }

  #call(node: CallExpression): Operation {
    const ts = this.#ts;
    const at = node.end;
    const callee = this.#bare(node.expression);
    if (ts.isIdentifier(callee) && callee.text === 'require' && this.#scopes.find('require') === null)
      return operation('module', [], at);
    if (callee.kind === ts.SyntaxKind.ImportKeyword) return operation('module', [], at);
    // A function that is called where it stands is a block.
    if ((ts.isFunctionExpression(callee) || ts.isArrowFunction(callee)) && !callee.asteriskToken) {
      const given = node.arguments.map((argument) => this.#read(argument));
      return operation('block', [...given, this.#inlined(callee)], at);
    }
    if (ts.isPropertyAccessExpression(callee)) {
      const name = callee.name.text;
      const [first] = node.arguments;
      const given = first === undefined ? undefined : this.#bare(first);
      if (name === 'forEach' && given && (ts.isFunctionExpression(given) || ts.isArrowFunction(given)))
        return operation('each', [this.#read(callee.expression), this.#inlined(given)], at);
      if (name === 'concat') {
        const object = this.#read(callee.expression);
        if (object.op === 'text' || (object.op === '+' && object.kids.some((kid) => kid.op === 'text')))
          return makeSum([object, ...node.arguments.map((argument) => this.#read(argument))], at);
      }
      if (name === 'pow' && ts.isIdentifier(callee.expression) && callee.expression.text === 'Math') {
        const [base, power] = node.arguments.map((argument) => this.#read(argument));
        return makeArithmetic('**', base ?? nothing(at), power ?? nothing(at), at);
      }
      if (name === 'defineProperty' && node.arguments.length === 3) {
        const key = this.#read(node.arguments[1]);
        if (key.value === '__esModule') return nothing(at);
      }
    }
    const kids = [this.#callee(callee), ...node.arguments.map((argument) => this.#read(argument))];
    const made = operation('call', kids, at);
    if (node.questionDotToken === undefined) return made;
    const asked = operation('empty?', [kids[0] as Operation], at);
    return makeBranch(asked, {
      yes: operation('call', [operation('', [], at), ...kids.slice(1)], at),
      at,
    });
  }

  /** `(0, module.name)(…)` is how a compiled module calls what it imports. */
  #callee(callee: Node): Operation {
    const ts = this.#ts;
    if (ts.isBinaryExpression(callee) && callee.operatorToken.kind === ts.SyntaxKind.CommaToken) {
      const last = this.#bare(callee.right);
      if (ts.isPropertyAccessExpression(last)) return this.#read(last.expression);
    }
    return this.#read(callee);
  }

  #bare(node: Node): Node {
    let inner = node;
    while (this.#ts.isParenthesizedExpression(inner)) inner = inner.expression;
    return inner;
  }

  #prefix(operator: number, operand: Expression, at: number): Operation {
    const { SyntaxKind } = this.#ts;
    if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken)
      return this.#step(operator, operand, at);
    const value = this.#read(operand);
    // Which branch is taken on which answer is not told apart.
    if (operator === SyntaxKind.ExclamationToken)
      return value.op === 'number' || value.op === 'truth' ? constant(!value.value, at) : value;
    if (operator === SyntaxKind.MinusToken && value.op === 'number')
      return constant(-Number(value.value), at);
    if (operator === SyntaxKind.MinusToken) return operation('negate', [value], at);
    return operation(operator === SyntaxKind.TildeToken ? '~' : 'number-of', [value], at);
  }

  #step(operator: number, operand: Expression, at: number): Operation {
    const by = operator === this.#ts.SyntaxKind.PlusPlusToken ? 1 : -1;
    const sum = makeSum([this.#read(operand), constant(by, at)], at);
    return this.#assign(operand, sum, at);
  }

  #binary(node: BinaryExpression): Operation {
    const { SyntaxKind, tokenToString } = this.#ts;
    const at = node.end;
    const kind = node.operatorToken.kind;
    if (kind === SyntaxKind.PlusToken) return makeSum(this.#chain(node, kind), at);
    if (kind === SyntaxKind.CommaToken) return operation('block', this.#chain(node, kind), at);
    if (kind === SyntaxKind.EqualsToken) return this.#assign(node.left, this.#read(node.right), at);
    const text = tokenToString(kind) ?? '?';
    const logical = /^(&&|\|\||\?\?)=?$/.exec(text);
    if (logical !== null) {
      const left = this.#read(node.left);
      const right = text.endsWith('=')
        ? this.#assign(node.left, this.#read(node.right), at)
        : this.#read(node.right);
      return text.startsWith('??') ? makeDefault(left, right, at) : makeBranch(left, { yes: right, at });
    }
    if (kind >= SyntaxKind.FirstCompoundAssignment && kind <= SyntaxKind.LastCompoundAssignment) {
      const [left, right] = [this.#read(node.left), this.#read(node.right)];
      return this.#assign(node.left, makeOperator(text.slice(0, -1), [left, right], at), at);
    }
    return makeOperator(text, [this.#read(node.left), this.#read(node.right)], at);
  }

  /** What stands in a row with the same operator, without recursing once for each. */
  #chain(node: BinaryExpression, kind: number): Operation[] {
    const parts: Expression[] = [];
    let left: Expression = node;
    while (this.#ts.isBinaryExpression(left) && left.operatorToken.kind === kind) {
      parts.push(left.right);
      left = left.left;
    }
    return [left, ...parts.reverse()].map((part) => this.#read(part));
  }

  #assign(target: Node, value: Operation, at: number): Operation {
    const ts = this.#ts;
    const bare = this.#bare(target);
    if (ts.isArrayLiteralExpression(bare) || ts.isObjectLiteralExpression(bare)) {
      return operation('block', [value, this.#read(bare)], at);
    }
    const place = this.#read(bare);
    if (value.op === 'module' && place.local !== undefined) this.#modules.add(place.local);
    return operation('set', [value, place], at);
  }

  /** What a declaration takes from its value. */
  #bind(name: BindingName, value: Operation, at: number): Operation {
    const ts = this.#ts;
    if (ts.isIdentifier(name)) {
      const target = this.#name(name.text, at);
      if (isModule(value) && target.local !== undefined) this.#modules.add(target.local);
      return operation('set', [value, target], at);
    }
    const isObject = ts.isObjectBindingPattern(name);
    const kids: Operation[] = [value];
    name.elements.forEach((element, index) => {
      if (!ts.isBindingElement(element)) return;
      const at = element.end;
      const key = element.propertyName ?? element.name;
      const hole = operation('', [], at);
      let taken: Operation = hole;
      if (element.dotDotDotToken === undefined) {
        taken = isObject
          ? this.#member(hole, ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : '', at)
          : operation('[]', [hole, constant(index, at)], at);
      }
      if (element.initializer !== undefined) taken = makeDefault(taken, this.#read(element.initializer), at);
      kids.push(this.#bind(element.name, taken, at));
    });
    return operation('block', kids, at);
  }

  #function(node: FunctionLikeDeclaration): Operation {
    const name = node.name !== undefined && this.#ts.isIdentifier(node.name) ? node.name.text : '';
    return { op: 'function', kids: [this.#inlined(node)], at: node.end, from: node.pos, name };
  }

  /** What a function does, without the function. */
  #inlined(node: FunctionLikeDeclaration): Operation {
    const at = node.end;
    this.#scopes.enter(node);
    const kids: Operation[] = [];
    for (const { name, initializer } of node.parameters) {
      const given = operation('', [], at);
      if (initializer !== undefined)
        kids.push(this.#bind(name, makeDefault(given, this.#read(initializer), at), at));
      else if (!this.#ts.isIdentifier(name)) kids.push(this.#bind(name, given, at));
    }
    const body = this.#read(node.body);
    const isShort = node.body !== undefined && !this.#ts.isBlock(node.body);
    kids.push(isShort ? operation('return', [body], at) : body);
    this.#scopes.leave();
    return operation('block', kids, at);
  }

  #class(
    node: Node & {
      readonly members: readonly Node[];
      readonly heritageClauses?: readonly Node[] | undefined;
    },
  ): Operation {
    const ts = this.#ts;
    const kids = node.members.map((member) => {
      if (ts.isPropertyDeclaration(member)) {
        return operation('set', [this.#read(member.initializer), operation('.', [], member.end)], member.end);
      }
      if (ts.isClassStaticBlockDeclaration(member)) return this.#read(member.body);
      return ts.isFunctionLike(member) ? this.#read(member) : nothing(member.end);
    });
    return operation('block', kids, node.end);
  }
}

function isModule(value: Operation): boolean {
  return value.op === 'module' || (value.op === 'call' && value.kids.some((kid) => kid.op === 'module'));
}
