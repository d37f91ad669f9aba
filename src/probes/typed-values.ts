import type TypeScript from 'typescript';
import type { Random } from './random.ts';
import type { ValuePool } from './value-pool.ts';

/** Makes JavaScript expressions for declared types. */
export interface TypedValues {
  /** A value of the type that is written as `text`; of any kind where the type says nothing. */
  render(text: string): string;
  /** The properties of an object type by the name of the type; empty for what is none. */
  propertiesOf(text: string): readonly TypedProperty[];
}

export interface TypedProperty {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

const deepest = 4;

export function createTypedValues(
  ts: typeof TypeScript,
  definitions: string,
  { pool, random }: { readonly pool: ValuePool; readonly random: Random },
): TypedValues {
  const declared = readDeclared(ts, definitions);

  function renderNode(node: TypeScript.TypeNode, depth: number): string {
    if (depth > deepest) return renderAny(depth);
    if (ts.isParenthesizedTypeNode(node)) return renderNode(node.type, depth);
    if (ts.isTypeOperatorNode(node)) return renderNode(node.type, depth);
    if (ts.isUnionTypeNode(node)) return renderNode(random.pick(node.types), depth);
    if (ts.isIntersectionTypeNode(node)) {
      return `{ ${node.types.map((part) => `...${renderNode(part, depth + 1)}`).join(', ')} }`;
    }
    if (ts.isArrayTypeNode(node)) return renderList(node.elementType, depth);
    if (ts.isTupleTypeNode(node)) {
      const items = node.elements.map((item) => (ts.isNamedTupleMember(item) ? item.type : item));
      return `[${items.map((item) => renderNode(item, depth + 1)).join(', ')}]`;
    }
    if (ts.isLiteralTypeNode(node)) return node.literal.getText();
    if (ts.isTypeLiteralNode(node)) return renderObject(listProperties(ts, node.members), depth);
    if (ts.isFunctionTypeNode(node)) return renderCallback(node, depth);
    if (ts.isTypeReferenceNode(node)) return renderReference(node, depth);
    return renderKeyword(node.kind, depth);
  }

  function renderKeyword(kind: TypeScript.SyntaxKind, depth: number): string {
    switch (kind) {
      case ts.SyntaxKind.StringKeyword:
        return JSON.stringify(random.pick(pool.strings));
      case ts.SyntaxKind.NumberKeyword:
        return String(random.pick(pool.numbers));
      case ts.SyntaxKind.BooleanKeyword:
        return random.pick(['true', 'false']);
      case ts.SyntaxKind.BigIntKeyword:
        return `${random.pick([0, 1, 7, 255, 1000])}n`;
      case ts.SyntaxKind.UndefinedKeyword:
      case ts.SyntaxKind.VoidKeyword:
        return 'undefined';
      case ts.SyntaxKind.NullKeyword:
        return 'null';
      case ts.SyntaxKind.SymbolKeyword:
        return 'Symbol("s")';
      default:
        return renderAny(depth);
    }
  }

  function renderAny(depth: number): string {
    const simple = [
      () => JSON.stringify(random.pick(pool.strings)),
      () => String(random.pick(pool.numbers)),
      () => random.pick(['true', 'false', 'null', 'undefined']),
    ];
    const nested = [
      () => `[${renderAny(depth + 1)}, ${renderAny(depth + 1)}]`,
      () => `{ a: ${renderAny(depth + 1)}, b: ${renderAny(depth + 1)} }`,
    ];
    return random.pick(depth < 2 ? [...simple, ...simple, ...nested] : simple)();
  }

  function renderList(item: TypeScript.TypeNode, depth: number): string {
    const items = Array.from({ length: random.whole(5) }, () => renderNode(item, depth + 1));
    // Doubles and order matter to code that works on lists.
    if (items.length > 0 && random.next() < 0.4) items.push(random.pick(items));
    return `[${items.join(', ')}]`;
  }

  function renderObject(properties: readonly TypedProperty[], depth: number): string {
    const kept = properties.filter(({ optional }) => !optional || random.next() < 0.5);
    return `{ ${kept.map(({ name, type }) => `${name}: ${renderText(type, depth + 1)}`).join(', ')} }`;
  }

  function renderCallback(node: TypeScript.FunctionTypeNode, depth: number): string {
    const answers = ['given[0]', 'JSON.stringify(given)', 'given.length', renderNode(node.type, depth + 1)];
    if (node.type.kind === ts.SyntaxKind.BooleanKeyword) {
      answers.splice(0, 3, 'Boolean(given[0])', 'given[0] === given[1]', 'String(given[0]).length % 2 === 0');
    }
    return `(...given) => (${random.pick(answers)})`;
  }

  function renderReference(node: TypeScript.TypeReferenceNode, depth: number): string {
    const name = node.typeName.getText();
    const [first, second] = node.typeArguments ?? [];
    const known = declared.get(name);
    if (known !== undefined) {
      return known.kind === 'object'
        ? renderObject(known.properties, depth)
        : renderText(known.type, depth + 1);
    }
    if (/^(?:Readonly)?Array$|^Iterable$/.test(name) && first !== undefined) return renderList(first, depth);
    if (/^(?:Readonly)?Set$/.test(name) && first !== undefined) return `new Set(${renderList(first, depth)})`;
    if (/^(?:Readonly)?Map$/.test(name) && first !== undefined && second !== undefined) {
      return `new Map([[${renderNode(first, depth + 1)}, ${renderNode(second, depth + 1)}]])`;
    }
    if (name === 'Record' && second !== undefined) {
      return `{ a: ${renderNode(second, depth + 1)}, b: ${renderNode(second, depth + 1)}, fooBar: ${renderNode(second, depth + 1)} }`;
    }
    if (/^(?:Partial|Readonly|Required|NonNullable)$/.test(name) && first !== undefined) {
      return renderNode(first, depth);
    }
    if (name === 'Date') return `new Date(${random.pick([0, 1_000_000_000_000, 951_782_400_000])})`;
    if (name === 'RegExp') return random.pick(['/a/', '/[a-z]+/g', '/\\s+/i', '/^$/']);
    if (name === 'Promise' && first !== undefined) return `Promise.resolve(${renderNode(first, depth + 1)})`;
    if (name === 'Uint8Array' || name === 'Buffer') return 'new Uint8Array([1, 2, 255])';
    if (name === 'Error') return 'new Error("reason")';
    if (name === 'Function') return '(...given) => given[0]';
    return renderAny(depth);
  }

  function renderText(text: string, depth: number): string {
    const node = parseType(ts, text);
    return node === null ? renderAny(depth) : renderNode(node, depth);
  }

  return {
    render: (text) => renderText(text, 0),
    propertiesOf(text) {
      const node = parseType(ts, text);
      if (node === null) return [];
      if (ts.isTypeLiteralNode(node)) return listProperties(ts, node.members);
      if (!ts.isTypeReferenceNode(node)) return [];
      const known = declared.get(node.typeName.getText());
      return known?.kind === 'object' ? known.properties : [];
    },
  };
}

function parseType(ts: typeof TypeScript, text: string): TypeScript.TypeNode | null {
  if (text.length > 2000) return null;
  const source = ts.createSourceFile('type.ts', `type T = ${text};`, ts.ScriptTarget.Latest, true);
  const [statement] = source.statements;
  return statement !== undefined && ts.isTypeAliasDeclaration(statement) ? statement.type : null;
}

type Declared =
  | { readonly kind: 'object'; readonly properties: readonly TypedProperty[] }
  | { readonly kind: 'alias'; readonly type: string };

function readDeclared(ts: typeof TypeScript, definitions: string): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  const source = ts.createSourceFile('types.ts', definitions, ts.ScriptTarget.Latest, true);
  const visit = (node: TypeScript.Node): void => {
    if (ts.isInterfaceDeclaration(node)) {
      const before = declared.get(node.name.text);
      const earlier = before?.kind === 'object' ? before.properties : [];
      declared.set(node.name.text, {
        kind: 'object',
        properties: [...earlier, ...listProperties(ts, node.members)],
      });
    } else if (ts.isTypeAliasDeclaration(node)) {
      declared.set(
        node.name.text,
        ts.isTypeLiteralNode(node.type)
          ? { kind: 'object', properties: listProperties(ts, node.type.members) }
          : { kind: 'alias', type: node.type.getText(source) },
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return declared;
}

function listProperties(
  ts: typeof TypeScript,
  members: readonly TypeScript.TypeElement[],
): readonly TypedProperty[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return [];
    const name = member.name.getText();
    return [{ name, type: member.type.getText(), optional: member.questionToken !== undefined }];
  });
}
