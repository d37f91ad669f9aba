import {
  anyType,
  type BinaryOperator,
  type NeutralExport,
  type NeutralExpression,
  type NeutralField,
  type NeutralType,
  Unsayable,
} from '../model.ts';
import { NameSpace } from '../names/name-space.ts';
import { spellName } from '../names/spell-name.ts';
import { type BoundArguments, bindArguments } from '../refine/bind-arguments.ts';
import { classOf, type FoundCallable, findCallable, type Lets } from '../refine/find-callable.ts';
import { inferGenerics } from '../refine/infer-generics.ts';
import { isLiteral } from '../refine/is-literal.ts';
import { letsOf } from '../refine/observe.ts';
import { typeOfExpression } from '../refine/type-of-expression.ts';
import { substitute } from '../refine/type-tools.ts';
import type { NeutralScenario } from '../scenario.ts';
import type { Layout, Slot } from '../target/layout.ts';
import type { TargetSurface } from '../target/target-surface.ts';
import type { CodeWriter, WrittenFunction, WrittenScenario } from './types.ts';

/** Where a value goes: an argument may be borrowed, an expectation is only looked at. */
export type Place = 'argument' | 'owned' | 'expected';

export interface Local {
  readonly name: string;
  readonly type: NeutralType | null;
  /** A function's parameter that is a reference to a value. */
  readonly isReference: boolean;
}

/** Where an expression is written, and what is known there. */
export interface At {
  readonly place: Place;
  readonly scope: Scope;
}

export interface Scope {
  readonly lets: Lets;
  readonly locals: ReadonlyMap<string, Local>;
  readonly space: NameSpace;
  /** Statements that have to stand in front of the one at hand. */
  readonly hoisted: string[];
}

type CallExpression = Extract<NeutralExpression, { kind: 'call' | 'construct' | 'method' }>;

/** Arguments of a call as code, in the layout of the target. */
export interface TypedArguments {
  readonly positional: readonly (string | null)[];
  readonly options: readonly (readonly [slot: Slot, text: string])[];
  readonly rest: readonly string[];
}

/** Writes for languages that know the type of each value before they run: Rust and Go. */
export abstract class TypedWriter implements CodeWriter {
  protected readonly target: TargetSurface;
  /** Functions that may fail, by key. */
  protected readonly failing: ReadonlySet<string>;

  constructor(target: TargetSurface, failing: ReadonlySet<string>) {
    this.target = target;
    this.failing = failing;
  }

  abstract type(type: NeutralType): string;
  abstract signature(written: WrittenFunction, owner: NeutralExport | null): string;
  abstract field(field: NeutralField): string;
  /** A value for a place of that type. Throws Unsayable where it does not fit. */
  protected abstract give(value: NeutralExpression, type: NeutralType, at: At): string;
  protected abstract option(slot: Slot, value: NeutralExpression, scope: Scope): string;
  protected abstract positional(slot: Slot, value: NeutralExpression | null, scope: Scope): string | null;
  protected abstract call(
    value: CallExpression,
    found: {
      readonly key: string;
      readonly layout: Layout;
      readonly given: TypedArguments;
      readonly object: string | null;
    },
  ): string;
  /** A call that gives what it is written for, where it could also give an error. */
  protected abstract unwrap(text: string, key: string, scope: Scope): string;
  protected abstract declare(name: string, text: string): string;
  protected abstract discard(text: string): string;
  protected abstract readMember(object: string, owner: NeutralExport, name: string): string;
  protected abstract readExport(key: string, owner: NeutralExport | null): string;
  protected abstract operate(
    operator: BinaryOperator,
    left: readonly [string, NeutralType | null],
    right: readonly [string, NeutralType | null],
  ): string;
  protected abstract builtin(
    value: Extract<NeutralExpression, { kind: 'builtin' }>,
    object: readonly [string, NeutralType | null],
    given: readonly string[],
  ): string;
  protected abstract truth(text: string, type: NeutralType | null): string;
  protected abstract reference(local: Local): string;
  /** The expression and what it is expected to be, where the language has more than one way to hand a result back. */
  protected abstract outcome(scenario: NeutralScenario, scope: Scope): WrittenScenario;

