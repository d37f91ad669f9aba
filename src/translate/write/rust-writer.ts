import {
  type BinaryOperator,
  type NeutralExport,
  type NeutralExpression,
  type NeutralField,
  type NeutralType,
  type TypeOf,
  Unsayable,
} from '../model.ts';
import { spellName } from '../names/spell-name.ts';
import { isLiteral } from '../refine/is-literal.ts';
import type { NeutralScenario } from '../scenario.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { fieldName, standsAlone } from '../target/target-surface.ts';
import { quoteBytes, quoteText } from './quote-text.ts';
import {
  type At,
  describeValue,
  type Local,
  type Place,
  type Scope,
  spellTyped,
  type TypedArguments,
  TypedWriter,
  withoutBrackets,
} from './typed-writer.ts';
import type { WrittenFunction, WrittenScenario } from './types.ts';

const map = 'std::collections::BTreeMap';
const set = 'std::collections::BTreeSet';

export class RustWriter extends TypedWriter {
  /** As a function returns it or a field holds it. */
  type(type: NeutralType): string {
    switch (type.kind) {
      case 'string':
        return 'String';
      case 'integer':
        return 'i64';
      case 'float':
      case 'number':
        return 'f64';
      case 'boolean':
        return 'bool';
      case 'bytes':
        return 'Vec<u8>';
      case 'null':
        return '()';
      case 'error':
        return 'String';
      case 'list':
      case 'iterator':
        return `Vec<${this.type(type.item)}>`;
      case 'set':
        return `BTreeSet<${this.type(type.item)}>`;
      case 'optional':
        return `Option<${this.type(type.item)}>`;
      case 'map':
        return `BTreeMap<${this.type(type.key)}, ${this.type(type.value)}>`;
      case 'tuple':
        return `(${type.items.map((item) => this.type(item)).join(', ')})`;
      case 'literal':
        return typeof type.value === 'string' ? 'String' : typeof type.value === 'number' ? 'i64' : 'bool';
      case 'function':
        return `Box<dyn Fn(${type.parameters.map((item) => this.lent(item)).join(', ')}) -> ${this.type(type.returns)}>`;
      case 'parameter':
        return type.name;
      case 'named':
        return this.target.names.get(type.name) ?? this.value();
      default:
        return this.value();
    }
  }

  private value(): string {
    return this.target.valueName;
  }

  /** As a function takes it. */
  private borrowed(type: NeutralType): string {
    switch (type.kind) {
      case 'string':
        return '&str';
      case 'literal':
        return typeof type.value === 'string' ? '&str' : this.type(type);
      case 'bytes':
        return '&[u8]';
      case 'list':
      case 'iterator':
        return `&[${this.item(type.item)}]`;
      case 'set':
      case 'map':
      case 'named':
        return `&${this.type(type)}`;
      case 'parameter':
        return type.name;
      case 'optional':
        return type.item.kind === 'any' || type.item.kind === 'union'
          ? this.type(type)
          : `Option<${this.borrowed(type.item)}>`;
      case 'function': {
        const returns = type.returns.kind === 'null' ? '' : ` -> ${this.type(type.returns)}`;
        return `impl Fn(${type.parameters.map((item) => this.lent(item)).join(', ')})${returns}`;
      }
      case 'any':
      case 'union':
      case 'record':
        return `impl Into<${this.value()}>`;
      default:
        return this.type(type);
    }
  }

  /** As a function that is handed over takes it: such a one has no type parameters of its own. */
  private lent(type: NeutralType): string {
    if (type.kind === 'parameter') return `&${type.name}`;
    return type.kind === 'any' || type.kind === 'union' || type.kind === 'record'
      ? `&${this.value()}`
      : this.borrowed(type);
  }

  private item(type: NeutralType): string {
    return type.kind === 'string' ? '&str' : this.type(type);
  }

