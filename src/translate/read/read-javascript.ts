import type ts from 'typescript';
import {
  type BinaryOperator,
  type NeutralArgument,
  type NeutralExpression,
  type NeutralStatement,
  nullValue,
  Unsayable,
} from '../model.ts';
import type { TypeScript } from '../type-text/read-typescript-type.ts';
import { makeCall, makeRead, type ReadContext, readMember, resolvePath, withLocals } from './context.ts';
import { foldBinary, foldNegate, foldRepeat, readDigits } from './fold.ts';
import { readJavascriptMethod } from './javascript-methods.ts';

const mostDepth = 100;

/** One expression of JavaScript. Throws Unsayable for what has no counterpart in other languages. */
export function readJavascript(ts: TypeScript, text: string, context: ReadContext): NeutralExpression {
  const { statements } = parse(ts, `(${text}\n)`);
  const [only, ...others] = statements;
  if (only === undefined || others.length > 0 || !ts.isExpressionStatement(only))
    throw new Unsayable('it is more than one expression');
  return new JavascriptReader(ts, context).read(only.expression, 0);
}

/** Statements of a setup: declarations of variables and calls. */
export function readJavascriptSetup(
  ts: TypeScript,
  text: string,
  context: ReadContext,
): { readonly statements: readonly NeutralStatement[]; readonly context: ReadContext } {
  const statements: NeutralStatement[] = [];
  let inner = context;
  for (const statement of parse(ts, text).statements) {
    const reader = new JavascriptReader(ts, inner);
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined)
          throw new Unsayable('its setup takes a value apart');
        statements.push({ kind: 'let', name: name.text, value: reader.read(initializer, 0) });
        inner = withLocals(inner, [name.text]);
      }
    } else if (ts.isExpressionStatement(statement)) {
      statements.push({ kind: 'do', value: reader.read(statement.expression, 0) });
    } else throw new Unsayable('its setup is more than variables and calls');
  }
  return { statements, context: inner };
}

