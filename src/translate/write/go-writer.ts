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
import { holds } from '../refine/type-tools.ts';
import type { NeutralScenario } from '../scenario.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { fieldName, type TargetSurface } from '../target/target-surface.ts';
import { quoteBytes, quoteText } from './quote-text.ts';
import {
  type At,
  describeValue,
  type Local,
  type Scope,
  spellTyped,
  type TypedArguments,
  TypedWriter,
  withoutBrackets,
} from './typed-writer.ts';
import type { WrittenFunction, WrittenScenario } from './types.ts';

type CallExpression = Extract<NeutralExpression, { kind: 'call' | 'construct' | 'method' }>;

export class GoWriter extends TypedWriter {
  /** Within the package's own declarations names stand alone, in examples behind the package's name. */
  private readonly isInside: boolean;

  constructor(target: TargetSurface, failing: ReadonlySet<string>, isInside: boolean) {
    super(target, failing);
    this.isInside = isInside;
  }

  type(type: NeutralType): string {
    switch (type.kind) {
      case 'string':
        return 'string';
      case 'integer':
        return 'int';
      case 'float':
      case 'number':
        return 'float64';
      case 'boolean':
        return 'bool';
      case 'bytes':
        return '[]byte';
      case 'error':
        return 'error';
      case 'null':
        return '';
      case 'list':
      case 'iterator':
        return `[]${this.type(type.item)}`;
      case 'set':
        return `map[${this.type(type.item)}]bool`;
      case 'map':
        return `map[${this.type(type.key)}]${this.type(type.value)}`;
      case 'tuple': {
        const items = new Set(type.items.map((item) => this.type(item)));
        return items.size === 1 ? `[]${[...items][0]}` : '[]any';
      }
      case 'literal':
        return typeof type.value === 'string' ? 'string' : typeof type.value === 'number' ? 'int' : 'bool';
      case 'function': {
        const returns = this.type(type.returns);
        return `func(${type.parameters.map((item) => this.type(item)).join(', ')})${returns === '' ? '' : ` ${returns}`}`;
      }
      case 'parameter':
        return type.name;
      case 'named': {
        const name = this.target.names.get(type.name);
        const entry = this.target.surface.exports.get(type.name);
        if (name === undefined) return 'any';
        return `${entry?.kind === 'class' ? '*' : ''}${this.qualify(name)}`;
      }
      default:
        return 'any';
    }
  }

  private qualify(name: string): string {
    return this.isInside ? name : `${this.target.packageName}.${name}`;
  }

  signature({ name, callable, layout }: WrittenFunction, owner: NeutralExport | null): string {
    const { rest, options } = layout;
    const optional = layout.positional.filter((slot) => slot.optional);
    const parts = [
      ...layout.positional
        .filter((slot) => !slot.optional)
        .map((slot) => `${slot.name} ${this.type(slot.type)}`),
      ...(options.length > 0 ? [`options ${rest === null ? '...' : ''}${layout.optionsName}`] : []),
      ...(options.length === 0 ? optional.map((slot) => `${slot.name} ...${this.type(slot.type)}`) : []),
      ...(rest === null ? [] : [`${rest.name} ...${this.type(rest.type)}`]),
    ];
    const generics = callable.typeParameters.map(
      (one) => `${one} ${isCompared(callable.parameters, one) ? 'comparable' : 'any'}`,
    );
    const receiver =
      owner === null
        ? ''
        : `(${spellName('go', 'local', owner.name === 'default' ? owner.original.local_name : owner.name)[0] ?? 'v'} *${this.nameOf(owner.name)}) `;
    return `func ${receiver}${name}${generics.length === 0 ? '' : `[${generics.join(', ')}]`}(${parts.join(', ')})${this.results(callable.returns, callable.fails)}`;
  }

  private results(type: NeutralType, fails: boolean): string {
    const values =
      type.kind === 'optional' ? [this.type(type.item), ...(fails ? [] : ['bool'])] : [this.type(type)];
    const all = [...values.filter((value) => value !== ''), ...(fails ? ['error'] : [])];
    if (all.length === 0) return '';
    return all.length === 1 ? ` ${all[0]}` : ` (${all.join(', ')})`;
  }

  field(field: NeutralField): string {
    const type = this.type(field.type.kind === 'optional' ? field.type.item : field.type);
    return `${fieldName(this.target, field)} ${field.optional && isScalarType(field.type) ? '*' : ''}${type}`;
  }

