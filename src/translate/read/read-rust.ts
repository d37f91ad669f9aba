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
import { makeCall, makeRead, type ReadContext, readMember, resolvePath, withLocals } from './context.ts';
import { foldBinary, foldNegate, foldRepeat, readDigits } from './fold.ts';
import { collect, readBytes } from './read-javascript.ts';
import { readByteEscapes, readEscapes } from './text-escapes.ts';
import { childOf, mostDepth, partsOf, unknownNode } from './tree-text.ts';

export function readRust(text: string, context: ReadContext): Promise<NeutralExpression> {
  return withTree('rust', `fn f() { let x = (${openMacros(text)}\n); }\n`, (root) => {
    const statements = statementsOf(root);
    const value = statements[0]?.childForFieldName('value');
    if (root.hasError || !value || statements.length > 1) throw new Unsayable('it is no single expression');
    return new RustReader(context).read(value, 0);
  });
}

export function readRustSetup(
  text: string,
  context: ReadContext,
): Promise<{ readonly statements: readonly NeutralStatement[]; readonly context: ReadContext }> {
  return withTree('rust', `fn f() {\n${openMacros(text)}\n}\n`, (root) => {
    if (root.hasError) throw new Unsayable('its setup does not parse');
    const statements: NeutralStatement[] = [];
    let inner = context;
    for (const node of statementsOf(root)) {
      const reader = new RustReader(inner);
      if (node.type === 'expression_statement') {
        statements.push({ kind: 'do', value: reader.read(partsOf(node)[0] ?? node, 0) });
        continue;
      }
      const name = node.type === 'let_declaration' ? childOf(node, 'pattern') : null;
      if (name === null) throw new Unsayable('its setup is more than variables and calls');
      if (name.type !== 'identifier') throw new Unsayable('its setup takes a value apart');
      statements.push({ kind: 'let', name: name.text, value: reader.read(childOf(node, 'value'), 0) });
      inner = withLocals(inner, [name.text]);
    }
    return { statements, context: inner };
  });
}

/** The grammar does not look into macros; `vec![..]` is the list in it. */
function openMacros(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"|\bvec!\s*\[/g, (found) =>
    found.startsWith('vec') ? '[' : found,
  );
}

function statementsOf(root: SyntaxNode): SyntaxNode[] {
  const [only, ...others] = partsOf(root);
  const body = only?.childForFieldName('body');
  return !body || others.length > 0 ? [] : partsOf(body);
}

/** Methods that change how a value is held and not what it is. */
const transparent = new Set(
  'to_string to_owned into as_str as_ref as_bytes clone iter into_iter to_vec as_slice borrow deref unwrap expect cloned copied as_deref into_owned into_string'.split(
    ' ',
  ),
);
const builtins: Readonly<Record<string, readonly [Builtin, number]>> = {
  to_uppercase: ['upper', 0],
  to_lowercase: ['lower', 0],
  trim: ['trim', 0],
  starts_with: ['starts', 1],
  ends_with: ['ends', 1],
  contains: ['contains', 1],
};

class RustReader {
  private readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(node: SyntaxNode, depth: number): NeutralExpression {
    if (depth > mostDepth) throw new Unsayable('it is nested too deeply');
    const inner = depth + 1;
    switch (node.type) {
      case 'parenthesized_expression':
      case 'try_expression':
        return this.read(partsOf(node)[0] ?? unknownNode(node, 'Rust'), inner);
      case 'reference_expression':
        return this.read(childOf(node, 'value'), inner);
      case 'string_literal':
      case 'raw_string_literal':
      case 'char_literal':
        return readText(node.text);
      case 'integer_literal':
        return readDigits(node.text.replace(/_?[iu](?:8|16|32|64|128|size)$|_?f(?:32|64)$/, ''));
      case 'float_literal':
        return readDigits(node.text.replace(/_?f(?:32|64)$/, '').replace(/\.$/, '.0'));
      case 'boolean_literal':
        return { kind: 'boolean', value: node.text === 'true' };
      case 'unit_expression':
        return nullValue;
      case 'array_expression':
        return this.readArray(node, inner);
      case 'tuple_expression':
        return { kind: 'tuple', items: partsOf(node).map((part) => this.read(part, inner)) };
      case 'identifier':
      case 'scoped_identifier':
        return this.readName(node);
      case 'field_expression':
        return readMember(this.read(childOf(node, 'value'), inner), childOf(node, 'field').text);
      case 'call_expression':
        return this.readCall(node, inner);
      case 'macro_invocation':
        throw new Unsayable(`it holds the macro \`${childOf(node, 'macro').text}!\``);
      case 'struct_expression':
        return this.readStruct(node, inner);
      case 'closure_expression':
        return this.readClosure(node, inner);
      case 'type_cast_expression':
        return this.readCast(node, inner);
      case 'unary_expression':
        return this.readUnary(node, inner);
      case 'binary_expression':
        return foldBinary(
          operatorOf(childOf(node, 'operator').text),
          this.read(childOf(node, 'left'), inner),
          this.read(childOf(node, 'right'), inner),
        );
      case 'index_expression':
        return this.readIndex(node, inner);
      default:
        return unknownNode(node, 'Rust');
    }
  }

