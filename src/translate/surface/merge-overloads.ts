import type { NeutralCallable, NeutralParameter, NeutralType } from '../model.ts';
import { makeUnion } from '../type-text/make-type.ts';

/** One declaration that takes what any of the overloads takes. */
export function mergeOverloads(overloads: readonly NeutralCallable[]): NeutralCallable {
  const [first, ...others] = overloads;
  if (first === undefined || others.length === 0) return first as NeutralCallable;
  const length = Math.max(...overloads.map((one) => plainOf(one).length));
  const parameters = Array.from({ length }, (_, at) => mergeAt(overloads, at));
  const rests = overloads.flatMap((one) => one.parameters.filter(({ rest }) => rest));
  const [rest] = rests;
  return {
    typeParameters: [...new Set(overloads.flatMap((one) => one.typeParameters))],
    parameters:
      rest === undefined
        ? parameters
        : [...parameters, { ...rest, type: unionOf(rests.map(({ type }) => type)) }],
    returns: unionOf(overloads.map(({ returns }) => returns)),
    fails: overloads.some(({ fails }) => fails),
  };
}

function plainOf({ parameters }: NeutralCallable): readonly NeutralParameter[] {
  return parameters.filter(({ rest }) => !rest);
}

function mergeAt(overloads: readonly NeutralCallable[], at: number): NeutralParameter {
  const there = overloads.flatMap((one) => plainOf(one)[at] ?? []);
  const types = overloads.flatMap((one) => {
    const own = plainOf(one)[at] ?? one.parameters.find(({ rest }) => rest);
    return own === undefined ? [] : [own.type];
  });
  const first = there[0] as NeutralParameter;
  const isOptional = there.length < overloads.length || there.some(({ optional }) => optional);
  const stated = there.find((one) => one.default !== null)?.default ?? null;
  return { ...first, type: unionOf(types), optional: isOptional, default: stated };
}

function unionOf(types: readonly NeutralType[]): NeutralType {
  const [only] = types;
  return types.length === 1 && only !== undefined ? only : makeUnion(types);
}
