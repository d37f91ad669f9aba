import {
  anyType,
  type Family,
  type NeutralCallable,
  type NeutralExport,
  type NeutralField,
  type NeutralParameter,
  type NeutralSurface,
  type NeutralType,
} from '../model.ts';
import type { Observations } from './observe.ts';
import { holds, joinTypes, mapType, resolveNames, substitute, unseen } from './type-tools.ts';

// Numbers of this kind are whole, where neither the declaration nor an example says so.
const wholeNames =
  /(?:^|_|[a-z])(?:width|length|len|size|count|index|depth|limit|digits|times|columns|indent|position|offset|start|end|max|min|precision|n|radix|base|step|level|year|month|day|hour|minute|second)s?$/i;
const optionNames = /^(?:opts?|options?|config|configuration|settings|params)$/i;
const optionTypes = /(?:Options?|Opts|Config|Configuration|Settings)$/;

export interface Refining {
  readonly surface: NeutralSurface;
  readonly observed: Observations;
  readonly to: Family;
}

/** Types made as exact as examples allow, and objects of options taken apart; the target's language decides how exact. */
export function refineSurface(refining: Refining): NeutralSurface {
  const withOptions = new Map(
    [...refining.surface.exports].map(([name, entry]) => [name, separateOptions(refining, entry)]),
  );
  const inner: Refining = { ...refining, surface: { exports: withOptions } };
  return {
    exports: new Map([...withOptions].map(([name, entry]) => [name, refineExport(inner, entry)])),
  };
}

function separateOptions(refining: Refining, entry: NeutralExport): NeutralExport {
  const separate = (key: string, callable: NeutralCallable | null): NeutralCallable | null =>
    callable === null
      ? null
      : {
          ...callable,
          parameters: callable.parameters.map((parameter, index, all) =>
            index === all.length - 1 || optionNames.test(parameter.name)
              ? findOptions(refining, entry, { key, parameter })
              : parameter,
          ),
        };
  return {
    ...entry,
    callable: separate(entry.name, entry.callable),
    construct: separate(`new ${entry.name}`, entry.construct),
    members: entry.members.map((member) => ({
      ...member,
      callable: separate(`${entry.name}.${member.name}`, member.callable),
    })),
  };
}

