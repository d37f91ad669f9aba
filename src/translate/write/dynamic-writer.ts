import {
  type BinaryOperator,
  type Builtin,
  type NeutralArgument,
  type NeutralExport,
  type NeutralExpression,
  type NeutralField,
  type NeutralType,
  Unsayable,
} from '../model.ts';
import { NameSpace } from '../names/name-space.ts';
import { spellName } from '../names/spell-name.ts';
import { bindArguments } from '../refine/bind-arguments.ts';
import { classOf, findCallable, type Lets } from '../refine/find-callable.ts';
import { letsOf } from '../refine/observe.ts';
import { typeOfExpression } from '../refine/type-of-expression.ts';
import type { NeutralScenario } from '../scenario.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { fieldName, standsAlone, type TargetSurface } from '../target/target-surface.ts';
import type { CodeWriter, WrittenFunction, WrittenScenario } from './types.ts';

/** What is known while one scenario is written. */
interface Scope {
  readonly lets: Lets;
  /** Original variable to the name in the target. */
  readonly locals: ReadonlyMap<string, string>;
}

/** Writes for languages whose values know their types: JavaScript and Python. */
export abstract class DynamicWriter implements CodeWriter {
  protected readonly target: TargetSurface;

  constructor(target: TargetSurface) {
    this.target = target;
  }

  abstract type(type: NeutralType): string;
  abstract signature(written: WrittenFunction, owner: NeutralExport | null): string;
  abstract field(field: NeutralField): string;
  protected abstract literal(value: NeutralExpression, type: NeutralType | null): string | null;
  protected abstract collection(kind: 'list' | 'tuple' | 'set', items: readonly string[]): string;
  /** An object of string keys, or a map of others. */
  protected abstract map(entries: readonly (readonly [string, string])[], hasTextKeys: boolean): string;
  protected abstract record(entries: readonly (readonly [string, string])[]): string;
  protected abstract arguments(layout: Layout, given: GivenTexts): string;
  protected abstract construct(name: string, given: string): string;
  protected abstract lambda(parameters: readonly string[], body: string): string;
  protected abstract readField(object: string, name: string, isData: boolean): string;
  protected abstract builtin(name: Builtin, object: string, given: readonly string[]): string;
  protected abstract operator(operator: BinaryOperator): string;
  protected abstract not(operand: string, isDouble: boolean): string;
  protected abstract statement(name: string | null, value: string): string;

  scenario(scenario: NeutralScenario): WrittenScenario {
    const lets = letsOf(scenario);
    const space = new NameSpace([...this.target.names.values(), this.target.packageName]);
    const locals = new Map(
      [...lets.keys()].map((name) => [name, space.claim(spellName(this.target.family, 'local', name))]),
    );
    const scope: Scope = { lets, locals };
    const setup = scenario.setup.map((statement) =>
      statement.kind === 'let'
        ? this.statement(
            locals.get(statement.name) ?? statement.name,
            this.write(statement.value, null, scope),
          )
        : this.statement(null, this.write(statement.value, null, scope)),
    );
    const type = typeOfExpression(this.target.surface, scenario.expression, lets);
    const { expected } = scenario;
    return {
      setup: setup.join('\n'),
      expression: this.write(scenario.expression, null, scope),
      value: expected.kind === 'value' ? this.write(expected.value, type, scope) : null,
    };
  }

