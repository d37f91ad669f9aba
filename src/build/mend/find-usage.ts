import type TypeScript from 'typescript';

/** Globals that compute and leave the world alone. */
const quietGlobals = new Set(
  'Object Array String Number Boolean Symbol BigInt Function Math JSON Reflect Date RegExp Map Set WeakMap WeakSet Promise Proxy Intl Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Buffer URL URLSearchParams TextEncoder TextDecoder WeakRef FinalizationRegistry parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI structuredClone require'.split(
    ' ',
  ),
);
/** Names that stand for the world outside: whatever touches them at the top level is a demonstration or a script. */
const loudNames = new Set(['console', 'process', 'document', 'window', 'self']);

export interface UsageFinder {
  /** True when running `node` calls the API, prints, tests, waits or reaches outside: what a usage example does. */
  isUsage(node: TypeScript.Node): boolean;
}

/**
 * Tells set-up from usage. What a function does counts when it is called at the top level or handed to a call there, also
 * through other functions of the module.
 */
export function createUsageFinder(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  apiNames: ReadonlySet<string>,
): UsageFinder {
  const { bound, functions } = readBindings(ts, source);
  const known = new Map<TypeScript.Node, boolean>();

  const isUsage = (node: TypeScript.Node): boolean => {
    const answer = known.get(node);
    if (answer !== undefined) return answer;
    // Functions that call each other: the answer of the outermost call decides.
    known.set(node, false);
    const found = visit(node);
    known.set(node, found);
    return found;
  };

  const visit = (node: TypeScript.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
    if (ts.isAwaitExpression(node) || ts.isMetaProperty(node)) return true;
    if (ts.isIdentifier(node)) return isLoud(node);
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) {
      if (isLoudCall(node)) return true;
    }
    return ts.forEachChild(node, (child) => isUsage(child) || undefined) ?? false;
  };

  const isLoud = (node: TypeScript.Identifier): boolean => {
    const { parent } = node;
    const isName = ts.isPropertyAccessExpression(parent) && parent.name === node;
    const isKey = ts.isPropertyAssignment(parent) && parent.name === node;
    // `typeof window` asks and does not touch.
    return (
      !isName && !isKey && !ts.isTypeOfExpression(parent) && loudNames.has(node.text) && !bound.has(node.text)
    );
  };

  const isLoudCall = (
    node: TypeScript.CallExpression | TypeScript.NewExpression | TypeScript.TaggedTemplateExpression,
  ): boolean => {
    const callee = unwrap(ts, ts.isTaggedTemplateExpression(node) ? node.tag : node.expression);
    const handed = ts.isTaggedTemplateExpression(node) ? [] : (node.arguments ?? []);
    for (const part of [callee, ...handed.map((argument) => unwrap(ts, argument))]) {
      if (ts.isFunctionExpression(part) || ts.isArrowFunction(part)) {
        if (part.body !== undefined && isUsage(part.body)) return true;
      }
    }
    const root = rootOf(ts, callee);
    if (root === null) return false;
    if (apiNames.has(root)) return true;
    if (!bound.has(root)) return !quietGlobals.has(root);
    return (functions.get(root) ?? []).some((body) => isUsage(body));
  };

  return { isUsage };
}

/** Every name bound anywhere in the file, and the bodies of functions and classes by the name they are bound to. */
function readBindings(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
): { bound: ReadonlySet<string>; functions: ReadonlyMap<string, TypeScript.Node[]> } {
  const bound = new Set<string>();
  const functions = new Map<string, TypeScript.Node[]>();
  const addBody = (name: string, body: TypeScript.Node | undefined): void => {
    if (body !== undefined) functions.set(name, [...(functions.get(name) ?? []), body]);
  };
  const visit = (node: TypeScript.Node): void => {
    const { name } = node as { name?: TypeScript.Node };
    const binds =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (binds && name !== undefined && ts.isIdentifier(name)) {
      bound.add(name.text);
      if (ts.isFunctionDeclaration(node)) addBody(name.text, node.body);
      if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
        const value = unwrap(ts, node.initializer);
        if (ts.isFunctionExpression(value) || ts.isArrowFunction(value)) addBody(name.text, value.body);
      }
      if (ts.isClassLike(node)) {
        for (const member of node.members) {
          if (ts.isConstructorDeclaration(member)) addBody(name.text, member.body);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { bound, functions };
}

function unwrap(ts: typeof TypeScript, node: TypeScript.Expression): TypeScript.Expression {
  return ts.isParenthesizedExpression(node) ? unwrap(ts, node.expression) : node;
}

/** `a` of `a.b['c'](d).e`; null when it begins with something else than a name. */
function rootOf(ts: typeof TypeScript, node: TypeScript.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  const goesOn =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node);
  return goesOn ? rootOf(ts, node.expression) : null;
}