function findOptions(
  { surface, observed }: Refining,
  entry: NeutralExport,
  { key, parameter }: { readonly key: string; readonly parameter: NeutralParameter },
): NeutralParameter {
  const isSpread = parameter.rest && parameter.type.kind === 'named' && optionTypes.test(parameter.type.name);
  if (parameter.rest && !isSpread) return parameter;
  const declared = parameter.type.kind === 'optional' ? parameter.type.item : parameter.type;
  const record = resolveNames(surface, declared);
  const named = record.kind === 'named' ? surface.exports.get(record.name) : undefined;
  const isCalledSo =
    optionNames.test(parameter.name) || (declared.kind === 'named' && optionTypes.test(declared.name));
  const fields = record.kind === 'record' ? record.fields : named?.kind === 'record' ? named.fields : null;
  if (fields !== null) {
    const areAllOptional = fields.length > 0 && fields.every(({ optional }) => optional);
    if (!isCalledSo && !(areAllOptional && parameter.optional)) return parameter;
    const optionsName = declared.kind === 'named' ? declared.name : null;
    // Go takes options that may be left out as the last of any number.
    return {
      ...parameter,
      rest: false,
      optional: parameter.optional || parameter.rest,
      options: fields,
      optionsName,
    };
  }
  if (!isCalledSo || record.kind !== 'any') return parameter;
  const listed = fieldsOfMembers(entry);
  const known = new Set(listed.map(({ name }) => name));
  const prefix = `${key}(${parameter.name}).`;
  const shown = [...observed.types.keys()]
    .filter((place) => place.startsWith(prefix))
    .map((place) => place.slice(prefix.length))
    .filter((name) => !known.has(name) && !/[.[]/.test(name));
  const made = shown.map(
    (name): NeutralField => ({ name, type: anyType, optional: true, default: null, summary: '' }),
  );
  const all = [...listed, ...made];
  return all.length === 0 ? parameter : { ...parameter, optional: true, options: all, optionsName: null };
}

/** Options that a README lists are members of the function that takes them. */
function fieldsOfMembers({ kind, members }: NeutralExport): NeutralField[] {
  if (kind !== 'function') return [];
  return members
    .filter((member) => member.kind === 'property')
    .map(({ name, type, summary }) => ({ name, type, optional: true, default: null, summary }));
}

function refineExport(refining: Refining, entry: NeutralExport): NeutralExport {
  const callable = (key: string, given: NeutralCallable | null): NeutralCallable | null =>
    given === null ? null : refineCallable(refining, key, given);
  return {
    ...entry,
    callable: callable(entry.name, entry.callable),
    construct: callable(`new ${entry.name}`, entry.construct),
    members: entry.members.map((member) => ({
      ...member,
      callable: callable(`${entry.name}.${member.name}`, member.callable),
      type: refineType(refining, `${entry.name}.${member.name}`, member.type),
    })),
    fields: entry.fields.map((field) => refineField(refining, placesOfRecord(refining, entry, field), field)),
    type: refineType(refining, entry.name, entry.type),
  };
}

/** Every place where examples show a field of a record: wherever the record is taken or given. */
function placesOfRecord(
  { observed, surface }: Refining,
  record: NeutralExport,
  field: NeutralField,
): string[] {
  const isOf = (type: NeutralType): boolean => {
    const resolved = resolveNames(surface, type);
    return holds(resolved, (inner) => inner.kind === 'named' && inner.name === record.name);
  };
  const places: string[] = [];
  for (const entry of surface.exports.values()) {
    const callables = [
      [entry.name, entry.callable],
      [`new ${entry.name}`, entry.construct],
      ...entry.members.map((member) => [`${entry.name}.${member.name}`, member.callable] as const),
    ] as const;
    for (const [key, callable] of callables) {
      if (callable === null) continue;
      if (isOf(callable.returns)) places.push(`${key}()`);
      for (const parameter of callable.parameters)
        if (isOf(parameter.type)) places.push(`${key}(${parameter.name})`);
    }
  }
  return places
    .flatMap((place) => [`${place}.${field.name}`, `${place}[].${field.name}`])
    .filter((place) => observed.types.has(place));
}

function refineField(
  { observed, ...rest }: Refining,
  places: readonly string[],
  field: NeutralField,
): NeutralField {
  const seen = places.map((place) => observed.types.get(place) ?? unseen).reduce(joinTypes, unseen);
  const type = narrow(
    { observed, ...rest },
    { declared: resolveNames(rest.surface, field.type), seen, name: field.name },
  );
  return { ...field, type, optional: field.optional || type.kind === 'optional' };
}

function refineCallable(refining: Refining, key: string, callable: NeutralCallable): NeutralCallable {
  const parameters = callable.parameters.map((parameter): NeutralParameter => {
    const place = `${key}(${parameter.name})`;
    const type = refineType(refining, place, parameter.type);
    const options =
      parameter.options?.map((field) => refineField(refining, [`${place}.${field.name}`], field)) ?? null;
    const settleOption = settleNumbers([]);
    return {
      ...parameter,
      type: parameter.optional && type.kind === 'optional' ? type.item : type,
      options: options?.map((field) => ({ ...field, type: settleOption(field.type) })) ?? null,
    };
  });
  const settle = settleNumbers(parameters.map(({ type }) => type));
  parameters.forEach((parameter, at) => {
    parameters[at] = { ...parameter, type: settle(parameter.type) };
  });
  const free =
    refining.to === 'rust' || refining.to === 'go' ? findUnfit(refining, key, parameters) : new Set<string>();
  const isFree = (name: string): NeutralType | null => (free.has(name) ? anyType : null);
  parameters.forEach((parameter, at) => {
    parameters[at] = { ...parameter, type: substitute(parameter.type, isFree) };
  });
  const used = new Set<string>();
  for (const { type } of parameters)
    holds(type, (inner) => inner.kind === 'parameter' && used.add(inner.name) !== undefined);
  // A type parameter that no argument decides is anything.
  const returns = mapType(substitute(refineType(refining, `${key}()`, callable.returns), isFree), (type) =>
    type.kind === 'parameter' && !used.has(type.name) ? anyType : type,
  );
  return {
    ...callable,
    typeParameters: callable.typeParameters.filter((name) => used.has(name)),
    parameters,
    returns,
  };
}

/** Type parameters that examples fill with values of several types at once, or with nothing. */
function findUnfit(
  { observed, to }: Refining,
  key: string,
  parameters: readonly NeutralParameter[],
): ReadonlySet<string> {
  const unfit = new Set<string>();
  const needed = new Set<string>();
  // One that only what may be left out decides is not decided when it is left out.
  for (const { type, optional, rest } of parameters)
    holds(type, (inner) => {
      if (inner.kind === 'parameter') (optional || rest ? unfit : needed).add(inner.name);
      return false;
    });
  // Methods of Go have no type parameters of their own.
  const isMethod = to === 'go' && key.includes('.');
  for (const name of needed) if (!isMethod) unfit.delete(name);
  if (isMethod) for (const name of needed) unfit.add(name);
  for (const { name, type } of parameters) {
    const seen = observed.types.get(`${key}(${name})`);
    if (
      type.kind === 'parameter' &&
      seen !== undefined &&
      ['union', 'any', 'optional', 'null'].includes(seen.kind)
    )
      unfit.add(type.name);
  }
  return unfit;
}

/** Numbers of a function that is handed over are what the other arguments are. */
function settleNumbers(types: readonly NeutralType[]): (type: NeutralType) => NeutralType {
  const plain = types.filter(({ kind }) => kind !== 'function');
  const has = (kind: 'integer' | 'float'): boolean =>
    plain.some((type) => holds(type, (inner) => inner.kind === kind));
  const kind = has('integer') && !has('float') ? 'integer' : 'float';
  return (type) =>
    mapType(type, (inner) =>
      inner.kind === 'number' ? { kind } : inner.kind === 'literal' ? plainKind(inner.value) : inner,
    );
}

function plainKind(value: string | number | boolean): NeutralType {
  return { kind: typeof value === 'number' ? 'integer' : (typeof value as 'string' | 'boolean') };
}

function refineType(refining: Refining, place: string, declared: NeutralType): NeutralType {
  const seen = refining.observed.types.get(place) ?? unseen;
  const name = place.replace(/\(\)$/, '').replace(/^.*[(.]|\)$/g, '');
  return narrow(refining, { declared: resolveNames(refining.surface, declared), seen, name });
}

interface Narrowing {
  readonly declared: NeutralType;
  readonly seen: NeutralType;
  readonly name: string;
}

function narrow({ to }: Refining, { declared, seen, name }: Narrowing): NeutralType {
  const isTyped = to === 'rust' || to === 'go';
  const known = clean(seen);
  const read = (type: NeutralType, shown: NeutralType | null): NeutralType => {
    switch (type.kind) {
      // What is said to give nothing and shown to give something gives it.
      case 'any':
      case 'null':
        return shown ?? type;
      case 'number':
        return shown?.kind === 'integer' || (shown === null && wholeNames.test(name))
          ? { kind: 'integer' }
          : { kind: 'float' };
      case 'integer':
        return shown?.kind === 'float' ? shown : type;
      case 'optional': {
        const inner = shown?.kind === 'optional' ? shown.item : shown?.kind === 'null' ? null : shown;
        return { kind: 'optional', item: read(type.item, inner) };
      }
      case 'list':
      case 'iterator':
      case 'set':
        return { ...type, item: read(type.item, shown !== null && 'item' in shown ? shown.item : null) };
      case 'map':
        return {
          ...type,
          key: read(type.key, shown?.kind === 'map' ? shown.key : null),
          value: read(type.value, shown?.kind === 'map' ? shown.value : null),
        };
      case 'tuple':
        return {
          ...type,
          items: type.items.map((item, at) =>
            read(
              item,
              shown?.kind === 'tuple'
                ? (shown.items[at] ?? null)
                : shown?.kind === 'list'
                  ? shown.item
                  : null,
            ),
          ),
        };
      case 'union': {
        const items = type.items.map((item) => read(item, null));
        const [plain] = literalKinds(items);
        if (plain !== undefined) return { kind: plain };
        const fits = shown === null ? undefined : items.find((item) => item.kind === shown.kind);
        if (!isTyped) return { ...type, items };
        // A value of several types is any value there.
        return shown !== null && fits !== undefined
          ? read(type.items[items.indexOf(fits)] ?? fits, shown)
          : anyType;
      }
      case 'literal':
        return {
          kind: typeof type.value === 'number' ? 'integer' : (typeof type.value as 'string' | 'boolean'),
        };
      case 'function':
        return type;
      default:
        return type;
    }
  };
  const exact = read(declared, known);
  // Any value may be nothing as well.
  const isAny = ({ kind }: NeutralType): boolean => kind === 'any' || kind === 'union';
  return isTyped
    ? mapType(exact, (type) => (type.kind === 'optional' && isAny(type.item) ? anyType : type))
    : exact;
}

/** A union of literals of one kind is that kind. */
function literalKinds(items: readonly NeutralType[]): ('string' | 'integer' | 'boolean')[] {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [only] = kinds;
  return kinds.size === 1 && (only === 'string' || only === 'integer' || only === 'boolean') ? [only] : [];
}

/** What has not been seen is anything; null where nothing has. */
function clean(seen: NeutralType): NeutralType | null {
  if (seen === unseen || seen.kind === 'null') return null;
  return mapType(seen, (type) => {
    if (type.kind === 'parameter' && type.name === '?') return anyType;
    // Objects in objects are data of no fixed shape, however alike the few examples are.
    if (type.kind === 'map' && isNested(type.value)) return { ...type, value: anyType };
    if (type.kind === 'union') return { ...type, items: type.items.map(flatten) };
    return type;
  });
}

function isNested({ kind }: NeutralType): boolean {
  return kind === 'map' || kind === 'union' || kind === 'record';
}

function flatten(type: NeutralType): NeutralType {
  if (type.kind === 'list' || type.kind === 'set') return { ...type, item: anyType };
  return type.kind === 'map' ? { ...type, value: anyType } : type;
}