  private readArray(node: SyntaxNode, depth: number): NeutralExpression {
    const length = node.childForFieldName('length');
    const items = partsOf(node)
      .filter((part) => length === null || part.id !== length.id)
      .map((part) => this.read(part, depth));
    if (length === null) return { kind: 'list', items };
    const count = this.read(length, depth);
    const [item] = items;
    if (item === undefined || count.kind !== 'number' || count.value > 1_000)
      throw new Unsayable('it holds a list that is too long to write down');
    return { kind: 'list', items: Array.from({ length: count.value }, () => item) };
  }

  private readName(node: SyntaxNode): NeutralExpression {
    const path = node.text.split('::').map((part) => part.trim());
    const [first = ''] = path;
    if (path.length === 1 && this.context.locals.has(first)) return { kind: 'local', name: first };
    if (node.text === 'None') return nullValue;
    const special = /^(?:std::)?(?:f32|f64)::(?:consts::)?(NAN|INFINITY|NEG_INFINITY)$/.exec(node.text)?.[1];
    if (special !== undefined) {
      const value = special === 'NAN' ? Number.NaN : special === 'INFINITY' ? Infinity : -Infinity;
      return { kind: 'number', value, isFloat: true };
    }
    const resolved = resolvePath(this.context, path);
    if (resolved === null) throw new Unsayable(`it uses \`${node.text}\`, which is Rust's own`);
    return resolved.rest.reduce(readMember, makeRead(this.context, resolved.name));
  }

  private readCall(node: SyntaxNode, depth: number): NeutralExpression {
    const callee = childOf(node, 'function');
    const bare = callee.type === 'generic_function' ? childOf(callee, 'function') : callee;
    const values = partsOf(childOf(node, 'arguments')).map((argument) => this.read(argument, depth));
    const given = values.map((value): NeutralArgument => ({ name: null, value }));
    if (bare.type === 'field_expression') {
      const object = this.read(childOf(bare, 'value'), depth);
      return this.readMethod(object, childOf(bare, 'field').text, given);
    }
    const [only, ...others] = values;
    const name = withoutGenerics(bare.text);
    if (
      /^(?:Some|Ok|Box::new|Rc::new|Arc::new|String::from|PathBuf::from|Path::new|Cow::(?:Borrowed|Owned|from))$/.test(
        name,
      ) &&
      only !== undefined
    )
      return only;
    if (/^(?:String|Vec)::new$/.test(name)) {
      return name === 'String::new' ? { kind: 'string', value: '' } : { kind: 'list', items: [] };
    }
    if (/(?:^|::)(?:Hash|BTree)(Map|Set)::(?:from|from_iter|new)$/.test(name) && others.length === 0)
      return readCollection(only, name.includes('Map::'));
    const path = name.split('::');
    const resolved = resolvePath(this.context, path);
    if (resolved === null) throw new Unsayable(`it calls \`${name.slice(0, 40)}\`, which is Rust's own`);
    const [method, ...more] = resolved.rest;
    const entry = this.context.surface.exports.get(resolved.name);
    if (method === 'new' && more.length === 0 && entry !== undefined)
      return { kind: 'construct', name: resolved.name, arguments: given };
    if (method === 'default' && more.length === 0)
      return { kind: 'map', entries: [], typeName: resolved.name };
    return makeCall(this.context, resolved, given);
  }

  private readMethod(
    object: NeutralExpression,
    name: string,
    given: readonly NeutralArgument[],
  ): NeutralExpression {
    const isPlain = object.kind !== 'local' && object.kind !== 'construct' && object.kind !== 'export';
    const trait = this.traitMethod(name);
    if (trait !== null && (isPlain || object.kind === 'local'))
      return { kind: 'call', name: trait, arguments: [{ name: null, value: object }, ...given] };
    if (transparent.has(name)) return object;
    if (name === 'collect') return collect(object);
    if (name === 'len' && given.length === 0 && isPlain)
      return { kind: 'builtin', name: 'length', object, arguments: [] };
    if (name === 'abs' && given.length === 0 && isPlain)
      return { kind: 'builtin', name: 'abs', object, arguments: [] };
    if (name === 'is_none' || name === 'is_some')
      return { kind: 'binary', operator: name === 'is_none' ? '==' : '!=', left: object, right: nullValue };
    if (name === 'repeat' && given[0] !== undefined) return foldRepeat(object, given[0].value);
    const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
    if (builtin !== undefined && builtin[1] === given.length && isPlain)
      return { kind: 'builtin', name: builtin[0], object, arguments: given.map(({ value }) => value) };
    if (isPlain && object.kind !== 'call' && object.kind !== 'method')
      throw new Unsayable(`it calls \`.${name}()\`, which is Rust's own`);
    return { kind: 'method', object, name, arguments: given };
  }

