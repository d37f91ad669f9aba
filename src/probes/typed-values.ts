import type TypeScript from 'typescript';
import type { Random } from './random.ts';
import { pickUnusual } from './unusual-values.ts';
import { pickString, type ValuePool } from './value-pool.ts';

/** Makes JavaScript expressions for types of a checked program. */
export interface TypedValues {
  /** A value of the type; of any kind where the type says nothing. */
  render(type: TypeScript.Type): string;
  /** A value of any kind. */
  renderAnything(): string;
  /** Arguments for a signature: optional ones are left out now and then, the rest repeated. */
  renderArguments(signature: TypeScript.Signature): readonly string[];
  /** Uses other values from now on: few keys that come again make a sequence of calls tell more. */
  usePool(pool: ValuePool): void;
  /** What stands for functions from now on; null: each is made anew. */
  useCallbacks(names: readonly string[] | null): void;
}

export interface TypedValuesRequest {
  readonly checker: TypeScript.TypeChecker;
  readonly source: TypeScript.Node;
  readonly pool: ValuePool;
  readonly random: Random;
  /** Expression that makes an instance, by the class's symbol. */
  readonly classes: ReadonlyMap<TypeScript.Symbol, string>;
}

const deepest = 4;
/** Values in one call: types that hold each other would make thousands. */
const mostValues = 60;