  scenario(scenario: NeutralScenario): WrittenScenario {
    const lets = letsOf(scenario);
    const space = new NameSpace([...this.target.names.values(), this.target.packageName]);
    const locals = new Map<string, Local>();
    const scope: Scope = { lets, locals, space, hoisted: [] };
    for (const statement of scenario.setup) {
      // A literal is written where it is used: what is handed over is never changed in place.
      if (statement.kind === 'let' && isLiteral(statement.value)) continue;
      if (statement.kind === 'do') {
        if (!this.isIdle(statement.value))
          scope.hoisted.push(this.discard(this.read(statement.value, scope)));
        continue;
      }
      const type = typeOfExpression(this.target.surface, statement.value, lets);
      if (!this.isUsed(statement.name, scenario)) {
        scope.hoisted.push(this.discard(this.read(statement.value, scope)));
        continue;
      }
      const name = space.claim(spellName(this.target.family, 'local', statement.name));
      scope.hoisted.push(this.declare(name, this.read(statement.value, scope)));
      locals.set(statement.name, { name, type, isReference: false });
    }
    const { expression } = scenario;
    if (expression.kind === 'local' && !locals.has(expression.name))
      throw new Unsayable('it looks at a variable that a call changes in place');
    const written = this.outcome(scenario, scope);
    return {
      ...written,
      setup: [...scope.hoisted, ...(written.setup === '' ? [] : [written.setup])].join('\n'),
    };
  }

  /** A call that gives something nobody looks at, of a function that is handed copies: it leaves no trace. */
  private isIdle(value: NeutralExpression): boolean {
    if (isLiteral(value) || value.kind === 'local') return true;
    const found = value.kind === 'call' ? findCallable(this.target.surface, value, new Map()) : null;
    return found !== null && found.callable.returns.kind !== 'null';
  }

  private isUsed(name: string, { setup, expression }: NeutralScenario): boolean {
    const uses = (value: NeutralExpression): boolean =>
      JSON.stringify(value).includes(`{"kind":"local","name":${JSON.stringify(name)}}`);
    return uses(expression) || setup.some(({ value }) => uses(value));
  }

  /** An expression that is no literal for a place; or a literal by its own type. */
  protected read(value: NeutralExpression, scope: Scope): string {
    switch (value.kind) {
      case 'call':
      case 'construct':
      case 'method': {
        const { text, key } = this.writeCall(value, scope);
        return this.failing.has(key) ? this.unwrap(text, key, scope) : text;
      }
      case 'local': {
        const local = scope.locals.get(value.name);
        if (local !== undefined) return this.reference(local);
        const literal = scope.lets.get(value.name);
        if (literal === undefined)
          throw new Unsayable(`it uses \`${value.name}\`, which is declared nowhere`);
        return this.read(literal, scope);
      }
      case 'export': {
        if (this.target.surface.exports.get(value.name)?.kind === 'function')
          throw new Unsayable('it hands a function of the package on as a value');
        const at = value.name.lastIndexOf('.');
        const owner = this.target.surface.exports.get(value.name.slice(0, Math.max(0, at))) ?? null;
        return this.readExport(value.name, this.target.surface.exports.has(value.name) ? null : owner);
      }
      case 'read':
        return this.writeRead(value, scope);
      case 'not':
        return `!${this.operandText(value.operand, scope, true)}`;
      case 'negate':
        return `-${this.operandText(value.operand, scope, false)}`;
      case 'binary':
        return this.writeBinary(value, scope);
      case 'builtin': {
        const object = [
          this.operandText(value.object, scope, false),
          this.typeOf(value.object, scope),
        ] as const;
        return this.builtin(
          value,
          object,
          value.arguments.map((argument) => this.operandText(argument, scope, false)),
        );
      }
      case 'index': {
        const type = this.typeOf(value.object, scope);
        if (type?.kind !== 'list' && type?.kind !== 'map')
          throw new Unsayable('it takes an item of what is no list');
        const index = type.kind === 'map' ? type.key : ({ kind: 'integer' } as const);
        return `${this.operandText(value.object, scope, false)}[${this.give(value.index, index, { place: 'argument', scope })}]`;
      }
      case 'lambda':
        throw new Unsayable('it gives a function where none is declared');
      default:
        return this.give(value, this.typeOf(value, scope) ?? anyType, { place: 'owned', scope });
    }
  }

  /** What an expression gives; what no example shows of it is anything. */
  protected typeOf(value: NeutralExpression, scope: Scope): NeutralType | null {
    const type = this.findType(value, scope);
    return type === null ? null : substitute(type, (name) => (name === '?' ? anyType : null));
  }