  optionField(slot: Slot): string {
    const text = `${slot.name} ${slot.isPointer ? '*' : ''}${this.type(slot.type)}`;
    return text;
  }

  protected give(value: NeutralExpression, type: NeutralType, at: At): string {
    if (value.kind === 'local' && !at.scope.locals.has(value.name)) {
      const literal = at.scope.lets.get(value.name);
      if (literal !== undefined) return this.give(literal, type, at);
    }
    if (!isLiteral(value) && !['list', 'tuple', 'set', 'map', 'lambda'].includes(value.kind)) {
      const own = this.typeOf(value, at.scope);
      if (
        own !== null &&
        own.kind !== type.kind &&
        !['any', 'parameter', 'union', 'optional'].includes(type.kind)
      )
        throw new Unsayable('it hands a value on that is declared otherwise');
      return this.read(value, at.scope);
    }
    switch (type.kind) {
      case 'any':
      case 'union':
      case 'record':
      case 'optional':
        return type.kind === 'optional' && isListType(type.item) && value.kind !== 'null'
          ? this.give(value, type.item, at)
          : this.giveAny(value, at);
      case 'parameter':
        return this.give(value, this.typeOf(value, at.scope) ?? { kind: 'any' }, at);
      case 'list':
      case 'iterator':
      case 'tuple':
        return this.giveItems(value, type, at);
      case 'set':
        if (value.kind !== 'set' && value.kind !== 'list')
          throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a set`);
        return `${this.type(type)}{${value.items.map((item) => `${this.give(item, type.item, at)}: true`).join(', ')}}`;
      case 'map': {
        if (value.kind !== 'map')
          throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a map`);
        const entries = value.entries.map(
          ([key, entry]) => `${this.give(key, type.key, at)}: ${this.give(entry, type.value, at)}`,
        );
        return `${this.type(type)}{${entries.join(', ')}}`;
      }
      case 'named':
        return this.giveNamed(value, type.name, at);
      case 'function':
        return this.giveFunction(value, type, at.scope);
      default:
        return this.giveScalar(value, type);
    }
  }

  private giveScalar(value: NeutralExpression, type: NeutralType): string {
    const kind =
      type.kind === 'literal' ? (typeof type.value === 'number' ? 'integer' : typeof type.value) : type.kind;
    if (kind === 'integer' || kind === 'float' || kind === 'number') {
      if (value.kind === 'number' && !Number.isFinite(value.value) && kind !== 'integer')
        return Number.isNaN(value.value) ? 'math.NaN()' : `math.Inf(${value.value > 0 ? 1 : -1})`;
      return spellTyped(value, kind === 'integer' ? 'integer' : 'float');
    }
    if (kind === 'string' && value.kind === 'string') return quoteText('go', value.value);
    if (kind === 'boolean' && value.kind === 'boolean') return String(value.value);
    if (kind === 'bytes' && value.kind === 'bytes') return `[]byte("${quoteBytes(value.value)}")`;
    throw new Unsayable(
      `it gives ${describeValue(value)} where the signature takes \`${this.type(type) || 'nothing'}\``,
    );
  }

  private giveItems(value: NeutralExpression, type: TypeOf<'list' | 'iterator' | 'tuple'>, at: At): string {
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a list`);
    const text = this.type(type);
    const items = value.items.map((item, index) =>
      this.give(
        item,
        type.kind !== 'tuple'
          ? type.item
          : text === '[]any'
            ? { kind: 'any' }
            : (type.items[index] ?? { kind: 'any' }),
        at,
      ),
    );
    return `${text}{${items.join(', ')}}`;
  }

  private giveAny(value: NeutralExpression, at: At): string {
    if (value.kind === 'null') return 'nil';
    const any: NeutralType = { kind: 'any' };
    if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set')
      return this.give(
        value.kind === 'set' ? { kind: 'list', items: value.items } : value,
        { kind: 'list', item: any },
        at,
      );
    if (value.kind === 'map') {
      const hasTextKeys = value.entries.every(([key]) => key.kind === 'string');
      return this.give(value, { kind: 'map', key: hasTextKeys ? { kind: 'string' } : any, value: any }, at);
    }
    const type = this.typeOf(value, at.scope);
    if (type === null || type.kind === 'any' || type.kind === 'function')
      throw new Unsayable(`it gives ${describeValue(value)} where any value may stand`);
    return this.give(value, type, at);
  }

  private giveNamed(value: NeutralExpression, name: string, at: At): string {
    const entry = this.target.surface.exports.get(name);
    if (value.kind !== 'map' || entry?.kind !== 'record')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes \`${name}\``);
    const parts = this.matchFields(entry, value.entries).flatMap(([field, one]) => {
      if (one.kind === 'null') return [];
      const type = field.type.kind === 'optional' ? field.type.item : field.type;
      const text = this.give(one, type, at);
      const isPointer = field.optional && isScalarType(field.type);
      return [
        `${fieldName(this.target, field)}: ${isPointer ? this.point(field.name, text, at.scope) : text}`,
      ];
    });
    return `${this.qualify(this.nameOf(name))}{${parts.join(', ')}}`;
  }

  /** The address of a value of its own, which needs a variable. */
  private point(name: string, text: string, scope: Scope): string {
    const variable = scope.space.claim(spellName('go', 'local', name));
    scope.hoisted.push(`${variable} := ${text}`);
    return `&${variable}`;
  }

  private giveFunction(value: NeutralExpression, type: TypeOf<'function'>, scope: Scope): string {
    if (value.kind !== 'lambda')
      throw new Unsayable(`it gives ${describeValue(value)} where the signature takes a function`);
    const locals = type.parameters.map((parameter, index): Local => {
      const name = value.parameters[index];
      return {
        name: name === undefined ? '_' : spellName('go', 'local', name),
        type: parameter,
        isReference: false,
      };
    });
    if (value.parameters.length > locals.length)
      throw new Unsayable('it holds a function of more parameters than are declared');
    const inner = this.lambdaScope(value, locals, scope);
    const body =
      type.returns.kind === 'boolean'
        ? this.operandText(value.body, inner, true)
        : isLiteral(value.body)
          ? this.give(value.body, type.returns, { place: 'owned', scope: inner })
          : this.read(value.body, inner);
    const returns = this.type(type.returns);
    return `func(${locals.map(({ name, type: one }) => `${name} ${one === null ? 'any' : this.type(one)}`).join(', ')}) ${returns === '' ? '' : `${returns} `}{ return ${withoutBrackets(body)} }`;
  }

  protected option(slot: Slot, value: NeutralExpression, scope: Scope): string {
    const text = this.give(value, slot.type, { place: 'owned', scope });
    if (!slot.isPointer) return text;
    return this.point(slot.name, slot.type.kind === 'float' ? `float64(${text})` : text, scope);
  }

  protected positional(slot: Slot, value: NeutralExpression | null, scope: Scope): string | null {
    if (value === null || (slot.optional && value.kind === 'null')) return null;
    return this.give(value, slot.type, { place: 'argument', scope });
  }

  protected call(
    value: CallExpression,
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
    const parts = given.positional.filter((text) => text !== null);
    if (layout.options.length > 0 && (given.options.length > 0 || layout.rest !== null)) {
      const fields = given.options.map(([slot, text]) => `${slot.name}: ${text}`);
      parts.push(`${this.qualify(layout.optionsName)}{${fields.join(', ')}}`);
    }
    parts.push(...given.rest);
    const list = parts.join(', ');
    if (value.kind === 'construct') return `${this.qualify(this.nameOf(`new ${value.name}`))}(${list})`;
    if (value.kind === 'method') return `${object}.${this.nameOf(key)}(${list})`;
    return `${this.qualify(this.nameOf(value.name))}(${list})`;
  }

  protected unwrap(text: string, key: string, scope: Scope): string {
    const name = scope.space.claim('result');
    scope.hoisted.push(`${name}, err := ${text}`, 'if err != nil {', '\tpanic(err)', '}');
    return key === '' ? text : name;
  }

  protected declare(name: string, text: string): string {
    return `${name} := ${text}`;
  }

  protected discard(text: string): string {
    return /\)$/.test(text) ? text : `_ = ${text}`;
  }

  protected readMember(object: string, owner: NeutralExport, name: string): string {
    if (owner.kind === 'record') return `${object}.${spellName('go', 'field', name)}`;
    return `${object}.${this.nameOf(`${owner.name}.${name}`)}()`;
  }

  protected readExport(key: string): string {
    return this.qualify(this.nameOf(key));
  }

  protected operate(
    operator: BinaryOperator,
    [left, type]: readonly [string, NeutralType | null],
    [right, other]: readonly [string, NeutralType | null],
  ): string {
    if (right === 'nil' && type?.kind !== 'any') throw new Unsayable('it asks whether a value is there');
    const isAny = type === null || other === null || type.kind === 'any' || other.kind === 'any';
    if (isAny && operator !== '==' && operator !== '!=')
      throw new Unsayable('it reckons with values of any type');
    if (operator === '+' && type?.kind !== other?.kind)
      throw new Unsayable('it adds values of different types');
    const own: Partial<Record<BinaryOperator, string>> = { and: '&&', or: '||' };
    return `${left} ${own[operator] ?? operator} ${right}`;
  }

  protected builtin(
    { name }: Extract<NeutralExpression, { kind: 'builtin' }>,
    [object, type]: readonly [string, NeutralType | null],
    given: readonly string[],
  ): string {
    if (name === 'collect') return object;
    if (name === 'abs') {
      if (type?.kind !== 'float')
        throw new Unsayable('it takes the size of a whole number, for which Go has no function');
      return `math.Abs(${withoutBrackets(object)})`;
    }
    if (name === 'length') return type?.kind === 'string' ? `len([]rune(${object}))` : `len(${object})`;
    if (type?.kind !== 'string') throw new Unsayable('it asks a value that is not declared as text');
    const functions = {
      upper: 'ToUpper',
      lower: 'ToLower',
      trim: 'TrimSpace',
      starts: 'HasPrefix',
      ends: 'HasSuffix',
      contains: 'Contains',
    };
    return `strings.${functions[name]}(${[object, ...given].join(', ')})`;
  }

  protected truth(text: string, type: NeutralType | null): string {
    if (type?.kind === 'boolean') return text;
    if (type?.kind === 'integer' || type?.kind === 'float') return `${text} != 0`;
    if (type?.kind === 'string') return `${text} != ""`;
    if (type?.kind === 'list') return `len(${text}) > 0`;
    throw new Unsayable('it takes a value for true or false whose type is not declared');
  }

  protected reference({ name }: Local): string {
    return name;
  }

  protected outcome(scenario: NeutralScenario, scope: Scope): WrittenScenario {
    const { expression, expected } = scenario;
    const isCall =
      expression.kind === 'call' || expression.kind === 'construct' || expression.kind === 'method';
    if (expected.kind !== 'value')
      return {
        setup: '',
        expression: isCall ? this.writeCall(expression, scope).text : this.read(expression, scope),
        value: null,
      };
    const type = this.typeOf(expression, scope) ?? { kind: 'any' };
    if (type.kind === 'optional' && isCall)
      return this.found(expression, { type: type.item, expected: expected.value, scope });
    if (type.kind === 'null') throw new Unsayable('it looks at what a function gives that gives nothing');
    const text = this.read(expression, scope);
    return {
      setup: '',
      expression: text,
      value: this.give(expected.value, type, { place: 'expected', scope }),
    };
  }

  /** A result that may be missing is two: the value, and whether there is one. */
  private found(
    expression: CallExpression,
    {
      type,
      expected,
      scope,
    }: { readonly type: NeutralType; readonly expected: NeutralExpression; readonly scope: Scope },
  ): WrittenScenario {
    const { text, key } = this.writeCall(expression, scope);
    if (this.failing.has(key)) throw new Unsayable('it gives a value, nothing or an error');
    const isMissing = expected.kind === 'null';
    const name = scope.space.claim(isMissing ? 'found' : 'result');
    const value = isMissing ? 'false' : this.give(expected, type, { place: 'expected', scope });
    return { setup: isMissing ? `_, ${name} := ${text}` : `${name}, _ := ${text}`, expression: name, value };
  }
}

function isScalarType(type: NeutralType): boolean {
  const { kind } = type.kind === 'optional' ? type.item : type;
  return ['string', 'integer', 'float', 'boolean', 'named'].includes(kind);
}

function isListType({ kind }: NeutralType): boolean {
  return kind === 'list' || kind === 'map' || kind === 'bytes' || kind === 'set';
}

/** A type parameter that stands for items which are no lists themselves can be compared. */
function isCompared(parameters: readonly { readonly type: NeutralType }[], name: string): boolean {
  return parameters.some(({ type }) =>
    holds(
      type,
      (inner) => inner.kind === 'list' && inner.item.kind === 'parameter' && inner.item.name === name,
    ),
  );
}
