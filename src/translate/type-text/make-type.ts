import { anyType, type NeutralType } from '../model.ts';

/** A union without what comes twice; `null` in it makes an optional of the rest; booleans and literals of one kind melt. */
export function makeUnion(items: readonly NeutralType[]): NeutralType {
  const flat = items.flatMap((item): readonly NeutralType[] =>
    item.kind === 'union' ? item.items : item.kind === 'optional' ? [item.item, { kind: 'null' }] : [item],
  );
  if (flat.some(({ kind }) => kind === 'any')) return anyType;
  const seen = new Set<string>();
  const distinct = flat.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
  const rest = mergeNumbers(mergeBooleans(distinct.filter(({ kind }) => kind !== 'null')));
  const [only] = rest;
  const whole: NeutralType =
    only === undefined ? { kind: 'null' } : rest.length === 1 ? only : { kind: 'union', items: rest };
  return rest.length > 0 && rest.length < distinct.length && distinct.some(({ kind }) => kind === 'null')
    ? { kind: 'optional', item: whole }
    : whole;
}

function mergeBooleans(items: readonly NeutralType[]): readonly NeutralType[] {
  const literals = items.filter((item) => item.kind === 'literal' && typeof item.value === 'boolean');
  return literals.length < 2
    ? items
    : [...items.filter((item) => !literals.includes(item)), { kind: 'boolean' }];
}

/** `int | float` and `number | bigint` are numbers. */
function mergeNumbers(items: readonly NeutralType[]): readonly NeutralType[] {
  const numbers = items.filter(({ kind }) => kind === 'integer' || kind === 'float' || kind === 'number');
  if (numbers.length < 2) return items;
  const isFloat = numbers.some(({ kind }) => kind === 'float');
  return [...items.filter((item) => !numbers.includes(item)), { kind: isFloat ? 'float' : 'number' }];
}
