import { type SyntaxNode, withTree } from '../../syntax-trees/index.ts';
import {
  type BinaryOperator,
  type Builtin,
  type NeutralArgument,
  type NeutralExpression,
  type NeutralStatement,
  nullValue,
  Unsayable,
} from '../model.ts';
import { makeCall, type ReadContext, readMember, readNames, resolvePath, withLocals } from './context.ts';
import { foldBinary, foldNegate, foldPower, foldRepeat, readDigits } from './fold.ts';
import { collect, readBytes } from './read-javascript.ts';
import { readByteEscapes, readEscapes } from './text-escapes.ts';
import { childOf, mostDepth, partsOf, unknownNode } from './tree-text.ts';

export function readPython(text: string, context: ReadContext): Promise<NeutralExpression> {
  return withTree('python', `(${text}\n)\n`, (root) => {
    const [statement, ...others] = partsOf(root);
    const inner = statement === undefined ? undefined : partsOf(statement)[0];
    if (root.hasError || inner === undefined || others.length > 0)
      throw new Unsayable('it is no single expression');
    return new PythonReader(context).read(inner, 0);
  });
}

export function readPythonSetup(
  text: string,
  context: ReadContext,
): Promise<{ readonly statements: readonly NeutralStatement[]; readonly context: ReadContext }> {
  return withTree('python', `${text}\n`, (root) => {
    if (root.hasError) throw new Unsayable('its setup does not parse');
    const statements: NeutralStatement[] = [];
    let inner = context;
    for (const statement of partsOf(root)) {
      const [node, ...others] = partsOf(statement);
      if (statement.type !== 'expression_statement' || node === undefined || others.length > 0)
        throw new Unsayable('its setup is more than variables and calls');
      const reader = new PythonReader(inner);
      if (node.type !== 'assignment') {
        statements.push({ kind: 'do', value: reader.read(node, 0) });
        continue;
      }
      const name = childOf(node, 'left');
      if (name.type !== 'identifier') throw new Unsayable('its setup takes a value apart or changes one');
      statements.push({ kind: 'let', name: name.text, value: reader.read(childOf(node, 'right'), 0) });
      inner = withLocals(inner, [name.text]);
    }
    return { statements, context: inner };
  });
}

const methods: Readonly<Record<string, readonly [Builtin, number]>> = {
  upper: ['upper', 0],
  lower: ['lower', 0],
  strip: ['trim', 0],
  startswith: ['starts', 1],
  endswith: ['ends', 1],
};

class PythonReader {
  private readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(node: SyntaxNode, depth: number): NeutralExpression {
    if (depth > mostDepth) throw new Unsayable('it is nested too deeply');
    const inner = depth + 1;
    switch (node.type) {
      case 'parenthesized_expression':
        return this.readOnly(node, inner);
      case 'string':
        return readString(node.text);
      case 'concatenated_string':
        return partsOf(node)
          .map((part) => readString(part.text))
          .reduce((left, right) => foldBinary('+', left, right));
      case 'integer':
      case 'float':
        return readDigits(node.text);
      case 'true':
      case 'false':
        return { kind: 'boolean', value: node.type === 'true' };
      case 'none':
        return nullValue;
      case 'list':
      case 'tuple':
      case 'set':
        return { kind: node.type, items: partsOf(node).map((part) => this.read(part, inner)) };
      case 'dictionary':
        return this.readDictionary(node, inner);
      case 'identifier':
      case 'attribute':
        return this.readPath(node, inner);
      case 'call':
        return this.readCall(node, inner);
      case 'subscript':
        return this.readSubscript(node, inner);
      case 'lambda':
        return this.readLambda(node, inner);
      case 'unary_operator':
      case 'not_operator':
        return this.readUnary(node, inner);
      case 'binary_operator':
      case 'boolean_operator':
      case 'comparison_operator':
        return this.readOperator(node, inner);
      default:
        return unknownNode(node, 'Python');
    }
  }

  private readOnly(node: SyntaxNode, depth: number): NeutralExpression {
    const [only] = partsOf(node);
    if (only === undefined) throw new Unsayable('it holds empty brackets');
    return this.read(only, depth);
  }

