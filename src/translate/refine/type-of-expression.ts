import type { NeutralExpression, NeutralSurface, NeutralType } from '../model.ts';
import { classOf, findCallable, type Lets } from './find-callable.ts';
import { typeOfValue } from './type-tools.ts';

/** What an expression gives, as far as the interface tells; null for what it does not. */
export function typeOfExpression(
  surface: NeutralSurface,
  expression: NeutralExpression,
  lets: Lets,
  depth = 0,
): NeutralType | null {
  if (depth > 20) return null;
  const inner = (one: NeutralExpression): NeutralType | null =>
    typeOfExpression(surface, one, lets, depth + 1);
  switch (expression.kind) {
    case 'construct':
      return { kind: 'named', name: expression.name };
    case 'call':
    case 'method':
      return findCallable(surface, expression, lets)?.callable.returns ?? null;
    case 'local': {
      const value = lets.get(expression.name);
      return value === undefined ? null : inner(value);
    }
    case 'export': {
      const at = expression.name.lastIndexOf('.');
      const member = surface.exports
        .get(expression.name.slice(0, at))
        ?.members.find(({ name }) => name === expression.name.slice(at + 1));
      return member?.type ?? surface.exports.get(expression.name)?.type ?? null;
    }
    case 'read':
      return typeOfRead(surface, expression, { lets, inner });
    case 'index': {
      const object = inner(expression.object);
      if (object?.kind === 'list') return object.item;
      return object?.kind === 'map' ? object.value : null;
    }
    case 'builtin':
      if (expression.name !== 'collect' && expression.name !== 'abs') return typeOfValue(expression);
      return inner(expression.object);
    default:
      return typeOfValue(expression);
  }
}

function typeOfRead(
  surface: NeutralSurface,
  { object, name }: Extract<NeutralExpression, { kind: 'read' }>,
  { lets, inner }: { readonly lets: Lets; readonly inner: (one: NeutralExpression) => NeutralType | null },
): NeutralType | null {
  const owner = surface.exports.get(classOf(surface, object, lets) ?? '');
  const member = owner?.members.find((one) => one.name === name);
  if (member !== undefined) return owner?.fields.find((field) => field.name === name)?.type ?? member.type;
  const type = inner(object);
  if (type?.kind === 'record') return type.fields.find((field) => field.name === name)?.type ?? null;
  return type?.kind === 'map' ? type.value : null;
}