export function createTypedValues(ts: typeof TypeScript, request: TypedValuesRequest): TypedValues {
  const { checker, source, random, classes } = request;
  let { pool } = request;
  let callbacks: readonly string[] | null = null;
  let made = 0;
  const has = (type: TypeScript.Type, flag: TypeScript.TypeFlags): boolean => (type.flags & flag) !== 0;

  function render(type: TypeScript.Type, depth: number): string {
    made += 1;
    if (depth > deepest || made > mostValues) return renderAny(deepest);
    if (has(type, ts.TypeFlags.StringLiteral))
      return JSON.stringify((type as TypeScript.StringLiteralType).value);
    if (has(type, ts.TypeFlags.NumberLiteral)) return String((type as TypeScript.NumberLiteralType).value);
    if (has(type, ts.TypeFlags.BooleanLiteral)) return checker.typeToString(type);
    if (has(type, ts.TypeFlags.TemplateLiteral))
      return JSON.stringify(renderTemplate(type as TypeScript.TemplateLiteralType));
    if (has(type, ts.TypeFlags.StringLike)) return JSON.stringify(pickString(pool, random));
    if (has(type, ts.TypeFlags.NumberLike)) return String(random.pick(pool.numbers));
    if (has(type, ts.TypeFlags.BooleanLike)) return random.pick(['true', 'false']);
    if (has(type, ts.TypeFlags.BigIntLike)) return `${random.pick([0, 1, 7, 255, 1000])}n`;
    if (has(type, ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return 'undefined';
    if (has(type, ts.TypeFlags.Null)) return 'null';
    if (has(type, ts.TypeFlags.ESSymbolLike)) return 'Symbol.for("s")';
    if (type.isUnion()) return render(random.pick(type.types), depth);
    if (type.isIntersection()) return renderIntersection(type, depth);
    if (has(type, ts.TypeFlags.NonPrimitive))
      return random.pick(['{}', '{ a: 1 }', '[1, 2]', '{ a: { b: "x" } }']);
    if (has(type, ts.TypeFlags.Object)) return renderObjectType(type as TypeScript.ObjectType, depth);
    const base = checker.getBaseConstraintOfType(type);
    return base === undefined || base === type ? renderAny(depth) : render(base, depth + 1);
  }

  function renderTemplate(type: TypeScript.TemplateLiteralType): string {
    let text = type.texts[0] ?? '';
    type.types.forEach((part, index) => {
      const value = render(part, deepest);
      text += (/^".*"$/s.test(value) ? String(JSON.parse(value)) : value) + (type.texts[index + 1] ?? '');
    });
    return text;
  }

  function renderIntersection(type: TypeScript.IntersectionType, depth: number): string {
    const primitive = type.types.find((part) => !has(part, ts.TypeFlags.Object | ts.TypeFlags.TypeParameter));
    return primitive === undefined ? renderProperties(type, depth) : render(primitive, depth + 1);
  }

  function renderObjectType(type: TypeScript.ObjectType, depth: number): string {
    if (checker.isTupleType(type)) {
      return `[${checker
        .getTypeArguments(type as TypeScript.TypeReference)
        .map((item) => render(item, depth + 1))
        .join(', ')}]`;
    }
    if (checker.isArrayType(type)) {
      return renderList(checker.getTypeArguments(type as TypeScript.TypeReference)[0], depth);
    }
    const instance = classes.get(type.symbol);
    if (instance !== undefined) return instance;
    const known = renderKnown(type, depth);
    if (known !== null) return known;
    const [signature] = type.getCallSignatures();
    if (signature !== undefined) return renderCallback(signature, depth);
    if (type.getConstructSignatures().length > 0) return 'class {}';
    return renderProperties(type, depth);
  }

  function renderKnown(type: TypeScript.ObjectType, depth: number): string | null {
    const name = type.symbol?.name ?? '';
    const [first, second] =
      (type as TypeScript.TypeReference).target === undefined
        ? []
        : checker.getTypeArguments(type as TypeScript.TypeReference);
    switch (name) {
      case 'Set':
      case 'ReadonlySet':
        return `new Set(${renderList(first, depth)})`;
      case 'Map':
      case 'ReadonlyMap':
        return `new Map([[${renderMaybe(first, depth)}, ${renderMaybe(second, depth)}], [${renderMaybe(first, depth)}, ${renderMaybe(second, depth)}]])`;
      case 'Iterable':
      case 'ArrayLike':
      case 'ReadonlyArray':
        return renderList(first, depth);
      case 'Iterator':
      case 'IterableIterator':
      case 'Generator':
        return `${renderList(first, depth)}.values()`;
      case 'Date':
        return `new Date(${random.pick([0, 1, 1_000_000_000_000, 951_782_400_000, 1_700_000_000_123])})`;
      case 'RegExp':
        return random.pick(['/a/', '/[a-z]+/g', '/\\s+/i', '/^$/', '/[A-Z]/', '/\\d/g']);
      case 'Promise':
      case 'PromiseLike':
        return `Promise.resolve(${renderMaybe(first, depth)})`;
      case 'Uint8Array':
      case 'Buffer':
        return `new Uint8Array([${Array.from({ length: random.whole(6) }, () => random.pick([0, 1, 2, 65, 104, 128, 255])).join(', ')}])`;
      case 'Error':
        return 'new Error("reason")';
      case 'URL':
        return 'new URL("https://example.org/a?b=c#d")';
      case 'Function':
        return renderFunction('given[0]');
      case 'Object':
        return renderAny(depth);
      default:
        return null;
    }
  }

  function renderMaybe(type: TypeScript.Type | undefined, depth: number): string {
    return type === undefined ? renderAny(depth + 1) : render(type, depth + 1);
  }

  function renderAny(depth: number): string {
    if (pool.anything.length > 0 && random.next() < 0.85) return random.pick(pool.anything);
    const text = () => JSON.stringify(pickString(pool, random));
    const simple = [
      ...[text, text, () => String(random.pick(pool.numbers))],
      () => random.pick(['true', 'false', 'null', 'undefined']),
    ];
    const nested = [
      () => `[${renderAny(depth + 1)}, ${renderAny(depth + 1)}]`,
      () => `{ ${renderKey('a')}: ${renderAny(depth + 1)}, ${renderKey('b')}: ${renderAny(depth + 1)} }`,
      () => `{ ${renderKey('a')}: ${renderAny(depth + 1)} }`,
      () => pickUnusual(pool.names, random),
      () => pickUnusual(pool.names, random),
    ];
    return random.pick(depth < 2 ? [...simple, ...nested] : simple)();
  }

  /** A name that the code knows, or a plain one. */
  function renderKey(plain: string): string {
    const name = pool.names.length > 0 && random.next() < 0.4 ? random.pick(pool.names) : plain;
    return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : JSON.stringify(plain);
  }

  function renderList(item: TypeScript.Type | undefined, depth: number): string {
    const items = Array.from({ length: random.whole(5) }, () => renderMaybe(item, depth));
    // Doubles and order matter to code that works on lists.
    if (items.length > 0 && random.next() < 0.4) items.push(random.pick(items));
    return `[${items.join(', ')}]`;
  }

  function renderProperties(type: TypeScript.Type, depth: number): string {
    const properties = type.getProperties();
    const optional = properties.filter((entry) => (entry.flags & ts.SymbolFlags.Optional) !== 0);
    const likely = Math.max(0.2, Math.min(0.5, 2 / Math.max(1, optional.length)));
    const kept = properties.filter((entry) => !optional.includes(entry) || random.next() < likely);
    const texts = kept.flatMap((entry) => {
      if (entry.name.startsWith('__@') || entry.name === '__proto__') return [];
      const key = /^[A-Za-z_$][\w$]*$/.test(entry.name) ? entry.name : JSON.stringify(entry.name);
      const declared = checker.getTypeOfSymbolAtLocation(entry, source);
      const wanted =
        optional.includes(entry) && random.next() < 0.9 ? checker.getNonNullableType(declared) : declared;
      return [`${key}: ${render(wanted, depth + 1)}`];
    });
    const index = type.getStringIndexType() ?? type.getNumberIndexType();
    if (index !== undefined) {
      const names = [
        'a',
        'b',
        'fooBar',
        ...pool.strings.filter((text) => /^[\w-]{1,12}$/.test(text) && text !== '__proto__').slice(0, 6),
      ];
      const chosen = new Set(Array.from({ length: random.whole(4) }, () => random.pick(names)));
      texts.push(...[...chosen].map((name) => `${JSON.stringify(name)}: ${render(index, depth + 1)}`));
    }
    return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
  }

  function renderCallback(signature: TypeScript.Signature, depth: number): string {
    const returned = signature.getReturnType();
    if (has(returned, ts.TypeFlags.BooleanLike)) {
      const answers = [
        'Boolean(given[0])',
        'given[0] === given[1]',
        'String(given[0]).length % 2 === 0',
        'true',
        'false',
      ];
      return renderFunction(random.pick(answers));
    }
    if (has(returned, ts.TypeFlags.Number) && signature.parameters.length === 2) {
      return renderFunction(
        random.pick([
          'given[0] - given[1]',
          'given[1] - given[0]',
          'given[0] < given[1] ? -1 : given[0] > given[1] ? 1 : 0',
          '0',
        ]),
      );
    }
    const saysNothing = has(returned, ts.TypeFlags.Any | ts.TypeFlags.Void | ts.TypeFlags.Unknown);
    const wantsTyped = random.next() < (saysNothing ? 0.25 : 0.5);
    const answer = wantsTyped
      ? render(returned, depth + 1)
      : random.pick(['given[0]', 'JSON.stringify(given)', 'given.length']);
    return renderFunction(answer);
  }

  function renderFunction(answer: string): string {
    if (callbacks !== null && random.next() < 0.8) return random.pick(callbacks);
    return `(...given) => (${answer})`;
  }

  function renderArguments(signature: TypeScript.Signature): readonly string[] {
    const texts: string[] = [];
    const stop = random.next();
    for (const [index, parameter] of signature.parameters.entries()) {
      const declaration = parameter.valueDeclaration;
      const type = checker.getTypeOfSymbolAtLocation(parameter, source);
      const isParameter = declaration !== undefined && ts.isParameter(declaration);
      if (isParameter && declaration.dotDotDotToken !== undefined) {
        const item = checker.isArrayType(type)
          ? checker.getTypeArguments(type as TypeScript.TypeReference)[0]
          : undefined;
        const count = random.whole(random.pick([4, 4, 9]));
        for (let at = 0; at < count; at += 1) texts.push(renderMaybe(item, 0));
        break;
      }
      const isOptional = isParameter && checker.isOptionalParameter(declaration);
      if (isOptional && index > 0 && stop < 0.35) break;
      if (isOptional && index === 0 && stop < 0.25) break;
      // What compares two values is told most by two that are the same, or nearly.
      const before = texts.at(-1);
      const isAny = has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter);
      texts.push(
        isAny && before !== undefined && random.next() < 0.3
          ? before
          : render(isOptional ? checker.getNonNullableType(type) : type, 0),
      );
    }
    return texts;
  }

  return {
    render: (type) => {
      made = 0;
      return render(type, 0);
    },
    renderAnything: () => renderAny(1),
    renderArguments: (signature) => {
      made = 0;
      return renderArguments(signature);
    },
    usePool(other) {
      pool = other;
    },
    useCallbacks(names) {
      callbacks = names;
    },
  };
}