  private findType(value: NeutralExpression, scope: Scope): NeutralType | null {
    if (value.kind === 'local') {
      const local = scope.locals.get(value.name);
      if (local !== undefined) return local.type;
    }
    if (value.kind === 'builtin' && (value.name === 'collect' || value.name === 'abs'))
      return this.typeOf(value.object, scope);
    if (value.kind === 'binary' && ['+', '-', '*', '%'].includes(value.operator))
      return this.typeOf(value.left, scope);
    if (value.kind === 'call' || value.kind === 'method') {
      const found = findCallable(this.target.surface, value, scope.lets);
      if (found !== null) return this.returned(found, scope);
    }
    return typeOfExpression(this.target.surface, value, scope.lets);
  }

  /** What a call gives, with its type parameters filled in. */
  protected returned(found: FoundCallable, scope: Scope): NeutralType {
    const bound = bindArguments(found.callable, found.arguments, scope.lets);
    const generics = inferGenerics(this.target.surface, found.callable, { bound, lets: scope.lets });
    return substitute(found.callable.returns, (name) => generics.get(name) ?? null);
  }

  protected writeCall(value: CallExpression, scope: Scope): { readonly text: string; readonly key: string } {
    const found = findCallable(this.target.surface, value, scope.lets);
    if (found === null && value.kind === 'construct' && value.arguments.length === 0) {
      const layout: Layout = {
        positional: [],
        options: [],
        left: [],
        optionsName: '',
        rest: null,
        restIsList: false,
      };
      const given: TypedArguments = { positional: [], options: [], rest: [] };
      return {
        text: this.call(value, { key: `new ${value.name}`, layout, given, object: null }),
        key: value.name,
      };
    }
    const layout = found === null ? undefined : this.target.layouts.get(found.key);
    if (found === null || layout === undefined)
      throw new Unsayable(`it calls \`${value.name}\`, of which nothing is declared`);
    const bound = bindArguments(found.callable, found.arguments, scope.lets);
    const given = this.place(layout, { found, bound, scope });
    const object = value.kind === 'method' ? this.operandText(value.object, scope, false) : null;
    return { text: this.call(value, { key: found.key, layout, given, object }), key: found.key };
  }

  private place(
    layout: Layout,
    {
      found,
      bound,
      scope,
    }: { readonly found: FoundCallable; readonly bound: BoundArguments; readonly scope: Scope },
  ): TypedArguments {
    const generics = inferGenerics(this.target.surface, found.callable, { bound, lets: scope.lets });
    const fill = (slot: Slot): Slot => ({
      ...slot,
      isGeneric: slot.type.kind === 'parameter',
      type: substitute(markLent(slot.type), (name) => generics.get(name) ?? null),
    });
    const givenFor = (slot: Slot): NeutralExpression | null => {
      const at = slot.source.indexOf('.');
      const inOptions = bound.options
        .get(slot.source.slice(0, Math.max(0, at)))
        ?.get(slot.source.slice(at + 1));
      return bound.values.get(slot.source) ?? inOptions ?? null;
    };
    const rest = layout.rest;
    for (const slot of layout.left)
      if (givenFor(slot) !== null)
        throw new Unsayable(`it gives the option \`${slot.name}\`, which is a function`);
    return {
      positional: layout.positional.map((slot) => this.positional(fill(slot), givenFor(slot), scope)),
      options: layout.options.flatMap((slot) => {
        const value = givenFor(slot);
        return value === null || value.kind === 'null'
          ? []
          : [[slot, this.option(fill(slot), value, scope)] as const];
      }),
      rest: rest === null ? [] : bound.rest.map((value) => this.giveRest(value, fill(rest).type, scope)),
    };
  }

  /** One of any number of values: texts are lent, all else is handed over. */
  private giveRest(value: NeutralExpression, type: NeutralType, scope: Scope): string {
    return this.give(value, type, { place: type.kind === 'string' ? 'argument' : 'owned', scope });
  }

  private writeRead(value: Extract<NeutralExpression, { kind: 'read' }>, scope: Scope): string {
    const owner =
      this.target.surface.exports.get(classOf(this.target.surface, value.object, scope.lets) ?? '') ??
      this.ownerOf(value.object, scope);
    if (owner === null || !owner.members.some(({ name }) => name === value.name))
      throw new Unsayable(`it reads \`${value.name}\`, which the interface does not declare`);
    return this.readMember(this.operandText(value.object, scope, false), owner, value.name);
  }

  private ownerOf(value: NeutralExpression, scope: Scope): NeutralExport | null {
    const type = this.typeOf(value, scope);
    return type?.kind === 'named' ? (this.target.surface.exports.get(type.name) ?? null) : null;
  }