function parse(ts: TypeScript, text: string): ts.SourceFile {
  const file = ts.createSourceFile('x.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  if (parseDiagnostics.length > 0) throw new Unsayable('it does not parse');
  return file;
}

class JavascriptReader {
  private readonly ts: TypeScript;
  private readonly context: ReadContext;

  constructor(ts: TypeScript, context: ReadContext) {
    this.ts = ts;
    this.context = context;
  }

  read(node: ts.Expression, depth: number): NeutralExpression {
    const { ts } = this;
    if (depth > mostDepth) throw new Unsayable('it is nested too deeply');
    const inner = depth + 1;
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node))
      return this.read(node.expression, inner);
    const literal = this.readLiteral(node);
    if (literal !== null) return literal;
    if (ts.isArrayLiteralExpression(node)) return this.readArray(node, inner);
    if (ts.isObjectLiteralExpression(node)) return this.readObject(node, inner);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return this.readPath(node, inner);
    if (ts.isCallExpression(node)) return this.readCall(node, inner);
    if (ts.isNewExpression(node)) return this.readNew(node, inner);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return this.readLambda(node, inner);
    if (ts.isPrefixUnaryExpression(node)) return this.readPrefix(node, inner);
    if (ts.isBinaryExpression(node)) return this.readBinary(node, inner);
    if (ts.isElementAccessExpression(node)) {
      const object = this.read(node.expression, inner);
      return { kind: 'index', object, index: this.read(node.argumentExpression, inner) };
    }
    throw new Unsayable(`it holds ${describe(ts, node)}, which other languages do not have`);
  }

  private readLiteral(node: ts.Expression): NeutralExpression | null {
    const { ts } = this;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (/\p{Surrogate}/u.test(node.text)) throw new Unsayable('it holds half of a surrogate pair');
      return { kind: 'string', value: node.text };
    }
    if (ts.isNumericLiteral(node)) {
      const source = node.getText();
      const isFloat = /^[^xXbBoO]*[.eE]/.test(source) && !Number.isInteger(Number(node.text));
      if (isFloat) return { kind: 'number', value: Number(node.text), isFloat };
      return /^\d+$/.test(node.text)
        ? readDigits(node.text)
        : { kind: 'number', value: Number(node.text), isFloat: true };
    }
    if (ts.isBigIntLiteral(node)) return readDigits(node.text.replace(/n$/, ''));
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: 'boolean', value: true };
    if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: 'boolean', value: false };
    if (node.kind === ts.SyntaxKind.NullKeyword) return nullValue;
    if (ts.isVoidExpression(node)) return nullValue;
    if (ts.isIdentifier(node) && !this.context.locals.has(node.text)) {
      if (node.text === 'undefined') return nullValue;
      if (node.text === 'NaN') return { kind: 'number', value: Number.NaN, isFloat: true };
      if (node.text === 'Infinity') return { kind: 'number', value: Infinity, isFloat: true };
    }
    return null;
  }

  private readArray(node: ts.ArrayLiteralExpression, depth: number): NeutralExpression {
    const { ts } = this;
    const items = node.elements.map((item) => {
      if (ts.isSpreadElement(item)) return null;
      if (ts.isOmittedExpression(item)) throw new Unsayable('it holds a list with holes');
      return this.read(item, depth);
    });
    if (items.every((item) => item !== null)) return { kind: 'list', items };
    // `[...f(x)]` reads an iterator, which is what a list of it is.
    const [only] = node.elements;
    if (node.elements.length === 1 && only !== undefined && ts.isSpreadElement(only))
      return collect(this.read(only.expression, depth));
    throw new Unsayable('it spreads a value among others');
  }

  private readObject(node: ts.ObjectLiteralExpression, depth: number): NeutralExpression {
    const { ts } = this;
    const entries = node.properties.map((property): readonly [NeutralExpression, NeutralExpression] => {
      if (ts.isShorthandPropertyAssignment(property))
        return [{ kind: 'string', value: property.name.text }, this.read(property.name, depth)];
      if (!ts.isPropertyAssignment(property))
        throw new Unsayable('it holds an object with methods or spreads');
      const { name } = property;
      if (!ts.isIdentifier(name) && !ts.isStringLiteral(name) && !ts.isNumericLiteral(name))
        throw new Unsayable('it holds a property whose name is computed');
      if (name.text === '__proto__') throw new Unsayable('it sets a prototype');
      return [{ kind: 'string', value: name.text }, this.read(property.initializer, depth)];
    });
    return { kind: 'map', entries, typeName: null };
  }

  private readPath(node: ts.Identifier | ts.PropertyAccessExpression, depth: number): NeutralExpression {
    const { ts, context } = this;
    const path = pathOf(ts, node);
    if (path !== null) {
      const [first = ''] = path;
      if (context.locals.has(first))
        return path.slice(1).reduce<NeutralExpression>((object, name) => this.readProperty(object, name), {
          kind: 'local',
          name: first,
        });
      const resolved = resolvePath(context, path);
      if (resolved !== null) return resolved.rest.reduce(readMember, makeRead(context, resolved.name));
    }
    if (ts.isIdentifier(node)) throw new Unsayable(`it uses \`${node.text}\`, which is JavaScript's own`);
    return this.readProperty(this.read(node.expression, depth), node.name.text);
  }

  private readProperty(object: NeutralExpression, name: string): NeutralExpression {
    return name === 'length'
      ? { kind: 'builtin', name: 'length', object, arguments: [] }
      : readMember(object, name);
  }

  private readArguments(nodes: readonly ts.Expression[], depth: number): NeutralArgument[] {
    const { ts } = this;
    return nodes.map((node) => {
      if (ts.isSpreadElement(node)) throw new Unsayable('it spreads a value into arguments');
      return { name: null, value: this.read(node, depth) };
    });
  }

  private readCall(node: ts.CallExpression, depth: number): NeutralExpression {
    const { ts, context } = this;
    if (node.questionDotToken !== undefined) throw new Unsayable('it holds an optional call');
    const callee = node.expression;
    const path = pathOf(ts, callee);
    const resolved = path === null || context.locals.has(path[0] ?? '') ? null : resolvePath(context, path);
    if (resolved !== null) return makeCall(context, resolved, this.readArguments(node.arguments, depth));
    if (path?.join('.') === 'Math.abs' && node.arguments.length === 1 && node.arguments[0] !== undefined)
      return { kind: 'builtin', name: 'abs', object: this.read(node.arguments[0], depth), arguments: [] };
    if (path?.join('.') === 'String.raw') throw new Unsayable('it holds a tagged template');
    if (path?.join('.') === 'Array.from' && node.arguments.length === 1 && node.arguments[0] !== undefined)
      return collect(this.read(node.arguments[0], depth));
    if (!ts.isPropertyAccessExpression(callee)) return this.readGlobalCall(node, path, depth);
    const name = callee.name.text;
    if (
      path?.length === 2 &&
      ['Buffer', 'JSON', 'Object', 'Math', 'console', 'Array', 'Symbol'].includes(path[0] ?? '') &&
      !context.locals.has(path[0] ?? '')
    )
      throw new Unsayable(`it uses \`${path.join('.')}\`, which is JavaScript's own`);
    const object = this.read(callee.expression, depth);
    const given = this.readArguments(node.arguments, depth);
    if (name === 'repeat' && given[0] !== undefined) return foldRepeat(object, given[0].value);
    return readJavascriptMethod(object, name, given);
  }

  private readGlobalCall(
    node: ts.CallExpression,
    path: readonly string[] | null,
    depth: number,
  ): NeutralExpression {
    const [first] = node.arguments;
    if (path?.[0] === 'Boolean' && first !== undefined) {
      const value = this.read(first, depth);
      return { kind: 'not', operand: { kind: 'not', operand: value } };
    }
    const name = path?.join('.');
    throw new Unsayable(
      name === undefined ? 'it calls what a call gave' : `it calls \`${name}\`, which is JavaScript's own`,
    );
  }

  private readNew(node: ts.NewExpression, depth: number): NeutralExpression {
    const { ts, context } = this;
    const path = pathOf(ts, node.expression);
    const name = path?.join('.') ?? 'a value';
    const given = [...(node.arguments ?? [])];
    const resolved = path === null ? null : resolvePath(context, path);
    if (resolved !== null && resolved.rest.length === 0)
      return { kind: 'construct', name: resolved.name, arguments: this.readArguments(given, depth) };
    const values = given.map((argument) => this.read(argument, depth));
    const [only] = values;
    if (name === 'Set' && (only === undefined || only.kind === 'list'))
      return { kind: 'set', items: only?.kind === 'list' ? only.items : [] };
    if (name === 'Map') return readMap(only);
    if (/^(?:Uint8Array|Buffer)$/.test(name) && only?.kind === 'list') return readBytes(only.items);
    throw new Unsayable(`it makes a \`${name}\`, which is JavaScript's own`);
  }

  private readLambda(node: ts.ArrowFunction | ts.FunctionExpression, depth: number): NeutralExpression {
    const { ts } = this;
    const parameters = node.parameters.map(({ name, initializer, dotDotDotToken }) => {
      if (!ts.isIdentifier(name) || initializer !== undefined || dotDotDotToken !== undefined)
        throw new Unsayable('it holds a function whose parameters are taken apart');
      return name.text;
    });
    const inner = new JavascriptReader(ts, withLocals(this.context, parameters));
    const body = ts.isBlock(node.body) ? onlyReturned(ts, node.body) : node.body;
    return { kind: 'lambda', parameters, body: inner.read(body, depth) };
  }

  private readPrefix(node: ts.PrefixUnaryExpression, depth: number): NeutralExpression {
    const { SyntaxKind } = this.ts;
    const operand = this.read(node.operand, depth);
    if (node.operator === SyntaxKind.MinusToken) return foldNegate(operand);
    if (node.operator === SyntaxKind.PlusToken && operand.kind === 'number') return operand;
    if (node.operator !== SyntaxKind.ExclamationToken)
      throw new Unsayable('it changes a variable or its bits');
    return operand.kind === 'boolean' ? { kind: 'boolean', value: !operand.value } : { kind: 'not', operand };
  }

  private readBinary(node: ts.BinaryExpression, depth: number): NeutralExpression {
    const operator = operatorOf(this.ts, node.operatorToken.kind);
    const left = this.read(node.left, depth);
    const right = this.read(node.right, depth);
    if (operator === 'and' || operator === 'or') {
      const truth = truthOf(left);
      if (truth !== null) return truth === (operator === 'and') ? right : left;
    }
    return foldBinary(operator, left, right);
  }
}