  private readDictionary(node: SyntaxNode, depth: number): NeutralExpression {
    const entries = partsOf(node).map((pair): readonly [NeutralExpression, NeutralExpression] => {
      if (pair.type !== 'pair') return unknownNode(pair, 'Python');
      return [this.read(childOf(pair, 'key'), depth), this.read(childOf(pair, 'value'), depth)];
    });
    return { kind: 'map', entries, typeName: null };
  }

  private readPath(node: SyntaxNode, depth: number): NeutralExpression {
    const path = pathOf(node);
    const named = path === null ? null : readNames(this.context, path);
    if (named !== null) return named;
    if (node.type === 'identifier') throw new Unsayable(`it uses \`${node.text}\`, which is Python's own`);
    return readMember(this.read(childOf(node, 'object'), depth), childOf(node, 'attribute').text);
  }

  private readCall(node: SyntaxNode, depth: number): NeutralExpression {
    const callee = childOf(node, 'function');
    const given = this.readArguments(childOf(node, 'arguments'), depth);
    const path = pathOf(callee);
    const isLocal = path !== null && this.context.locals.has(path[0] ?? '');
    const resolved = path === null || isLocal ? null : resolvePath(this.context, path);
    if (resolved !== null) return makeCall(this.context, resolved, given);
    if (callee.type === 'attribute') {
      const object = this.read(childOf(callee, 'object'), depth);
      return readMethod(object, childOf(callee, 'attribute').text, given);
    }
    return readOwnFunction(path?.[0] ?? '', given);
  }

  private readArguments(node: SyntaxNode, depth: number): NeutralArgument[] {
    if (node.type !== 'argument_list') return unknownNode(node, 'Python');
    return partsOf(node).map((argument) => {
      if (argument.type === 'keyword_argument')
        return { name: childOf(argument, 'name').text, value: this.read(childOf(argument, 'value'), depth) };
      return { name: null, value: this.read(argument, depth) };
    });
  }

  private readSubscript(node: SyntaxNode, depth: number): NeutralExpression {
    const index = node.childrenForFieldName('subscript').filter((child) => child !== null);
    const [only] = index;
    if (only === undefined || index.length > 1 || only.type === 'slice')
      throw new Unsayable('it takes a slice');
    return { kind: 'index', object: this.read(childOf(node, 'value'), depth), index: this.read(only, depth) };
  }

  private readLambda(node: SyntaxNode, depth: number): NeutralExpression {
    const given = node.childForFieldName('parameters');
    const parameters = (given === null ? [] : partsOf(given)).map((parameter) => {
      if (parameter.type !== 'identifier') throw new Unsayable('it holds a function with defaults');
      return parameter.text;
    });
    const inner = new PythonReader(withLocals(this.context, parameters));
    return { kind: 'lambda', parameters, body: inner.read(childOf(node, 'body'), depth) };
  }

  private readUnary(node: SyntaxNode, depth: number): NeutralExpression {
    const operand = this.read(childOf(node, 'argument'), depth);
    if (node.type === 'not_operator') return { kind: 'not', operand };
    if (node.childForFieldName('operator')?.type !== '-')
      throw new Unsayable('it changes the bits of a number');
    return foldNegate(operand);
  }

  private readOperator(node: SyntaxNode, depth: number): NeutralExpression {
    const parts = partsOf(node);
    const [left, right] = parts;
    if (left === undefined || right === undefined || parts.length > 2)
      throw new Unsayable('it holds a chain of comparisons');
    const operator = node.children
      .filter((child) => child !== null && !child.isNamed)
      .map((child) => child?.text)
      .join(' ');
    const values = [this.read(left, depth), this.read(right, depth)] as const;
    if (operator === '*' && values[0].kind === 'string') return foldRepeat(...values);
    if (operator === 'in')
      return { kind: 'builtin', name: 'contains', object: values[1], arguments: [values[0]] };
    if (operator === '**') return foldPower(...values);
    return foldBinary(operatorOf(operator), ...values);
  }
}

