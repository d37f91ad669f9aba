import type { NeutralExpression, NeutralSurface, NeutralType } from '../model.ts';
import type { NeutralScenario } from '../scenario.ts';
import { findCallable, type Lets } from './find-callable.ts';
import { joinTypes, typeOfValue, unseen } from './type-tools.ts';

/** What the examples show of each place: `pad(text)`, `pad(options.size)`, `pad()` for what it returns, `Point.x`. */
export interface Observations {
  readonly types: ReadonlyMap<string, NeutralType>;
  /** Places that are given a false, an empty text or a nought by name. */
  readonly zeros: ReadonlySet<string>;
  readonly negatives: ReadonlySet<string>;
  /** Places given by name, in languages that have that. */
  readonly named: ReadonlySet<string>;
}

export function letsOf({ setup }: Pick<NeutralScenario, 'setup'>): Lets {
  return new Map(
    setup.flatMap((statement) => (statement.kind === 'let' ? [[statement.name, statement.value]] : [])),
  );
}

export function observe(surface: NeutralSurface, scenarios: readonly NeutralScenario[]): Observations {
  const observer = new Observer(surface);
  for (const scenario of scenarios) {
    const lets = letsOf(scenario);
    for (const statement of scenario.setup) observer.watch(statement.value, lets, false);
    // What a call is given that is meant to fail says nothing of its types.
    observer.watch(scenario.expression, lets, scenario.expected.kind === 'throws');
    const found = findCallable(surface, scenario.expression, lets);
    if (found !== null && scenario.expected.kind === 'value')
      observer.see(`${found.key}()`, scenario.expected.value);
  }
  return observer;
}

class Observer implements Observations {
  readonly types = new Map<string, NeutralType>();
  readonly zeros = new Set<string>();
  readonly negatives = new Set<string>();
  readonly named = new Set<string>();
  private readonly surface: NeutralSurface;

  constructor(surface: NeutralSurface) {
    this.surface = surface;
  }

  see(place: string, value: NeutralExpression): void {
    const type = typeOfValue(value);
    if (type === null) return;
    this.types.set(place, joinTypes(this.types.get(place) ?? unseen, type));
    const isZero =
      (value.kind === 'boolean' && !value.value) ||
      (value.kind === 'string' && value.value === '') ||
      (value.kind === 'number' && value.value === 0);
    if (isZero) this.zeros.add(place);
    if (value.kind === 'number' && value.value < 0) this.negatives.add(place);
    if (value.kind === 'map')
      for (const [key, entry] of value.entries)
        if (key.kind === 'string') this.see(`${place}.${key.value}`, entry);
    if (value.kind === 'list')
      for (const item of value.items) if (item.kind === 'map') this.see(`${place}[]`, item);
  }

  watch(expression: NeutralExpression, lets: Lets, fails: boolean): void {
    const found = findCallable(this.surface, expression, lets);
    if (found !== null && !fails) {
      const { parameters } = found.callable;
      const positional = parameters.filter((parameter) => !parameter.keywordOnly && !parameter.rest);
      const rest = parameters.find((parameter) => parameter.rest);
      let at = 0;
      for (const { name, value } of found.arguments) {
        const place = name ?? positional[at]?.name ?? rest?.name;
        if (name === null) at += 1;
        else this.named.add(`${found.key}(${name})`);
        if (place !== undefined)
          this.see(
            `${found.key}(${place})`,
            value.kind === 'local' ? (lets.get(value.name) ?? value) : value,
          );
      }
    }
    for (const inner of childrenOf(expression)) this.watch(inner, lets, false);
  }
}

export function childrenOf(expression: NeutralExpression): readonly NeutralExpression[] {
  switch (expression.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return expression.items;
    case 'map':
      return expression.entries.flat();
    case 'call':
    case 'construct':
      return expression.arguments.map(({ value }) => value);
    case 'method':
      return [expression.object, ...expression.arguments.map(({ value }) => value)];
    case 'read':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'lambda':
      return [expression.body];
    case 'not':
    case 'negate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'builtin':
      return [expression.object, ...expression.arguments];
    default:
      return [];
  }
}