/** A list of what an iterator gives; of a list or a set that stands there itself, the items. */
export function collect(object: NeutralExpression): NeutralExpression {
  if (object.kind === 'list' || object.kind === 'set') return { kind: 'list', items: object.items };
  return { kind: 'builtin', name: 'collect', object, arguments: [] };
}

/** What a literal counts as in a condition; null for what only running tells. */
function truthOf(value: NeutralExpression): boolean | null {
  if (value.kind === 'boolean') return value.value;
  if (value.kind === 'string') return value.value !== '';
  if (value.kind === 'number') return value.value !== 0 && !Number.isNaN(value.value);
  if (value.kind === 'null') return false;
  return value.kind === 'list' || value.kind === 'map' ? true : null;
}

function onlyReturned(ts: TypeScript, block: ts.Block): ts.Expression {
  const [statement, ...others] = block.statements;
  if (
    statement === undefined ||
    others.length > 0 ||
    !ts.isReturnStatement(statement) ||
    !statement.expression
  )
    throw new Unsayable('it holds a function of several statements');
  return statement.expression;
}

function operatorOf(ts: TypeScript, kind: ts.SyntaxKind): BinaryOperator | '/' {
  const { SyntaxKind } = ts;
  const operators = new Map<ts.SyntaxKind, BinaryOperator | '/'>([
    [SyntaxKind.EqualsEqualsToken, '=='],
    [SyntaxKind.EqualsEqualsEqualsToken, '=='],
    [SyntaxKind.ExclamationEqualsToken, '!='],
    [SyntaxKind.ExclamationEqualsEqualsToken, '!='],
    [SyntaxKind.LessThanToken, '<'],
    [SyntaxKind.LessThanEqualsToken, '<='],
    [SyntaxKind.GreaterThanToken, '>'],
    [SyntaxKind.GreaterThanEqualsToken, '>='],
    [SyntaxKind.PlusToken, '+'],
    [SyntaxKind.MinusToken, '-'],
    [SyntaxKind.AsteriskToken, '*'],
    [SyntaxKind.SlashToken, '/'],
    [SyntaxKind.PercentToken, '%'],
    [SyntaxKind.AmpersandAmpersandToken, 'and'],
    [SyntaxKind.BarBarToken, 'or'],
  ]);
  const operator = operators.get(kind);
  if (operator === undefined) throw new Unsayable('it holds an operator that other languages do not have');
  return operator;
}