  /** An expression; `type` is what the place wants, where that is known. */
  protected write(value: NeutralExpression, type: NeutralType | null, scope: Scope): string {
    const wanted = type?.kind === 'optional' ? type.item : type;
    const literal = this.literal(value, wanted);
    if (literal !== null) return literal;
    switch (value.kind) {
      case 'list':
      case 'tuple':
      case 'set':
        return this.writeItems(value, wanted, scope);
      case 'map':
        return this.writeMap(value, wanted, scope);
      case 'call':
      case 'construct':
      case 'method':
        return this.writeCall(value, scope);
      case 'local':
        return scope.locals.get(value.name) ?? spellName(this.target.family, 'local', value.name);
      case 'export':
        return this.writeExport(value.name);
      case 'read':
        return this.writeRead(value, scope);
      case 'index':
        return `${this.operand(value.object, scope)}[${this.write(value.index, null, scope)}]`;
      case 'lambda':
        return this.writeLambda(value, scope);
      case 'not': {
        const isDouble = value.operand.kind === 'not';
        const inner = value.operand.kind === 'not' ? value.operand.operand : value.operand;
        return this.not(isDouble ? this.write(inner, null, scope) : this.operand(inner, scope), isDouble);
      }
      case 'negate':
        return `-${this.operand(value.operand, scope)}`;
      case 'binary':
        return `${this.operand(value.left, scope)} ${this.operator(value.operator)} ${this.operand(value.right, scope)}`;
      case 'builtin': {
        const given = value.arguments.map((argument) => this.operand(argument, scope));
        return this.builtin(value.name, this.operand(value.object, scope), given);
      }
      default:
        throw new Unsayable('it holds a value that cannot be written down');
    }
  }

  /** In brackets where what follows would read it otherwise. */
  private operand(value: NeutralExpression, scope: Scope): string {
    const text = this.write(value, null, scope);
    const isOpen =
      value.kind === 'binary' || value.kind === 'lambda' || value.kind === 'not' || value.kind === 'negate';
    const isNegative = (value.kind === 'number' || value.kind === 'integer') && text.startsWith('-');
    return isOpen || isNegative ? `(${text})` : text;
  }

  private writeItems(
    { kind, items }: Extract<NeutralExpression, { kind: 'list' | 'tuple' | 'set' }>,
    type: NeutralType | null,
    scope: Scope,
  ): string {
    const isTuple = type?.kind === 'tuple' && type.items.length === items.length;
    const texts = items.map((item, at) =>
      this.write(
        item,
        isTuple ? (type.items[at] ?? null) : type !== null && 'item' in type ? type.item : null,
        scope,
      ),
    );
    return this.collection(
      isTuple ? 'tuple' : type?.kind === 'list' && kind === 'tuple' ? 'list' : kind,
      texts,
    );
  }

  private writeMap(
    value: Extract<NeutralExpression, { kind: 'map' }>,
    type: NeutralType | null,
    scope: Scope,
  ): string {
    const fields = this.fieldsOf(value.typeName === null ? type : { kind: 'named', name: value.typeName });
    if (fields === null) {
      const hasTextKeys = value.entries.every(([key]) => key.kind === 'string');
      const inner = type?.kind === 'map' ? type.value : null;
      const keyType = type?.kind === 'map' ? type.key : null;
      return this.map(
        value.entries.map(([key, entry]) => [
          this.write(key, keyType, scope),
          this.write(entry, inner, scope),
        ]),
        hasTextKeys,
      );
    }
    return this.record(
      value.entries.map(([key, entry]) => {
        const field = fields.find(({ name }) => key.kind === 'string' && name === key.value);
        if (field === undefined) throw new Unsayable('it holds a field that the declaration does not have');
        return [fieldName(this.target, field), this.write(entry, field.type, scope)];
      }),
    );
  }

  protected fieldsOf(type: NeutralType | null): readonly NeutralField[] | null {
    if (type?.kind === 'record') return type.fields;
    if (type?.kind !== 'named') return null;
    const entry = this.target.surface.exports.get(type.name);
    return entry?.kind === 'record' ? entry.fields : null;
  }

  private writeCall(
    value: Extract<NeutralExpression, { kind: 'call' | 'construct' | 'method' }>,
    scope: Scope,
  ): string {
    const found = findCallable(this.target.surface, value, scope.lets);
    if (found === null) {
      if (value.kind === 'construct' && value.arguments.length === 0)
        return this.construct(this.nameOf(value.name), '');
      throw new Unsayable(`it calls \`${value.name}\`, of which nothing is declared`);
    }
    const layout = this.target.layouts.get(found.key);
    if (layout === undefined) throw new Unsayable(`it calls \`${found.key}\`, of which nothing is declared`);
    const given = this.arguments(layout, this.place(layout, found.callable, found.arguments, scope));
    if (value.kind === 'construct') return this.construct(this.nameOf(value.name), given);
    if (value.kind === 'call') return `${this.writeExport(value.name)}(${given})`;
    return `${this.operand(value.object, scope)}.${this.nameOf(found.key)}(${given})`;
  }

