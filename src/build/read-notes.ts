import type TypeScript from 'typescript';
import type { ClearedSpec } from '../firewall/types.ts';
import { isSameCode, readObservedArgument } from './observed-argument.ts';

/**
 * What follows from the examples and the types and is easily overlooked: arguments that are changed in place, values
 * that nest, functions that are called back, kinds of values that need care. Sentences for the brief; each rests on
 * the specification alone.
 */
export async function readNotes(spec: ClearedSpec): Promise<string[]> {
  const ts = (await import('typescript')).default;
  const definitions = spec.texts['06-type-definitions.d.ts'];
  const types = ts.createSourceFile('types.d.ts', definitions, ts.ScriptTarget.Latest, true);
  return [
    ...readMutations(ts, spec),
    ...readNesting(ts, types),
    ...readCallbacks(ts, types),
    ...readSpecialKinds(ts, types, spec),
  ];
}

/** The notes as the end of a prompt, where a small model heeds them: before the examples they changed nothing. */
export function renderNotes(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `Mind:\n${notes.map((note) => `- ${note}`).join('\n')}`;
}

/** Functions that an example gives a variable and then looks at the variable again. */
function readMutations(ts: typeof TypeScript, { scenarios }: ClearedSpec): string[] {
  const locals = new Map(scenarios.bindings.map(({ local, export: name }) => [local, name]));
  const notes = new Set<string>();
  for (const scenario of scenarios.scenarios) {
    const seen = scenario.contested ? null : readObservedArgument(ts, scenario, locals);
    if (seen === null || scenario.expected.kind !== 'value') continue;
    const changes = !isSameCode(seen.before, scenario.expected.value);
    notes.add(
      changes
        ? `\`${seen.callee}\` works in place: it changes the ${seen.kind} that it is given ${seen.kind === 'array' ? '(assign to its indexes and its length)' : '(assign to its keys)'} and makes no new ${seen.kind}.`
        : `\`${seen.callee}\` leaves the ${seen.kind} that it is given as it was, and returns a new one.`,
    );
  }
  return [...notes];
}

/** Types that hold themselves, perhaps by way of others. */
function readNesting(ts: typeof TypeScript, types: TypeScript.SourceFile): string[] {
  const uses = new Map<string, Set<string>>();
  for (const statement of types.statements) {
    if (!ts.isTypeAliasDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) continue;
    const names = new Set<string>();
    const visit = (node: TypeScript.Node): void => {
      if (ts.isTypeReferenceNode(node)) names.add(node.typeName.getText(types));
      if (ts.isExpressionWithTypeArguments(node)) names.add(node.expression.getText(types));
      if (!ts.isFunctionTypeNode(node) && !ts.isMethodSignature(node)) ts.forEachChild(node, visit);
    };
    ts.forEachChild(statement, visit);
    uses.set(statement.name.text, names);
  }
  const first = [...uses.keys()].find((name) => reaches(uses, name));
  return first === undefined
    ? []
    : [`A ${first} may hold further ones to any depth: go through them by recursion.`];
}

function reaches(uses: ReadonlyMap<string, ReadonlySet<string>>, start: string): boolean {
  const open = [...(uses.get(start) ?? [])];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === start) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(uses.get(name) ?? []));
  }
  return false;
}

/** Parameters that may be functions, with what they are called with. */
function readCallbacks(ts: typeof TypeScript, types: TypeScript.SourceFile): string[] {
  const notes = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isParameter(node) && node.type !== undefined && ts.isIdentifier(node.name)) {
      const call = findFunctionType(ts, node.type);
      if (call !== undefined && call.parameters.length > 1) {
        const given = call.parameters.map(({ name }) => name.getText(types)).join(', ');
        notes.add(`Where \`${node.name.text}\` is a function, it is called as ${node.name.text}(${given}).`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(types);
  return [...notes].slice(0, 3);
}

function findFunctionType(
  ts: typeof TypeScript,
  type: TypeScript.TypeNode,
): TypeScript.FunctionTypeNode | undefined {
  if (ts.isFunctionTypeNode(type)) return type;
  if (ts.isParenthesizedTypeNode(type)) return findFunctionType(ts, type.type);
  if (!ts.isUnionTypeNode(type)) return undefined;
  return type.types.map((part) => findFunctionType(ts, part)).find((found) => found !== undefined);
}

/** What JavaScript asks of a kind of value that a declaration names; true of every package. */
const careOfKinds: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:Async)?Iterable(?:Iterator)?$/,
    'JavaScript has no class Iterable. A value is one when typeof value[Symbol.iterator] is "function": arrays, Set, Map, generators; strings too, so treat them first where they differ.',
  ],
  [
    /^bigint$/,
    'A bigint cannot be mixed with a number: use literals such as 10n or BigInt(...) with it, and no Math function.',
  ],
  [/^(?:Readonly)?Set$/, 'A Set is asked with has, not includes; Array.isArray tells an array from it.'],
  [/^(?:PropertyKey|symbol)$/, 'Keys may be symbols: Reflect.ownKeys lists them, Object.keys does not.'],
];

function readSpecialKinds(
  ts: typeof TypeScript,
  types: TypeScript.SourceFile,
  { scenarios }: ClearedSpec,
): string[] {
  const names = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.add(node.typeName.getText(types));
    if (node.kind === ts.SyntaxKind.SymbolKeyword) names.add('symbol');
    ts.forEachChild(node, visit);
  };
  visit(types);
  // Many types allow a bigint where it makes no difference: only an example of one asks for care.
  if (scenarios.scenarios.some(({ expression }) => /\b\d+n\b/.test(expression))) names.add('bigint');
  return careOfKinds.flatMap(([kind, care]) => ([...names].some((name) => kind.test(name)) ? [care] : []));
}