  private writeBinary(value: Extract<NeutralExpression, { kind: 'binary' }>, scope: Scope): string {
    const { operator, left, right } = value;
    const isLogic = operator === 'and' || operator === 'or';
    const types = [this.typeOf(left, scope), this.typeOf(right, scope)] as const;
    const isMixed =
      (types[0]?.kind === 'float' && types[1]?.kind === 'integer') ||
      (types[0]?.kind === 'integer' && types[1]?.kind === 'float');
    const side = (one: NeutralExpression, type: NeutralType | null): string => {
      if (isMixed && type?.kind === 'integer') {
        if (one.kind !== 'number') throw new Unsayable('it reckons with whole numbers and others together');
        return this.give(one, { kind: 'float' }, { place: 'argument', scope });
      }
      return this.operandText(one, scope, isLogic);
    };
    return this.operate(operator, [side(left, types[0]), types[0]], [side(right, types[1]), types[1]]);
  }

  /** In brackets where what follows would read it otherwise; as a boolean where one is needed. */
  protected operandText(value: NeutralExpression, scope: Scope, needsTruth: boolean): string {
    const isLiteralText = value.kind === 'string';
    const text = isLiteralText
      ? this.give(value, { kind: 'string' }, { place: 'argument', scope })
      : this.read(value, scope);
    const isOpen =
      value.kind === 'binary' ||
      value.kind === 'not' ||
      value.kind === 'negate' ||
      text.startsWith('*') ||
      text.startsWith('-');
    const closed = isOpen ? `(${text})` : text;
    return needsTruth ? this.truth(closed, this.typeOf(value, scope)) : closed;
  }

  protected nameOf(key: string): string {
    const name = this.target.names.get(key);
    if (name === undefined) throw new Unsayable(`it uses \`${key}\`, of which nothing is declared`);
    return name;
  }

  /** The fields of a declared record by what a literal holds. Throws Unsayable for one that is not declared. */
  protected matchFields(
    entry: NeutralExport,
    entries: readonly (readonly [NeutralExpression, NeutralExpression])[],
  ): readonly (readonly [NeutralField, NeutralExpression])[] {
    return entries.map(([key, value]) => {
      const field = entry.fields.find(({ name }) => key.kind === 'string' && name === key.value);
      if (field === undefined) throw new Unsayable('it holds a field that the declaration does not have');
      return [field, value];
    });
  }

  protected lambdaScope(
    value: Extract<NeutralExpression, { kind: 'lambda' }>,
    types: readonly Local[],
    scope: Scope,
  ): Scope {
    const own = value.parameters.map(
      (name, at) => [name, types[at] ?? { name, type: null, isReference: false }] as const,
    );
    return { ...scope, locals: new Map([...scope.locals, ...own]) };
  }
}

function markLent(type: NeutralType): NeutralType {
  return type.kind === 'function'
    ? { ...type, lent: type.parameters.map(({ kind }) => kind === 'parameter') }
    : type;
}

const mostInteger = 2n ** 63n - 1n;

/** Digits of a number for a type; throws Unsayable for one that does not fit. */
export function spellTyped(value: NeutralExpression, kind: 'integer' | 'float'): string {
  if (value.kind === 'integer') {
    const digits = BigInt(value.digits);
    if (digits > mostInteger || digits < -mostInteger)
      throw new Unsayable('it holds a number of more than 64 bits');
    return kind === 'integer' ? value.digits : `${value.digits}.0`;
  }
  if (value.kind !== 'number')
    throw new Unsayable(`it gives ${describeValue(value)} where a number is declared`);
  if (kind === 'integer') {
    if (!Number.isSafeInteger(value.value))
      throw new Unsayable('it gives a fraction where a whole number is declared');
    return String(value.value === 0 ? 0 : value.value);
  }
  const text = Object.is(value.value, -0) ? '-0' : String(value.value);
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return text.replace(/e\+/, 'e');
}

export function describeValue({ kind }: NeutralExpression): string {
  return (
    {
      string: 'a text',
      bytes: 'bytes',
      number: 'a number',
      integer: 'a number',
      boolean: 'true or false',
      null: 'nothing',
      list: 'a list',
      tuple: 'a tuple',
      set: 'a set',
      map: 'a map',
      lambda: 'a function',
    }[kind as string] ?? 'a value'
  );
}

/** Brackets around the whole say nothing. */
export function withoutBrackets(text: string): string {
  const inside = /^\((.*)\)$/s.exec(text)?.[1];
  if (inside === undefined) return text;
  let depth = 0;
  for (const character of inside) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) return text;
  }
  return inside;
}
