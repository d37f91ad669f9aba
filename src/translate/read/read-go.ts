import { type SyntaxNode, withTree } from '../../syntax-trees/index.ts';
import {
  type BinaryOperator,
  type NeutralExpression,
  type NeutralStatement,
  nullValue,
  Unsayable,
} from '../model.ts';
import { makeCall, type ReadContext, readMember, readNames, resolvePath, withLocals } from './context.ts';
import { foldBinary, foldNegate, foldRepeat, readDigits } from './fold.ts';
import { readBytes } from './read-javascript.ts';
import { readEscapes } from './text-escapes.ts';
import { childOf, mostDepth, partsOf, unknownNode } from './tree-text.ts';

export function readGo(text: string, context: ReadContext): Promise<NeutralExpression> {
  return withTree('go', `package p\n\nvar _ = (${text})\n`, (root) => {
    const declaration = partsOf(root)[1];
    const value = declaration?.namedChildren[0]?.childForFieldName('value')?.namedChildren[0];
    if (root.hasError || !value || partsOf(root).length !== 2)
      throw new Unsayable('it is no single expression');
    return new GoReader(context).read(value, 0);
  });
}

export function readGoSetup(
  text: string,
  context: ReadContext,
): Promise<{ readonly statements: readonly NeutralStatement[]; readonly context: ReadContext }> {
  return withTree('go', `package p\n\nfunc _() {\n${text}\n}\n`, (root) => {
    if (root.hasError) throw new Unsayable('its setup does not parse');
    const body = partsOf(root)[1]?.childForFieldName('body');
    const list = body?.namedChildren.find((child) => child?.type === 'statement_list') ?? body;
    const statements: NeutralStatement[] = [];
    let inner = context;
    for (const node of list === null || list === undefined ? [] : partsOf(list)) {
      const reader = new GoReader(inner);
      if (node.type === 'expression_statement') {
        statements.push({ kind: 'do', value: reader.read(partsOf(node)[0] ?? node, 0) });
        continue;
      }
      const [names, values] = declared(node);
      const [name] = names;
      const [value] = values;
      if (name === undefined || value === undefined || values.length > 1)
        throw new Unsayable('its setup is more than variables and calls');
      statements.push({ kind: 'let', name, value: reader.read(value, 0) });
      inner = withLocals(inner, [name]);
    }
    return { statements, context: inner };
  });
}

/** `value, err := call()` declares the value; an error that is looked at has no counterpart and is found later. */
function declared(node: SyntaxNode): readonly [readonly string[], readonly SyntaxNode[]] {
  if (node.type === 'short_var_declaration' || node.type === 'assignment_statement') {
    if (node.type === 'assignment_statement' && !/^_\s*=/.test(node.text)) return [[], []];
    return [partsOf(childOf(node, 'left')).map(({ text }) => text), partsOf(childOf(node, 'right'))];
  }
  const spec = node.type === 'var_declaration' ? partsOf(node)[0] : undefined;
  const value = spec?.childForFieldName('value');
  if (spec?.type !== 'var_spec' || !value) return [[], []];
  return [spec.childrenForFieldName('name').map((name) => name?.text ?? ''), partsOf(value)];
}

const conversions = /^(?:u?int(?:8|16|32|64)?|byte|rune|float32|float64|string|bool)$/;

