import { type Builtin, type NeutralArgument, type NeutralExpression, Unsayable } from '../model.ts';

/** Methods of texts and lists that every language has, with what they may be given. */
const builtins: Readonly<Record<string, readonly [Builtin, number]>> = {
  toUpperCase: ['upper', 0],
  toLowerCase: ['lower', 0],
  trim: ['trim', 0],
  startsWith: ['starts', 1],
  endsWith: ['ends', 1],
  includes: ['contains', 1],
};

/** Methods of JavaScript's own values that have no counterpart; on an object of the package they are the package's. */
const own = new Set(
  'map filter reduce forEach some every sort slice splice split join concat replace replaceAll match matchAll toString toFixed call apply bind then catch keys values entries find findIndex push pop shift unshift charCodeAt codePointAt normalize next exec test'.split(
    ' ',
  ),
);

export function readJavascriptMethod(
  object: NeutralExpression,
  name: string,
  given: readonly NeutralArgument[],
): NeutralExpression {
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  if (builtin !== undefined && builtin[1] === given.length)
    return { kind: 'builtin', name: builtin[0], object, arguments: given.map(({ value }) => value) };
  if (own.has(name) && !isInstance(object))
    throw new Unsayable(`it calls \`.${name}()\`, which is JavaScript's own`);
  return { kind: 'method', object, name, arguments: given };
}

function isInstance({ kind }: NeutralExpression): boolean {
  return kind === 'local' || kind === 'construct' || kind === 'export';
}