function operatorOf(text: string): BinaryOperator | '/' {
  if (text === 'is') return '==';
  if (text === 'is not') return '!=';
  if (!['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'and', 'or'].includes(text))
    throw new Unsayable(`it holds the operator \`${text}\``);
  return text as BinaryOperator | '/';
}

function pathOf(node: SyntaxNode): string[] | null {
  const names: string[] = [];
  let at = node;
  while (at.type === 'attribute' && names.length < 20) {
    names.unshift(childOf(at, 'attribute').text);
    at = childOf(at, 'object');
  }
  return at.type === 'identifier' ? [at.text, ...names] : null;
}

function readMethod(
  object: NeutralExpression,
  name: string,
  given: readonly NeutralArgument[],
): NeutralExpression {
  const builtin = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (builtin !== undefined && builtin[1] === given.length)
    return { kind: 'builtin', name: builtin[0], object, arguments: given.map(({ value }) => value) };
  const isInstance = object.kind === 'local' || object.kind === 'construct' || object.kind === 'export';
  if (!isInstance && object.kind !== 'call' && object.kind !== 'method')
    throw new Unsayable(`it calls \`.${name}()\`, which is Python's own`);
  return { kind: 'method', object, name, arguments: given };
}

function readOwnFunction(name: string, given: readonly NeutralArgument[]): NeutralExpression {
  const [only, ...others] = given.map(({ value }) => value);
  if (only !== undefined && others.length === 0) {
    if (name === 'len') return { kind: 'builtin', name: 'length', object: only, arguments: [] };
    if (name === 'list') return collect(only);
    if (name === 'abs') return { kind: 'builtin', name: 'abs', object: only, arguments: [] };
    if (name === 'float' && only.kind === 'number') return { ...only, isFloat: true };
    if (name === 'bool') return { kind: 'not', operand: { kind: 'not', operand: only } };
    if ((name === 'set' || name === 'frozenset') && 'items' in only)
      return { kind: 'set', items: only.items };
    if (name === 'tuple' && 'items' in only) return { kind: 'tuple', items: only.items };
    if (name === 'bytes' && only.kind === 'list') return readBytes(only.items);
    if (name === 'float' && only.kind === 'string' && /^[+-]?(?:nan|inf)$/i.test(only.value))
      return readSpecial(only.value);
  }
  if (name === 'range') return readRange(given.map(({ value }) => value));
  if (only === undefined && name === 'set') return { kind: 'set', items: [] };
  if (only === undefined && name === 'dict') return { kind: 'map', entries: [], typeName: null };
  throw new Unsayable(
    name === '' ? 'it calls what a call gave' : `it calls \`${name}\`, which is Python's own`,
  );
}

const longestRange = 200;

/** `range(3)` written out; an unbounded or unknown one is not. */
function readRange(given: readonly NeutralExpression[]): NeutralExpression {
  const numbers = given.map((value) =>
    value.kind === 'number' && !value.isFloat ? value.value : Number.NaN,
  );
  const [start, end, step] = numbers.length === 1 ? [0, numbers[0] ?? Number.NaN, 1] : [...numbers, 1];
  const count = Math.ceil(((end ?? Number.NaN) - (start ?? 0)) / (step ?? 1));
  if (!(count <= longestRange) || step === 0)
    throw new Unsayable('it counts through what is not known, or too far');
  const items = Array.from(
    { length: Math.max(0, count) },
    (_, at): NeutralExpression => ({
      kind: 'number',
      value: (start ?? 0) + at * (step ?? 1),
      isFloat: false,
    }),
  );
  return { kind: 'list', items };
}

function readSpecial(text: string): NeutralExpression {
  const value = /nan/i.test(text) ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity;
  return { kind: 'number', value, isFloat: true };
}

function readString(text: string): NeutralExpression {
  const match = /^([a-zA-Z]{0,2})("""|'''|"|')([\s\S]*)\2$/.exec(text);
  if (match === null) throw new Unsayable('it holds a text that cannot be read');
  const [, prefix = '', , body = ''] = match;
  const marks = prefix.toLowerCase();
  if (/[ft]/.test(marks)) throw new Unsayable('it holds a template with values');
  if (marks.includes('b')) {
    const value = marks.includes('r') ? [...Buffer.from(body)] : readByteEscapes(body);
    return { kind: 'bytes', value };
  }
  if (marks.includes('r')) return { kind: 'string', value: body };
  // A line that ends in a backslash goes on with the blanks of the next one.
  const joined = body.replace(/((?:^|[^\\])(?:\\\\)*)\\\r?\n/g, '$1');
  return { kind: 'string', value: readEscapes(joined, { hexIsByte: false, keepsUnknown: true }) };
}