class GoReader {
  private readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(node: SyntaxNode, depth: number): NeutralExpression {
    if (depth > mostDepth) throw new Unsayable('it is nested too deeply');
    const inner = depth + 1;
    switch (node.type) {
      case 'parenthesized_expression':
        return this.read(partsOf(node)[0] ?? unknownNode(node, 'Go'), inner);
      case 'interpreted_string_literal':
      case 'rune_literal':
        return {
          kind: 'string',
          value: readEscapes(node.text.slice(1, -1), { hexIsByte: true, keepsUnknown: false }),
        };
      case 'raw_string_literal':
        return { kind: 'string', value: node.text.slice(1, -1).replaceAll('\r', '') };
      case 'int_literal':
      case 'float_literal':
        return readDigits(/^0\d+$/.test(node.text) ? `0o${node.text.slice(1)}` : node.text);
      case 'true':
      case 'false':
        return { kind: 'boolean', value: node.type === 'true' };
      case 'nil':
        return nullValue;
      case 'identifier':
      case 'selector_expression':
        return this.readPath(node, inner);
      case 'call_expression':
        return this.readCall(node, inner);
      case 'type_conversion_expression':
        return this.convert(childOf(node, 'type').text, childOf(node, 'operand'), inner);
      case 'composite_literal':
        return this.readComposite(childOf(node, 'type'), childOf(node, 'body'), inner);
      case 'unary_expression':
        return this.readUnary(node, inner);
      case 'binary_expression':
        return foldBinary(
          operatorOf(childOf(node, 'operator').text),
          this.read(childOf(node, 'left'), inner),
          this.read(childOf(node, 'right'), inner),
        );
      case 'index_expression':
        return {
          kind: 'index',
          object: this.read(childOf(node, 'operand'), inner),
          index: this.read(childOf(node, 'index'), inner),
        };
      case 'func_literal':
        return this.readFunction(node, inner);
      default:
        return unknownNode(node, 'Go');
    }
  }

  private readPath(node: SyntaxNode, depth: number): NeutralExpression {
    const path = pathOf(node);
    const named = path === null ? null : readNames(this.context, path);
    if (named !== null) return named;
    if (node.type === 'identifier') throw new Unsayable(`it uses \`${node.text}\`, which is Go's own`);
    return readMember(this.read(childOf(node, 'operand'), depth), childOf(node, 'field').text);
  }

  private readCall(node: SyntaxNode, depth: number): NeutralExpression {
    const callee = childOf(node, 'function');
    const nodes = partsOf(childOf(node, 'arguments'));
    const path = pathOf(callee);
    const isLocal = path !== null && this.context.locals.has(path[0] ?? '');
    const resolved = path === null || isLocal ? null : resolvePath(this.context, path);
    const [only] = nodes;
    if (resolved === null && only !== undefined && nodes.length === 1) {
      if (callee.text === 'len')
        return { kind: 'builtin', name: 'length', object: this.read(only, depth), arguments: [] };
      if (conversions.test(callee.text) || callee.text === '[]byte')
        return this.convert(callee.text, only, depth);
    }
    const given = nodes.map((argument) => {
      if (argument.type === 'variadic_argument') throw new Unsayable('it spreads a list into arguments');
      return { name: null, value: this.read(argument, depth) };
    });
    if (resolved !== null) return makeCall(this.context, resolved, given);
    const function_ = path?.join('.') ?? '';
    const builtin = /^strings\.(ToUpper|ToLower|TrimSpace|HasPrefix|HasSuffix|Contains)$/.exec(
      function_,
    )?.[1];
    const [object, ...others] = given.map(({ value }) => value);
    if (builtin !== undefined && object !== undefined)
      return { kind: 'builtin', name: goBuiltins[builtin] ?? 'trim', object, arguments: others };
    if (function_ === 'math.Abs' && object !== undefined)
      return { kind: 'builtin', name: 'abs', object, arguments: [] };
    if (function_ === 'strings.Repeat' && object !== undefined && others[0] !== undefined)
      return foldRepeat(object, others[0]);
    if (callee.type !== 'selector_expression' || (path !== null && !isLocal))
      throw new Unsayable(`it calls \`${callee.text.slice(0, 40)}\`, which is Go's own`);
    const receiver = this.read(childOf(callee, 'operand'), depth);
    return { kind: 'method', object: receiver, name: childOf(callee, 'field').text, arguments: given };
  }

  private convert(type: string, node: SyntaxNode, depth: number): NeutralExpression {
    const value = this.read(node, depth);
    if (type === '[]byte' && value.kind === 'string')
      return { kind: 'bytes', value: [...Buffer.from(value.value)] };
    if (value.kind === 'number') {
      if (type === 'string') throw new Unsayable('it makes a character of a number');
      return { ...value, isFloat: type.startsWith('float') };
    }
    if (!conversions.test(type)) throw new Unsayable(`it converts to \`${type.slice(0, 40)}\``);
    return value;
  }

