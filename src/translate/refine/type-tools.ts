import { anyType, type NeutralExpression, type NeutralSurface, type NeutralType } from '../model.ts';
import { makeUnion } from '../type-text/make-type.ts';

/** The type of what no value has shown yet; joined with another it is the other. */
export const unseen: NeutralType = { kind: 'parameter', name: '?' };

function isUnseen(type: NeutralType): boolean {
  return type.kind === 'parameter' && type.name === '?';
}

/** The smallest type that both fit. */
export function joinTypes(left: NeutralType, right: NeutralType): NeutralType {
  if (isUnseen(left)) return right;
  if (isUnseen(right)) return left;
  if (
    left.kind === 'null' ||
    right.kind === 'null' ||
    left.kind === 'optional' ||
    right.kind === 'optional'
  ) {
    const inner = joinTypes(withoutNull(left), withoutNull(right));
    return isUnseen(inner)
      ? { kind: 'null' }
      : inner.kind === 'any'
        ? inner
        : { kind: 'optional', item: inner };
  }
  if (left.kind === right.kind) return joinSame(left, right);
  const isNumber = ({ kind }: NeutralType): boolean =>
    kind === 'integer' || kind === 'float' || kind === 'number';
  if (isNumber(left) && isNumber(right)) return { kind: 'float' };
  return makeUnion([left, right]);
}

function withoutNull(type: NeutralType): NeutralType {
  return type.kind === 'optional' ? type.item : type.kind === 'null' ? unseen : type;
}

function joinSame(left: NeutralType, right: NeutralType): NeutralType {
  if ((left.kind === 'list' || left.kind === 'set') && right.kind === left.kind)
    return { kind: left.kind, item: joinTypes(left.item, right.item) };
  if (left.kind === 'map' && right.kind === 'map')
    return { kind: 'map', key: joinTypes(left.key, right.key), value: joinTypes(left.value, right.value) };
  if (left.kind === 'tuple' && right.kind === 'tuple' && left.items.length === right.items.length)
    return { kind: 'tuple', items: left.items.map((item, at) => joinTypes(item, right.items[at] ?? unseen)) };
  if (left.kind === 'union' || right.kind === 'union') return makeUnion([left, right]);
  return JSON.stringify(left) === JSON.stringify(right) ? left : makeUnion([left, right]);
}

/** The type of a literal; null for what is none. */
export function typeOfValue(value: NeutralExpression): NeutralType | null {
  switch (value.kind) {
    case 'string':
    case 'boolean':
    case 'bytes':
    case 'null':
      return { kind: value.kind };
    case 'integer':
      return { kind: 'integer' };
    case 'number':
      return { kind: value.isFloat || !Number.isInteger(value.value) ? 'float' : 'integer' };
    case 'list':
    case 'set': {
      const items = value.items.map(typeOfValue);
      return items.every((item) => item !== null)
        ? { kind: value.kind, item: items.reduce(joinTypes, unseen) }
        : null;
    }
    case 'tuple': {
      const items = value.items.map(typeOfValue);
      return items.every((item) => item !== null) ? { kind: 'tuple', items } : null;
    }
    case 'map': {
      const keys = value.entries.map(([key]) => typeOfValue(key));
      const values = value.entries.map(([, entry]) => typeOfValue(entry));
      if (!keys.every((key) => key !== null) || !values.every((entry) => entry !== null)) return null;
      if (value.typeName !== null) return { kind: 'named', name: value.typeName };
      return { kind: 'map', key: keys.reduce(joinTypes, unseen), value: values.reduce(joinTypes, unseen) };
    }
    case 'lambda':
      return { kind: 'function', parameters: value.parameters.map(() => unseen), returns: unseen };
    case 'not':
      return { kind: 'boolean' };
    case 'negate':
      return typeOfValue(value.operand);
    case 'binary':
      if (['+', '-', '*', '%'].includes(value.operator)) return typeOfValue(value.left);
      return value.operator === 'and' || value.operator === 'or'
        ? typeOfValue(value.right)
        : { kind: 'boolean' };
    case 'builtin':
      if (value.name === 'length') return { kind: 'integer' };
      if (value.name === 'abs') return typeOfValue(value.object);
      return ['upper', 'lower', 'trim'].includes(value.name)
        ? { kind: 'string' }
        : value.name === 'collect'
          ? null
          : { kind: 'boolean' };
    default:
      return null;
  }
}

/** Type parameters replaced by what they stand for; `null` for one that stays. */
export function substitute(type: NeutralType, replace: (name: string) => NeutralType | null): NeutralType {
  return mapType(type, (inner) => (inner.kind === 'parameter' ? (replace(inner.name) ?? inner) : inner));
}

/** Applies a change to a type and all in it, innermost first. */
export function mapType(type: NeutralType, change: (type: NeutralType) => NeutralType): NeutralType {
  const inner = (one: NeutralType): NeutralType => mapType(one, change);
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'iterator':
    case 'optional':
      return change({ ...type, item: inner(type.item) });
    case 'map':
      return change({ ...type, key: inner(type.key), value: inner(type.value) });
    case 'tuple':
      return change({ ...type, items: type.items.map(inner) });
    case 'union':
      return change(makeUnion(type.items.map(inner)));
    case 'function':
      return change({ ...type, parameters: type.parameters.map(inner), returns: inner(type.returns) });
    case 'record':
      return change({ ...type, fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })) });
    default:
      return change(type);
  }
}

/** Aliases spelled out; names that the surface does not declare are `any`, and so is an alias within itself. */
export function resolveNames(
  surface: NeutralSurface,
  type: NeutralType,
  open: ReadonlySet<string> = new Set(),
): NeutralType {
  return mapType(type, (inner) => {
    if (inner.kind !== 'named') return inner;
    const entry = surface.exports.get(inner.name) ?? findByLocalName(surface, inner.name);
    if (entry === undefined || entry.kind === 'constant' || entry.kind === 'function') return anyType;
    if (entry.kind !== 'alias') return { kind: 'named', name: entry.name };
    return open.has(entry.name) ? anyType : resolveNames(surface, entry.type, new Set([...open, entry.name]));
  });
}

function findByLocalName(surface: NeutralSurface, name: string) {
  return [...surface.exports.values()].find(({ original }) => original.local_name === name);
}

/** Whether a type holds one that `test` is true of. */
export function holds(type: NeutralType, test: (type: NeutralType) => boolean): boolean {
  let found = false;
  mapType(type, (inner) => {
    found ||= test(inner);
    return inner;
  });
  return found;
}
