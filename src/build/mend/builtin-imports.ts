import { builtinModules } from 'node:module';
import type TypeScript from 'typescript';

/** One import of a module of Node's own. */
export interface BuiltinImport {
  readonly specifier: string;
  /** Local name of the whole module, if it is taken whole. */
  readonly whole: string | null;
  readonly named: readonly { readonly imported: string; readonly local: string }[];
}

/** A declaration read as imports; null when it is none. `unknown` names a module that is not Node's own. */
export type ReadImport =
  | { readonly kind: 'builtin'; readonly imports: readonly BuiltinImport[] }
  | { readonly kind: 'unknown'; readonly specifier: string }
  | null;

const builtins = new Set(builtinModules.filter((name) => !name.startsWith('_')));

function isBuiltin(specifier: string): boolean {
  return builtins.has(specifier.replace(/^node:/, ''));
}

function nodeSpecifier(specifier: string): string {
  return `node:${specifier.replace(/^node:/, '')}`;
}

/** `import ... from '...'` in every form. */
export function readImportDeclaration(
  ts: typeof TypeScript,
  statement: TypeScript.ImportDeclaration,
): Exclude<ReadImport, null> {
  const module = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
  if (!isBuiltin(module)) return { kind: 'unknown', specifier: module };
  const specifier = nodeSpecifier(module);
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  const list =
    bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name, propertyName }) => ({
          imported: (propertyName ?? name).text,
          local: name.text,
        }))
      : [];
  const wholes = [
    clause?.name?.text,
    bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name.text : undefined,
    ...list.filter(({ imported }) => imported === 'default').map(({ local }) => local),
  ].filter((name) => name !== undefined);
  const named = list.filter(({ imported }) => imported !== 'default');
  return { kind: 'builtin', imports: toImports({ specifier, wholes, named }) };
}

function toImports(request: {
  readonly specifier: string;
  readonly wholes: readonly string[];
  readonly named: BuiltinImport['named'];
}): BuiltinImport[] {
  const { specifier, wholes, named } = request;
  return [
    ...wholes.map((whole) => ({ specifier, whole, named: [] })),
    ...(named.length === 0 ? [] : [{ specifier, whole: null, named }]),
  ];
}

/** `const a = require('...')`, `const { a } = ...`, `const a = require('...').b`, and the same with `await import`. */
export function readRequireDeclaration(
  ts: typeof TypeScript,
  declaration: TypeScript.VariableDeclaration,
): ReadImport {
  const { name, initializer } = declaration;
  if (initializer === undefined) return null;
  const path = ts.isPropertyAccessExpression(initializer) ? initializer : null;
  const module = readRequiredModule(ts, path === null ? initializer : path.expression);
  if (module === null) return null;
  if (!isBuiltin(module)) return { kind: 'unknown', specifier: module };
  const specifier = nodeSpecifier(module);
  if (path !== null) {
    if (!ts.isIdentifier(name)) return null;
    const isWhole = path.name.text === 'default';
    const named = isWhole ? [] : [{ imported: path.name.text, local: name.text }];
    return { kind: 'builtin', imports: toImports({ specifier, wholes: isWhole ? [name.text] : [], named }) };
  }
  if (ts.isIdentifier(name)) {
    return { kind: 'builtin', imports: toImports({ specifier, wholes: [name.text], named: [] }) };
  }
  if (!ts.isObjectBindingPattern(name)) return null;
  const isPlain = name.elements.every(
    (element) =>
      ts.isIdentifier(element.name) &&
      element.initializer === undefined &&
      element.dotDotDotToken === undefined &&
      (element.propertyName === undefined || ts.isIdentifier(element.propertyName)),
  );
  if (!isPlain) return null;
  const named = name.elements.map((element) => ({
    imported: (element.propertyName ?? element.name).getText(),
    local: element.name.getText(),
  }));
  return { kind: 'builtin', imports: toImports({ specifier, wholes: [], named }) };
}

/** The module of `require('...')`, `await import('...')` or either in brackets; null for any other expression. */
export function readRequiredModule(ts: typeof TypeScript, expression: TypeScript.Expression): string | null {
  if (ts.isParenthesizedExpression(expression) || ts.isAwaitExpression(expression)) {
    return readRequiredModule(ts, expression.expression);
  }
  if (!ts.isCallExpression(expression)) return null;
  const { expression: callee, arguments: given } = expression;
  const isRequire = ts.isIdentifier(callee) && callee.text === 'require';
  if (!isRequire && callee.kind !== ts.SyntaxKind.ImportKeyword) return null;
  const [argument] = given;
  return argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : null;
}