  private readComposite(type: SyntaxNode, body: SyntaxNode, depth: number): NeutralExpression {
    const parts = partsOf(body);
    const item = type.childForFieldName('element') ?? type.childForFieldName('value');
    const readValue = (node: SyntaxNode): NeutralExpression => {
      const inner = node.type === 'literal_element' ? (partsOf(node)[0] ?? node) : node;
      if (inner.type !== 'literal_value') return this.read(inner, depth);
      if (item === null) return unknownNode(inner, 'Go');
      return this.readComposite(item, inner, depth + 1);
    };
    if (
      type.type === 'slice_type' ||
      type.type === 'array_type' ||
      type.type === 'implicit_length_array_type'
    ) {
      if (parts.some((part) => part.type === 'keyed_element'))
        throw new Unsayable('it holds a list by index');
      const items = parts.map(readValue);
      return type.text.endsWith(']byte') ? readBytes(items) : { kind: 'list', items };
    }
    const isMap = type.type === 'map_type';
    const entries = parts.map((part): readonly [NeutralExpression, NeutralExpression] => {
      const [key, value] = partsOf(part);
      if (part.type !== 'keyed_element' || key === undefined || value === undefined)
        throw new Unsayable('it holds a struct without the names of its fields');
      return [isMap ? readValue(key) : { kind: 'string', value: key.text }, readValue(value)];
    });
    return { kind: 'map', entries, typeName: isMap ? null : (type.text.split('.').at(-1) ?? type.text) };
  }

  private readUnary(node: SyntaxNode, depth: number): NeutralExpression {
    const operand = this.read(childOf(node, 'operand'), depth);
    const operator = childOf(node, 'operator').text;
    if (operator === '&' || operator === '+') return operand;
    if (operator === '-') return foldNegate(operand);
    if (operator !== '!') throw new Unsayable(`it holds the operator \`${operator}\``);
    return { kind: 'not', operand };
  }

  private readFunction(node: SyntaxNode, depth: number): NeutralExpression {
    const parameters = partsOf(childOf(node, 'parameters')).flatMap((parameter) =>
      parameter.childrenForFieldName('name').map((name) => name?.text ?? '_'),
    );
    const body = childOf(node, 'body');
    const list = body.namedChildren.find((child) => child?.type === 'statement_list') ?? body;
    const [statement, ...others] = partsOf(list);
    const returned = statement?.type === 'return_statement' ? partsOf(statement)[0] : undefined;
    const values = returned === undefined ? [] : partsOf(returned);
    const [value] = values;
    if (value === undefined || values.length > 1 || others.length > 0)
      throw new Unsayable('it holds a function of several statements');
    const inner = new GoReader(withLocals(this.context, parameters));
    return { kind: 'lambda', parameters, body: inner.read(value, depth) };
  }
}

const goBuiltins: Readonly<Record<string, 'upper' | 'lower' | 'trim' | 'starts' | 'ends' | 'contains'>> = {
  ToUpper: 'upper',
  ToLower: 'lower',
  TrimSpace: 'trim',
  HasPrefix: 'starts',
  HasSuffix: 'ends',
  Contains: 'contains',
};

function operatorOf(text: string): BinaryOperator | '/' {
  if (text === '&&') return 'and';
  if (text === '||') return 'or';
  if (!['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].includes(text))
    throw new Unsayable(`it holds the operator \`${text}\``);
  return text as BinaryOperator | '/';
}

function pathOf(node: SyntaxNode): string[] | null {
  const names: string[] = [];
  let at = node;
  while (at.type === 'selector_expression' && names.length < 20) {
    names.unshift(childOf(at, 'field').text);
    at = childOf(at, 'operand');
  }
  return at.type === 'identifier' ? [at.text, ...names] : null;
}
