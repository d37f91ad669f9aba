import {
  type NeutralArgument,
  type NeutralCallable,
  type NeutralExpression,
  type NeutralParameter,
  Unsayable,
} from '../model.ts';

/** Arguments by what they are given to. */
export interface BoundArguments {
  /** By parameter name. */
  readonly values: ReadonlyMap<string, NeutralExpression>;
  /** Fields of an object of options, by parameter name and field name. */
  readonly options: ReadonlyMap<string, ReadonlyMap<string, NeutralExpression>>;
  readonly rest: readonly NeutralExpression[];
}

/** Throws Unsayable where a call does not fit the declaration. */
export function bindArguments(
  { parameters }: NeutralCallable,
  given: readonly NeutralArgument[],
  lets: ReadonlyMap<string, NeutralExpression>,
): BoundArguments {
  const values = new Map<string, NeutralExpression>();
  const options = new Map<string, ReadonlyMap<string, NeutralExpression>>();
  const rest: NeutralExpression[] = [];
  const positional = parameters.filter((parameter) => !parameter.keywordOnly && !parameter.rest);
  const spread = parameters.find((parameter) => parameter.rest);
  let at = 0;
  for (const { name, value } of given) {
    const parameter = name === null ? positional[at] : parameters.find((one) => one.name === name);
    if (name === null) at += 1;
    if (parameter === undefined) {
      if (name !== null) throw new Unsayable(`it gives \`${name}\`, which the declaration does not have`);
      if (spread === undefined) throw new Unsayable('it gives more arguments than are declared');
      rest.push(value);
    } else if (parameter.options !== null) options.set(parameter.name, readOptions(parameter, value, lets));
    else if (
      value.kind !== 'null' ||
      !parameter.optional ||
      parameter.type.kind === 'optional' ||
      parameter.type.kind === 'any'
    )
      values.set(parameter.name, value);
  }
  for (const parameter of parameters) {
    const isGiven = values.has(parameter.name) || options.has(parameter.name);
    if (!isGiven && !parameter.optional && !parameter.rest && parameter.options === null)
      throw new Unsayable(`it leaves \`${parameter.name}\` out, which is declared as needed`);
  }
  return { values, options, rest };
}

function readOptions(
  parameter: NeutralParameter,
  given: NeutralExpression,
  lets: ReadonlyMap<string, NeutralExpression>,
): ReadonlyMap<string, NeutralExpression> {
  const value = given.kind === 'local' ? (lets.get(given.name) ?? given) : given;
  if (value.kind === 'null') return new Map();
  if (value.kind !== 'map')
    throw new Unsayable(`it gives \`${parameter.name}\` as one value that is not written out`);
  return new Map(
    value.entries.map(([key, entry]) => {
      const name = key.kind === 'string' ? key.value : '';
      if (parameter.options?.some((field) => field.name === name) !== true)
        throw new Unsayable(`it gives the option \`${name}\`, which the declaration does not have`);
      return [name, entry];
    }),
  );
}