/** `a.b.c` as its names; null when it starts with anything but a name. */
function pathOf(ts: TypeScript, node: ts.Expression): string[] | null {
  if (ts.isIdentifier(node)) return [node.text];
  if (
    !ts.isPropertyAccessExpression(node) ||
    node.questionDotToken !== undefined ||
    !ts.isIdentifier(node.name)
  )
    return null;
  const path = pathOf(ts, node.expression);
  return path === null || path.length > 20 ? null : [...path, node.name.text];
}

function readMap(entries: NeutralExpression | undefined): NeutralExpression {
  if (entries !== undefined && entries.kind !== 'list')
    throw new Unsayable('it makes a map of what is no list');
  const pairs = (entries?.items ?? []).map((pair): readonly [NeutralExpression, NeutralExpression] => {
    const [key, value] = pair.kind === 'list' ? pair.items : [];
    if (key === undefined || value === undefined) throw new Unsayable('it makes a map of what are no pairs');
    return [key, value];
  });
  return { kind: 'map', entries: pairs, typeName: null };
}

export function readBytes(items: readonly NeutralExpression[]): NeutralExpression {
  const value = items.map((item) => {
    if (item.kind !== 'number' || !Number.isInteger(item.value) || item.value < 0 || item.value > 255)
      throw new Unsayable('it makes bytes of what are none');
    return item.value;
  });
  return { kind: 'bytes', value };
}

function describe(ts: TypeScript, node: ts.Expression): string {
  if (ts.isRegularExpressionLiteral(node)) return 'a regular expression';
  if (ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node)) return 'a template with values';
  if (ts.isClassExpression(node)) return 'a class';
  if (ts.isConditionalExpression(node)) return 'a choice';
  if (ts.isTypeOfExpression(node)) return 'typeof';
  return `a ${ts.SyntaxKind[node.kind]}`;
}
