import type { Random } from '../random.ts';
import type { GoSurface } from './go-surface.ts';
import type { GoType } from './go-types.ts';

/** What stands for a parameter with this bound. */
export function pickConcrete(bound: string, random: Random): GoType {
  const name = (text: string): GoType => ({ kind: 'name', name: text, inner: [] });
  if (/float/i.test(bound) && !/int|ordered|number/i.test(bound)) return name('float64');
  if (/^~?\[\]/.test(bound)) return { kind: 'list', length: null, item: name('int') };
  return name(/any|comparable|ordered|string/i.test(bound) ? random.pick(['int', 'string']) : 'int');
}

/** The type with what stands for its parameters. */
export function substitute(type: GoType, concrete: ReadonlyMap<string, GoType>): GoType {
  const inside = (inner: GoType): GoType => substitute(inner, concrete);
  switch (type.kind) {
    case 'name':
      return concrete.get(type.name) ?? { ...type, inner: type.inner.map(inside) };
    case 'list':
    case 'pointer':
      return { ...type, item: inside(type.item) };
    case 'map':
      return { ...type, key: inside(type.key), item: inside(type.item) };
    case 'function':
      return {
        ...type,
        parameters: type.parameters.map((each) => ({ ...each, type: inside(each.type) })),
        results: type.results.map(inside),
      };
    default:
      return type;
  }
}

/** The type as a caller writes it; null for one that cannot be named. */
export function renderGoType(surface: GoSurface, type: GoType): string | null {
  switch (type.kind) {
    case 'name': {
      const inner = type.inner.map((each) => renderGoType(surface, each));
      if (inner.includes(null)) return null;
      const generics = inner.length === 0 ? '' : `[${inner.join(', ')}]`;
      return `${surface.types.has(type.name) ? `${surface.packageName}.` : ''}${type.name}${generics}`;
    }
    case 'list': {
      const item = renderGoType(surface, type.item);
      return item === null ? null : `[${type.length ?? ''}]${item}`;
    }
    case 'pointer': {
      const item = renderGoType(surface, type.item);
      return item === null ? null : `*${item}`;
    }
    case 'map': {
      const [key, item] = [renderGoType(surface, type.key), renderGoType(surface, type.item)];
      return key === null || item === null ? null : `map[${key}]${item}`;
    }
    case 'function': {
      const parts = [...type.parameters.map((each) => each.type), ...type.results].map((each) =>
        renderGoType(surface, each),
      );
      if (parts.includes(null) || type.parameters.some(({ isRest }) => isRest)) return null;
      const count = type.parameters.length;
      return `func(${parts.slice(0, count).join(', ')}) (${parts.slice(count).join(', ')})`;
    }
    default:
      return null;
  }
}
