import type { NeutralExpression } from '../model.ts';

/** True of what is written out whole: no call, no variable. */
export function isLiteral(value: NeutralExpression): boolean {
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.every(isLiteral);
    case 'map':
      return value.entries.every(([key, entry]) => isLiteral(key) && isLiteral(entry));
    default:
      return ['string', 'bytes', 'number', 'integer', 'boolean', 'null', 'lambda'].includes(value.kind);
  }
}