  signature({ name, callable, layout }: WrittenFunction, owner: NeutralExport | null): string {
    const isNew = name === 'new';
    const parts = [
      ...(owner === null || isNew ? [] : ['&mut self']),
      ...layout.positional.map((slot) => `${slot.name}: ${this.slotType(slot)}`),
      ...(layout.rest === null ? [] : [`${layout.rest.name}: &[${this.item(layout.rest.type)}]`]),
      ...(layout.options.length === 0 ? [] : [`options: ${layout.optionsName}`]),
    ];
    const generics = callable.typeParameters.map((one) => `${one}: Clone + PartialEq`);
    const returned = isNew ? 'Self' : this.returnType(name, callable.returns);
    const result = callable.fails ? `Result<${returned}, String>` : returned;
    return `pub fn ${name}${generics.length === 0 ? '' : `<${generics.join(', ')}>`}(${parts.join(', ')})${result === '()' ? '' : ` -> ${result}`}`;
  }

  private slotType(slot: Slot): string {
    const type = slot.isNatural ? 'usize' : this.borrowed(slot.type);
    if (!slot.optional) return type;
    const isAny = type.startsWith('impl Into<');
    return `Option<${isAny ? this.type(slot.type) : type}>`;
  }

  private returnType(name: string, type: NeutralType): string {
    const counts = /(?:^|_)(?:length|len|count|distance|size|index|width|leven|levenshtein)$/.test(name);
    return type.kind === 'integer' && counts ? 'usize' : this.type(type);
  }

  field(field: NeutralField): string {
    const type = this.type(field.type.kind === 'optional' ? field.type.item : field.type);
    return `pub ${fieldName(this.target, field)}: ${field.optional ? `Option<${type}>` : type}`;
  }

  optionField(slot: Slot): string {
    return `pub ${slot.name}: Option<${slot.isNatural ? 'usize' : this.type(slot.type)}>`;
  }

  protected give(value: NeutralExpression, type: NeutralType, at: At): string {
    if (value.kind === 'local' && !at.scope.locals.has(value.name)) {
      const literal = at.scope.lets.get(value.name);
      if (literal !== undefined) return this.give(literal, type, at);
    }
    if (type.kind === 'optional') {
      if (value.kind === 'null') return at.place === 'argument' ? 'None' : `None::<${this.type(type.item)}>`;
      const inner = this.give(value, type.item, {
        ...at,
        place: at.place === 'expected' ? 'owned' : at.place,
      });
      return isLiteral(value) ? `Some(${inner})` : inner;
    }
    if (!isLiteral(value) && !isContainer(value)) return this.convert(value, type, at);
    switch (type.kind) {
      case 'any':
      case 'union':
      case 'record':
        return at.place === 'argument' && isScalar(value)
          ? this.scalar(value)
          : this.intoValue(value, at.scope);
      case 'parameter':
        return this.give(value, this.typeOf(value, at.scope) ?? { kind: 'any' }, at);
      case 'list':
      case 'iterator':
      case 'set':
      case 'tuple':
        return this.giveItems(value, type, at);
      case 'map':
        return this.giveMap(value, type, at);
      case 'named':
        return this.giveNamed(value, type.name, at);
      case 'function':
        return this.giveFunction(value, type, at.scope);
      default:
        return this.giveScalar(value, type, at.place);
    }
  }

  private giveScalar(value: NeutralExpression, type: NeutralType, place: Place): string {
    const kind =
      type.kind === 'literal' ? (typeof type.value === 'number' ? 'integer' : typeof type.value) : type.kind;
    if (kind === 'integer' || kind === 'float' || kind === 'number') {
      if (value.kind === 'number' && !Number.isFinite(value.value) && kind !== 'integer')
        return Number.isNaN(value.value)
          ? 'f64::NAN'
          : value.value > 0
            ? 'f64::INFINITY'
            : 'f64::NEG_INFINITY';
      return spellTyped(value, kind === 'integer' ? 'integer' : 'float');
    }
    if (kind === 'string' && value.kind === 'string')
      return `${quoteText('rust', value.value)}${place === 'owned' ? '.to_string()' : ''}`;
    if (kind === 'boolean' && value.kind === 'boolean') return String(value.value);
    if (kind === 'null' && value.kind === 'null') return '()';
    if (kind === 'bytes' && value.kind === 'bytes') {
      const text = `b"${quoteBytes(value.value)}"`;
      return place === 'argument' ? text : `${text}.to_vec()`;
    }
    throw new Unsayable(`it gives ${describeValue(value)} where the signature takes \`${this.type(type)}\``);
  }

