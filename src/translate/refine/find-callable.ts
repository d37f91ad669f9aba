import type { NeutralArgument, NeutralCallable, NeutralExpression, NeutralSurface } from '../model.ts';

/** What is called, under a key that tells it from all else: `pad`, `Circle.area`, `new Circle`. */
export interface FoundCallable {
  readonly key: string;
  readonly callable: NeutralCallable;
  readonly arguments: readonly NeutralArgument[];
}

export type Lets = ReadonlyMap<string, NeutralExpression>;

/** The declaration behind a call; null where nothing is called, or nothing is known of it. */
export function findCallable(
  surface: NeutralSurface,
  expression: NeutralExpression,
  lets: Lets,
): FoundCallable | null {
  if (expression.kind === 'call') {
    const callable = callableOf(surface, expression.name);
    return callable === null ? null : { key: expression.name, callable, arguments: expression.arguments };
  }
  if (expression.kind === 'construct') {
    const callable = surface.exports.get(expression.name)?.construct ?? null;
    return callable === null
      ? null
      : { key: `new ${expression.name}`, callable, arguments: expression.arguments };
  }
  if (expression.kind !== 'method') return null;
  const owner = classOf(surface, expression.object, lets);
  const member = surface.exports.get(owner ?? '')?.members.find(({ name }) => name === expression.name);
  return member?.callable
    ? { key: `${owner}.${expression.name}`, callable: member.callable, arguments: expression.arguments }
    : null;
}

export function callableOf(surface: NeutralSurface, name: string): NeutralCallable | null {
  const entry = surface.exports.get(name);
  if (entry !== undefined) return entry.callable;
  const at = name.lastIndexOf('.');
  const members = surface.exports.get(name.slice(0, at))?.members;
  return members?.find((member) => member.name === name.slice(at + 1))?.callable ?? null;
}

/** The name of the class that a value is of; null when it is of none that is declared. */
export function classOf(
  surface: NeutralSurface,
  expression: NeutralExpression,
  lets: Lets,
  depth = 0,
): string | null {
  if (depth > 20) return null;
  if (expression.kind === 'construct') return expression.name;
  if (expression.kind === 'export') {
    const entry = surface.exports.get(expression.name);
    return entry?.kind === 'constant' && entry.type.kind === 'named'
      ? entry.type.name
      : (entry?.name ?? null);
  }
  if (expression.kind === 'local') {
    const value = lets.get(expression.name);
    return value === undefined ? null : classOf(surface, value, lets, depth + 1);
  }
  const found = findCallable(surface, expression, lets);
  if (found === null || found.callable.returns.kind !== 'named') return null;
  const { name } = found.callable.returns;
  if (name === 'Self') return found.key.split('.')[0] ?? null;
  return surface.exports.has(name) ? name : null;
}
