import {
  anyType,
  type NeutralCallable,
  type NeutralExpression,
  type NeutralSurface,
  type NeutralType,
} from '../model.ts';
import type { BoundArguments } from './bind-arguments.ts';
import type { Lets } from './find-callable.ts';
import { typeOfExpression } from './type-of-expression.ts';
import { joinTypes, substitute, unseen } from './type-tools.ts';

/** What the type parameters of one call stand for; anything where arguments do not tell. */
export function inferGenerics(
  surface: NeutralSurface,
  callable: NeutralCallable,
  { bound, lets }: { readonly bound: BoundArguments; readonly lets: Lets },
): ReadonlyMap<string, NeutralType> {
  const found = new Map<string, NeutralType>(callable.typeParameters.map((name) => [name, unseen]));
  if (found.size === 0) return found;
  const lambdas: (readonly [NeutralType, Extract<NeutralExpression, { kind: 'lambda' }>])[] = [];
  const see = (type: NeutralType, value: NeutralExpression): void => {
    const given = value.kind === 'local' ? (lets.get(value.name) ?? value) : value;
    if (given.kind === 'lambda') lambdas.push([type, given]);
    else unify(type, typeOfExpression(surface, given, lets), found);
  };
  for (const parameter of callable.parameters) {
    const value = bound.values.get(parameter.name);
    if (value !== undefined) see(parameter.type, value);
    if (parameter.rest) for (const item of bound.rest) see(parameter.type, item);
  }
  for (const [type, lambda] of lambdas) {
    if (type.kind !== 'function') continue;
    const inner = new Map(
      lambda.parameters.map((name, at) => [name, makeAny(known(type.parameters[at] ?? anyType, found))]),
    );
    const body = typeOfExpression(surface, lambda.body, new Map([...lets, ...inner]));
    unify(type.returns, body, found);
  }
  for (const [name, type] of found)
    found.set(
      name,
      substitute(type, (one) => (one === '?' ? anyType : null)),
    );
  return found;
}

function known(type: NeutralType, found: ReadonlyMap<string, NeutralType>): NeutralType {
  return substitute(type, (name) => found.get(name) ?? null);
}

/** Any value of that type, so that a function's body can be looked at as if it were given one. */
function makeAny(type: NeutralType): NeutralExpression {
  if (type.kind === 'string') return { kind: 'string', value: '' };
  if (type.kind === 'integer' || type.kind === 'float')
    return { kind: 'number', value: 0, isFloat: type.kind === 'float' };
  if (type.kind === 'boolean') return { kind: 'boolean', value: false };
  return { kind: 'local', name: '?' };
}

function unify(type: NeutralType, shown: NeutralType | null, found: Map<string, NeutralType>): void {
  if (shown === null) return;
  if (type.kind === 'parameter') {
    const before = found.get(type.name);
    if (before !== undefined) found.set(type.name, joinTypes(before, shown));
  } else if ('item' in type) {
    if ('item' in shown && (type.kind === shown.kind || type.kind === 'iterator'))
      unify(type.item, shown.item, found);
    else if (type.kind === 'optional') unify(type.item, shown, found);
  } else if (type.kind === 'map' && shown.kind === 'map') {
    unify(type.key, shown.key, found);
    unify(type.value, shown.value, found);
  } else if (type.kind === 'tuple') {
    type.items.forEach((item, at) => {
      unify(
        item,
        shown.kind === 'tuple' ? (shown.items[at] ?? null) : shown.kind === 'list' ? shown.item : null,
        found,
      );
    });
  }
}