  /** `"text".to_kebab_case()`: a trait of the package gives methods to values that are not its own. */
  private traitMethod(name: string): string | null {
    const entries = [...this.context.surface.exports.values()];
    const isMethodOf = (kind: string): boolean =>
      entries.some(
        (entry) => entry.original.kind === kind && entry.members.some((member) => member.name === name),
      );
    if (isMethodOf('class') || isMethodOf('enum')) return null;
    for (const entry of entries) {
      if (entry.original.kind !== 'interface') continue;
      if (entry.members.some((member) => member.name === name && member.kind === 'method'))
        return `${entry.name}.${name}`;
    }
    return null;
  }

  private readStruct(node: SyntaxNode, depth: number): NeutralExpression {
    const entries: (readonly [NeutralExpression, NeutralExpression])[] = [];
    for (const part of partsOf(childOf(node, 'body'))) {
      // `..Default::default()` gives what is not named its default, as everywhere else.
      if (part.type === 'base_field_initializer') {
        if (!/default\(\)$/i.test(part.text)) throw new Unsayable('it holds a struct made from another one');
        continue;
      }
      const name = part.childForFieldName('field') ?? part.childForFieldName('name') ?? partsOf(part)[0];
      if (!name) return unknownNode(part, 'Rust');
      const value = part.childForFieldName('value');
      entries.push([
        { kind: 'string', value: name.text },
        value === null ? this.readName(name) : this.read(value, depth),
      ]);
    }
    return { kind: 'map', entries, typeName: childOf(node, 'name').text.split('::').at(-1) ?? null };
  }

  private readClosure(node: SyntaxNode, depth: number): NeutralExpression {
    const parameters = partsOf(childOf(node, 'parameters')).map((parameter) => {
      const name = /^(?:&\s*(?:mut\s+)?)*([\p{L}_][\p{L}\p{N}_]*)(?:\s*:|$)/u.exec(parameter.text)?.[1];
      if (name === undefined) throw new Unsayable('it holds a function whose parameters are taken apart');
      return name;
    });
    const inner = new RustReader(withLocals(this.context, parameters));
    return { kind: 'lambda', parameters, body: inner.read(childOf(node, 'body'), depth) };
  }

  private readCast(node: SyntaxNode, depth: number): NeutralExpression {
    const value = this.read(childOf(node, 'value'), depth);
    if (value.kind !== 'number') return value;
    return { ...value, isFloat: childOf(node, 'type').text.startsWith('f') };
  }

  private readUnary(node: SyntaxNode, depth: number): NeutralExpression {
    const operand = this.read(partsOf(node)[0] ?? unknownNode(node, 'Rust'), depth);
    if (node.text.startsWith('*')) return operand;
    return node.text.startsWith('-') ? foldNegate(operand) : { kind: 'not', operand };
  }

  private readIndex(node: SyntaxNode, depth: number): NeutralExpression {
    const [object, index] = partsOf(node);
    if (object === undefined || index === undefined) return unknownNode(node, 'Rust');
    // `&list[..]` is the list.
    if (index.text === '..') return this.read(object, depth);
    return { kind: 'index', object: this.read(object, depth), index: this.read(index, depth) };
  }
}

/** `Vec::<i64>::new` is `Vec::new`. */
function withoutGenerics(path: string): string {
  let name = path.replace(/\s+/g, '').slice(0, 400);
  for (let depth = 0; depth < 8 && name.includes('<'); depth += 1)
    name = name.replace(/(?:::)?<[^<>]*>/g, '');
  return name;
}

function readCollection(given: NeutralExpression | undefined, isMap: boolean): NeutralExpression {
  if (given !== undefined && given.kind !== 'list')
    throw new Unsayable('it makes a collection of what is no list');
  const items = given?.items ?? [];
  if (!isMap) return { kind: 'set', items };
  const entries = items.map((item): readonly [NeutralExpression, NeutralExpression] => {
    const [key, value] = item.kind === 'tuple' ? item.items : [];
    if (key === undefined || value === undefined) throw new Unsayable('it makes a map of what are no pairs');
    return [key, value];
  });
  return { kind: 'map', entries, typeName: null };
}

function readText(text: string): NeutralExpression {
  const raw = /^b?r(#*)"([\s\S]*)"\1$/.exec(text)?.[2];
  const isBytes = text.startsWith('b');
  if (raw !== undefined)
    return isBytes ? readBytes([...Buffer.from(raw)].map(number)) : { kind: 'string', value: raw };
  const body = text.slice(isBytes ? 2 : 1, -1);
  if (text.startsWith("b'")) return number(readByteEscapes(body)[0] ?? 0);
  if (isBytes) return { kind: 'bytes', value: readByteEscapes(body) };
  return { kind: 'string', value: readEscapes(body, { hexIsByte: true, keepsUnknown: false }) };
}

function number(value: number): NeutralExpression {
  return { kind: 'number', value, isFloat: false };
}

function operatorOf(text: string): BinaryOperator | '/' {
  if (text === '&&') return 'and';
  if (text === '||') return 'or';
  if (!['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].includes(text))
    throw new Unsayable(`it holds the operator \`${text}\``);
  return text as BinaryOperator | '/';
}
