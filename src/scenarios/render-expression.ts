import type { Description } from './schema.ts';

/**
 * A described value as a JavaScript expression that makes an equal one; null for what no expression says: functions,
 * objects of a class, what is opaque, and a value that holds itself.
 */
export function renderExpression(description: Description): string | null {
  try {
    return renderNode(description, 0, new Set());
  } catch (error) {
    if (error === unsayable) return null;
    throw error;
  }
}

const unsayable = Symbol('unsayable');

function renderNode(description: Description, index: number, above: ReadonlySet<number>): string {
  const node = description[index];
  if (node === undefined || above.has(index) || above.size > 50) throw unsayable;
  const render = (child: number): string => renderNode(description, child, new Set([...above, index]));
  switch (node[0]) {
    case 'undefined':
    case 'null':
    case 'boolean':
    case 'number':
      return node[1];
    case 'bigint':
      return `${node[1]}n`;
    case 'string':
      return JSON.stringify(node[1]);
    case 'regexp':
      return node[1];
    case 'date':
      return `new Date(${node[1]})`;
    case 'array':
      return renderArray(Number(node[1]), node[2], render);
    case 'object':
      return `({${node[2].map(([kind, name, child]) => `${renderKey(kind, name)}: ${render(child)}`).join(', ')}})`;
    case 'map':
      return `new Map([${node[2].map(([key, value]) => `[${render(key)}, ${render(value)}]`).join(', ')}])`;
    case 'set':
      return `new Set([${node[2].map(([item]) => render(item)).join(', ')}])`;
    default:
      throw unsayable;
  }
}

function renderArray(
  length: number,
  properties: readonly (readonly ['string' | 'symbol', string, number])[],
  render: (child: number) => string,
): string {
  const items = new Map(properties.map(([, name, child]) => [name, child]));
  // A hole, or a property beside the items, is no list.
  if (items.size !== length) throw unsayable;
  const texts = Array.from({ length }, (_, index) => {
    const child = items.get(String(index));
    if (child === undefined) throw unsayable;
    return render(child);
  });
  return `[${texts.join(', ')}]`;
}

function renderKey(kind: 'string' | 'symbol', name: string): string {
  // A key of this name in a literal would set the prototype.
  if (kind === 'symbol' || name === '__proto__') throw unsayable;
  return JSON.stringify(name);
}
