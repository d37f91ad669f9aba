import { expect, it } from 'vitest';
import { definitelyTypedName } from './definitely-typed.ts';

it.each([
  ['left-pad', '@types/left-pad'],
  ['@scope/name', '@types/scope__name'],
  ['@types/node', null],
])('definitelyTypedName() gives for %s the name %s', (name, expected) => {
  expect(definitelyTypedName({ name })).toBe(expected);
});