  private giveItems(
    value: NeutralExpression,
    type: TypeOf<'list' | 'iterator' | 'set' | 'tuple'>,
    at: At,
  ): string {
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a list`);
    if (type.kind === 'tuple') {
      if (type.items.length !== value.items.length) throw new Unsayable('it holds a tuple of another length');
      const place = 'owned';
      return `(${value.items.map((item, index) => this.give(item, type.items[index] ?? { kind: 'any' }, { ...at, place })).join(', ')})`;
    }
    const isPlain = at.place !== 'owned' && type.item.kind === 'string' && type.kind !== 'set';
    const place: Place = isPlain
      ? 'argument'
      : at.place === 'expected' && type.item.kind === 'list'
        ? 'expected'
        : 'owned';
    const items = value.items.map((item) => this.give(item, type.item, { ...at, place })).join(', ');
    const borrow = at.place === 'argument' ? '&' : '';
    if (type.kind === 'set')
      return items === ''
        ? `${borrow}${set}::<${this.type(type.item)}>::new()`
        : `${borrow}${set}::from([${items}])`;
    if (items === '')
      return at.place === 'argument'
        ? `&[] as &[${isPlain ? '&str' : this.type(type.item)}]`
        : `Vec::<${this.type(type.item)}>::new()`;
    return at.place === 'argument' ? `&[${items}]` : `vec![${items}]`;
  }

  private giveMap(value: NeutralExpression, type: TypeOf<'map'>, at: At): string {
    if (value.kind !== 'map')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a map`);
    const inner: At = { ...at, place: 'owned' };
    const entries = value.entries.map(
      ([key, entry]) => `(${this.give(key, type.key, inner)}, ${this.give(entry, type.value, inner)})`,
    );
    const borrow = at.place === 'argument' ? '&' : '';
    if (entries.length === 0)
      return `${borrow}${map}::<${this.type(type.key)}, ${this.type(type.value)}>::new()`;
    return `${borrow}${map}::from([${entries.join(', ')}])`;
  }

  private giveNamed(value: NeutralExpression, name: string, at: At): string {
    const entry = this.target.surface.exports.get(name);
    if (value.kind !== 'map' || entry?.kind !== 'record')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes \`${name}\``);
    const given = this.matchFields(entry, value.entries);
    const inner: At = { ...at, place: 'owned' };
    const parts = entry.fields.map((field) => {
      const one = given.find(([other]) => other === field)?.[1];
      if (one === undefined && !field.optional)
        throw new Unsayable(`it leaves the field \`${field.name}\` out`);
      if (one === undefined || one.kind === 'null') return `${fieldName(this.target, field)}: None`;
      const type = field.type.kind === 'optional' ? field.type.item : field.type;
      const text = this.give(one, type, inner);
      return `${fieldName(this.target, field)}: ${field.optional ? `Some(${text})` : text}`;
    });
    return `${at.place === 'argument' ? '&' : ''}${this.nameOf(name)} { ${parts.join(', ')} }`;
  }

  private giveFunction(value: NeutralExpression, type: TypeOf<'function'>, scope: Scope): string {
    if (value.kind !== 'lambda')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a function`);
    const locals = value.parameters.map((name, index): Local => {
      const parameter = type.parameters[index];
      if (parameter === undefined)
        throw new Unsayable('it holds a function of more parameters than are declared');
      const isCopied = ['integer', 'float', 'number', 'boolean', 'string'].includes(parameter.kind);
      if (parameter.kind === 'any' || parameter.kind === 'union')
        throw new Unsayable('it holds a function of values of any type');
      return {
        name: spellName('rust', 'local', name),
        type: parameter,
        isReference: !isCopied || type.lent?.[index] === true,
      };
    });
    const inner = this.lambdaScope(value, locals, scope);
    const body =
      type.returns.kind === 'boolean'
        ? this.operandText(value.body, inner, true)
        : this.read(value.body, inner);
    const unused = type.parameters.slice(locals.length).map(() => '_');
    return `|${[...locals.map(({ name }) => name), ...unused].join(', ')}| ${withoutBrackets(body)}`;
  }

  /** What a call or a variable gives, as the place takes it. */
  private convert(value: NeutralExpression, type: NeutralType, { place, scope }: At): string {
    const own = this.typeOf(value, scope);
    const text = this.read(value, scope);
    if (place !== 'argument') return text;
    if (own !== null && own.kind !== type.kind && type.kind !== 'any' && type.kind !== 'parameter')
      throw new Unsayable('it hands a value on that is declared otherwise');
    return ['string', 'list', 'iterator', 'map', 'set', 'named', 'bytes', 'parameter'].includes(type.kind)
      ? `&${text}`
      : text;
  }

  private scalar(value: NeutralExpression): string {
    if (value.kind === 'string') return quoteText('rust', value.value);
    if (value.kind === 'boolean') return String(value.value);
    if (value.kind === 'number' && (value.isFloat || !Number.isInteger(value.value)))
      return this.giveScalar(value, { kind: 'float' }, 'owned');
    const digits = spellTyped(value, 'integer');
    // Where nothing else says its type, a whole number has 32 bits.
    return Math.abs(Number(digits)) > 0x7fffffff ? `${digits}i64` : digits;
  }

  private intoValue(value: NeutralExpression, scope: Scope): string {
    const name = this.value();
    if (value.kind === 'null') return `${name}::Null`;
    if (isScalar(value)) return `${name}::from(${this.scalar(value)})`;
    if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set')
      return `${name}::List(vec![${value.items.map((item) => this.intoValue(item, scope)).join(', ')}])`;
    if (value.kind === 'map') {
      const entries = value.entries.map(([key, entry]) => {
        const text = key.kind === 'string' ? key.value : key.kind === 'number' ? String(key.value) : null;
        if (text === null) throw new Unsayable('it holds a map whose keys are no text');
        return `(${quoteText('rust', text)}, ${this.intoValue(entry, scope)})`;
      });
      return entries.length === 0 ? `${name}::Map(${map}::new())` : `${name}::from([${entries.join(', ')}])`;
    }
    if (isLiteral(value)) throw new Unsayable(`it gives ${describeValue(value)} where any value may stand`);
    return `${name}::from(${this.read(value, scope)})`;
  }

  protected option(slot: Slot, value: NeutralExpression, scope: Scope): string {
    return `Some(${this.give(value, slot.type, { place: 'owned', scope })})`;
  }

  protected positional(slot: Slot, value: NeutralExpression | null, scope: Scope): string {
    if (value === null || (slot.optional && value.kind === 'null')) return 'None';
    const isAny = slot.type.kind === 'any' || slot.type.kind === 'union';
    const isHandedOver = (slot.optional && isAny) || slot.isGeneric === true;
    const text = this.give(value, slot.type, { place: isHandedOver ? 'owned' : 'argument', scope });
    return slot.optional ? `Some(${text})` : text;
  }

  protected call(
    value: Extract<NeutralExpression, { kind: 'call' | 'construct' | 'method' }>,
    {
      key,
      layout,
      given,
      object,
    }: {
      readonly key: string;
      readonly layout: Layout;
      readonly given: TypedArguments;
      readonly object: string | null;
    },
  ): string {
    const parts: string[] = given.positional.map((text) => text ?? 'None');
    if (layout.rest !== null)
      parts.push(
        given.rest.length === 0
          ? `&[]`
          : `&[${given.rest.map((text) => text.replace(/^&(?=\[)/, '')).join(', ')}]`,
      );
    if (layout.options.length > 0) parts.push(renderOptions(layout, given));
    const list = parts.join(', ');
    if (value.kind === 'construct') return `${this.nameOf(value.name)}::new(${list})`;
    if (value.kind === 'method') return `${object}.${this.nameOf(key)}(${list})`;
    const at = value.name.lastIndexOf('.');
    const owner = this.target.surface.exports.get(value.name.slice(0, Math.max(0, at))) ?? null;
    return `${this.readExport(value.name, this.target.surface.exports.has(value.name) ? null : owner)}(${list})`;
  }

  protected unwrap(text: string): string {
    return `${text}.unwrap()`;
  }

  protected declare(name: string, text: string): string {
    return `let mut ${name} = ${text};`;
  }

  protected discard(text: string): string {
    return `let _ = ${text};`;
  }

  protected readMember(object: string, owner: NeutralExport, name: string): string {
    if (owner.kind !== 'record') return `${object}.${this.nameOf(`${owner.name}.${name}`)}()`;
    return `${object}.${spellName('rust', 'field', name)}`;
  }

  protected readExport(key: string, owner: NeutralExport | null): string {
    return owner === null || standsAlone(owner)
      ? this.nameOf(key)
      : `${this.nameOf(owner.name)}::${this.nameOf(key)}`;
  }

  protected operate(
    operator: BinaryOperator,
    [left, type]: readonly [string, NeutralType | null],
    [right]: readonly [string, NeutralType | null],
  ): string {
    if (right === '()') {
      if (type?.kind !== 'optional') throw new Unsayable('it asks whether a value is there');
      return `${left}.${operator === '==' ? 'is_none' : 'is_some'}()`;
    }
    if (operator === '+' && type?.kind === 'string') return `format!("{}{}", ${left}, ${right})`;
    const own: Partial<Record<BinaryOperator, string>> = { and: '&&', or: '||' };
    return `${left} ${own[operator] ?? operator} ${right}`;
  }

  protected builtin(
    { name }: Extract<NeutralExpression, { kind: 'builtin' }>,
    [object, type]: readonly [string, NeutralType | null],
    given: readonly string[],
  ): string {
    const receiver = object.replace(/^\(\*(\w+)\)$/, '$1');
    if (name === 'collect') return object;
    if (name === 'abs') return `${object}.abs()`;
    if (name === 'length')
      return type?.kind === 'string' ? `${receiver}.chars().count()` : `${receiver}.len()`;
    if (name === 'contains' && type?.kind === 'list') return `${receiver}.contains(&${given[0]})`;
    if (type?.kind !== 'string') throw new Unsayable('it asks a value that is not declared as text');
    const methods = {
      upper: 'to_uppercase',
      lower: 'to_lowercase',
      trim: 'trim',
      starts: 'starts_with',
      ends: 'ends_with',
      contains: 'contains',
    };
    return `${receiver}.${methods[name]}(${given.join(', ')})`;
  }

  protected truth(text: string, type: NeutralType | null): string {
    if (type?.kind === 'boolean') return text;
    if (type?.kind === 'integer') return `${text} != 0`;
    if (type?.kind === 'float') return `${text} != 0.0`;
    if (type?.kind === 'string' || type?.kind === 'list')
      return `!${text.replace(/^\(\*(\w+)\)$/, '$1')}.is_empty()`;
    throw new Unsayable('it takes a value for true or false whose type is not declared');
  }

  protected reference({ name, isReference }: Local): string {
    return isReference ? `*${name}` : name;
  }

  protected outcome(scenario: NeutralScenario, scope: Scope): WrittenScenario {
    const { expression, expected } = scenario;
    if (expected.kind !== 'value') {
      const isCall =
        expression.kind === 'call' || expression.kind === 'construct' || expression.kind === 'method';
      const text = isCall ? this.writeCall(expression, scope).text : this.read(expression, scope);
      return { setup: '', expression: text, value: null };
    }
    const type = this.typeOf(expression, scope) ?? { kind: 'any' };
    const text = this.read(expression, scope);
    return {
      setup: '',
      expression: text,
      value: this.give(expected.value, type, { place: 'expected', scope }),
    };
  }
}

function renderOptions({ options, optionsName }: Layout, given: TypedArguments): string {
  if (given.options.length === 0) return `${optionsName}::default()`;
  const fields = given.options.map(([slot, text]) => `${slot.name}: ${text}`);
  if (fields.length < options.length) fields.push('..Default::default()');
  return `${optionsName} { ${fields.join(', ')} }`;
}

function isScalar({ kind }: NeutralExpression): boolean {
  return kind === 'string' || kind === 'number' || kind === 'integer' || kind === 'boolean';
}

function isContainer({ kind }: NeutralExpression): boolean {
  return kind === 'list' || kind === 'tuple' || kind === 'set' || kind === 'map' || kind === 'lambda';
}