  private place(
    layout: Layout,
    callable: Parameters<typeof bindArguments>[0],
    given: readonly NeutralArgument[],
    scope: Scope,
  ): GivenTexts {
    const bound = bindArguments(callable, given, scope.lets);
    const textOf = (slot: Slot): string | null => {
      const at = slot.source.indexOf('.');
      const value =
        bound.values.get(slot.source) ??
        bound.options.get(slot.source.slice(0, Math.max(0, at)))?.get(slot.source.slice(at + 1));
      return value === undefined ? null : this.write(value, slot.type, scope);
    };
    return {
      positional: layout.positional.map(textOf),
      options: layout.options.flatMap((slot) => {
        const text = textOf(slot);
        return text === null ? [] : [[slot.name, text] as const];
      }),
      rest: bound.rest.map((value) => this.write(value, layout.rest?.type ?? null, scope)),
    };
  }

  protected nameOf(key: string): string {
    const name = this.target.names.get(key);
    if (name === undefined) throw new Unsayable(`it uses \`${key}\`, of which nothing is declared`);
    return name;
  }

  /** `Color.Red` of an enumeration or a static method of a class stays behind its owner; all else stands alone. */
  private writeExport(key: string): string {
    const at = key.lastIndexOf('.');
    const owner = this.target.surface.exports.get(key.slice(0, Math.max(0, at)));
    if (owner === undefined || this.target.surface.exports.has(key) || standsAlone(owner))
      return this.nameOf(key);
    return `${this.nameOf(owner.name)}.${this.nameOf(key)}`;
  }

  private writeRead(value: Extract<NeutralExpression, { kind: 'read' }>, scope: Scope): string {
    const owner = classOf(this.target.surface, value.object, scope.lets);
    const entry = this.target.surface.exports.get(owner ?? '');
    const type = typeOfExpression(this.target.surface, value.object, scope.lets);
    const object = this.operand(value.object, scope);
    if (entry !== undefined && entry.kind !== 'record') {
      if (!entry.members.some(({ name }) => name === value.name))
        throw new Unsayable(`it reads \`${value.name}\`, which the interface does not declare`);
      return this.readField(object, this.nameOf(`${entry.name}.${value.name}`), false);
    }
    const fields = this.fieldsOf(type);
    const field = fields?.find(({ name }) => name === value.name);
    if (fields !== null && field === undefined)
      throw new Unsayable(`it reads \`${value.name}\`, which the interface does not declare`);
    return this.readField(object, field === undefined ? value.name : fieldName(this.target, field), true);
  }

  private writeLambda(value: Extract<NeutralExpression, { kind: 'lambda' }>, scope: Scope): string {
    const space = new NameSpace(scope.locals.values());
    const names = value.parameters.map((name) => space.claim(spellName(this.target.family, 'local', name)));
    const locals = new Map([
      ...scope.locals,
      ...value.parameters.map((name, at) => [name, names[at] ?? name] as const),
    ]);
    return this.lambda(names, this.write(value.body, null, { ...scope, locals }));
  }
}

/** Arguments as code; null for one that is not given. */
export interface GivenTexts {
  readonly positional: readonly (string | null)[];
  readonly options: readonly (readonly [name: string, text: string])[];
  readonly rest: readonly string[];
}

/** Whole numbers as digits, others as they are spelled; null for what is no number. */
export function spellNumber(value: NeutralExpression): string | null {
  if (value.kind === 'integer') return value.digits;
  if (value.kind !== 'number') return null;
  return Object.is(value.value, -0) ? '-0' : String(value.value);
}
