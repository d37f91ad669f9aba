import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';

/**
 * What a statement loads. `targets` maps a local name to an export of the package (`default`, a name, `*`), or to
 * `module` where `require` gives the whole module and only its use tells whether that is a function or a namespace.
 */
export type Loading =
  | {
      readonly kind: 'package';
      readonly style: 'import' | 'require';
      readonly targets: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'builtin'; readonly text: string; readonly names: readonly string[] }
  | { readonly kind: 'foreign'; readonly names: readonly string[] };

const safeBuiltins = new Set([
  'assert',
  'assert/strict',
  'util',
  'path',
  'url',
  'events',
  'buffer',
  'querystring',
]);

/** Null for a statement that loads nothing. */
export function readLoading(ts: TypeScript, statement: ts.Statement, packageName: string): Loading | null {
  if (ts.isImportDeclaration(statement)) return readImport(ts, statement, packageName);
  if (ts.isImportEqualsDeclaration(statement)) return readImportEquals(ts, statement, packageName);
  if (!ts.isVariableStatement(statement)) return null;
  const loadings = statement.declarationList.declarations.map((declaration) =>
    readDeclaration(ts, declaration, packageName),
  );
  if (loadings.every((loading) => loading === null)) return null;
  return mergeLoadings(ts, statement, loadings);
}

/** True for a specifier that means the documented package: its name, or its own folder as seen from its examples. */
export function isPackageSpecifier(specifier: string, packageName: string): boolean {
  const bare = packageName.replace(/^@[^/]*\//, '');
  if (specifier === packageName) return true;
  if (
    /^\.{1,2}(?:\/(?:\.\.)?)?(?:\/?(?:index|lib|src\/index|dist\/index)(?:\.[cm]?js)?)?\/?$/.test(specifier)
  )
    return true;
  if ([`./${bare}`, `../${bare}`, `./${bare}.js`, `../${bare}.js`].includes(specifier)) return true;
  return /^(?:npm:|jsr:|https?:)/.test(specifier) && specifierName(specifier) === packageName;
}

function specifierName(specifier: string): string {
  const path = specifier.replace(/^(?:npm|jsr):\/?|^https?:\/\/[^/]{1,100}\/(?:npm\/|v\d+\/)?/, '');
  return /^(?:@[^/@]+\/)?[^/@?]+/.exec(path)?.[0] ?? '';
}

function readImport(ts: TypeScript, node: ts.ImportDeclaration, packageName: string): Loading {
  const clause = node.importClause;
  const targets = new Map<string, string>();
  if (clause?.name !== undefined) targets.set(clause.name.text, 'default');
  const named = clause?.namedBindings;
  if (named !== undefined && ts.isNamespaceImport(named)) targets.set(named.name.text, '*');
  if (named !== undefined && ts.isNamedImports(named)) {
    for (const element of named.elements.filter((entry) => !entry.isTypeOnly)) {
      targets.set(element.name.text, (element.propertyName ?? element.name).text);
    }
  }
  const isTypeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return finish(
    specifierOf(ts, node.moduleSpecifier),
    isTypeOnly ? new Map() : targets,
    packageName,
    'import',
  );
}

function readImportEquals(
  ts: TypeScript,
  node: ts.ImportEqualsDeclaration,
  packageName: string,
): Loading | null {
  if (!ts.isExternalModuleReference(node.moduleReference)) return null;
  const specifier = specifierOf(ts, node.moduleReference.expression);
  return finish(specifier, new Map([[node.name.text, 'module']]), packageName, 'require');
}

function specifierOf(ts: TypeScript, node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function finish(
  specifier: string,
  targets: ReadonlyMap<string, string>,
  packageName: string,
  style: 'import' | 'require',
): Loading {
  if (isPackageSpecifier(specifier, packageName)) return { kind: 'package', style, targets };
  const builtin = specifier.replace(/^node:/, '');
  if (!safeBuiltins.has(builtin)) return { kind: 'foreign', names: [...targets.keys()] };
  const lines = [...targets].map(([local, target]) => {
    const whole = target === 'default' || target === '*' || target === 'module';
    return `const ${local} = process.getBuiltinModule('node:${builtin}')${whole ? '' : `.${target}`};`;
  });
  return { kind: 'builtin', text: lines.join('\n'), names: [...targets.keys()] };
}

/** `require('x')` or `await import('x')`, with the path of properties read from it. */
export function readRequire(
  ts: TypeScript,
  expression: ts.Expression,
): {
  readonly specifier: string;
  readonly path: readonly string[];
  readonly style: 'import' | 'require';
} | null {
  const path: string[] = [];
  let node: ts.Expression = expression;
  let isAwaited = false;
  for (;;) {
    if (ts.isPropertyAccessExpression(node)) path.unshift(node.name.text);
    else if (ts.isAwaitExpression(node)) isAwaited = true;
    else if (!ts.isParenthesizedExpression(node) && !ts.isAsExpression(node)) break;
    node = node.expression;
  }
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return null;
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return null;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword && isAwaited;
  if (!isRequire && !isImport) return null;
  return { specifier: argument.text, path, style: isRequire ? 'require' : 'import' };
}

function readDeclaration(ts: TypeScript, node: ts.VariableDeclaration, packageName: string): Loading | null {
  const loaded = node.initializer === undefined ? null : readRequire(ts, node.initializer);
  if (loaded === null || loaded.path.length > 1) return null;
  const whole = loaded.style === 'require' ? 'module' : '*';
  const targets = new Map<string, string>();
  const [property] = loaded.path;
  if (ts.isIdentifier(node.name)) targets.set(node.name.text, property ?? whole);
  else if (ts.isObjectBindingPattern(node.name) && property === undefined) {
    for (const element of node.name.elements) {
      if (!ts.isIdentifier(element.name)) continue;
      const key = element.propertyName ?? element.name;
      if (ts.isIdentifier(key)) targets.set(element.name.text, key.text);
    }
  }
  return finish(loaded.specifier, targets, packageName, loaded.style);
}

/** `const a = require('a'), b = require('b')` loads as a whole only when it loads nothing but the package. */
function mergeLoadings(
  ts: TypeScript,
  statement: ts.VariableStatement,
  loadings: readonly (Loading | null)[],
): Loading {
  const [first] = loadings;
  if (loadings.length === 1 && first !== null && first !== undefined) return first;
  const packages = loadings.filter((loading) => loading?.kind === 'package');
  if (packages.length === loadings.length && packages[0] !== undefined) {
    return { ...packages[0], targets: new Map(packages.flatMap((loading) => [...loading.targets])) };
  }
  const names = statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  );
  return { kind: 'foreign', names };
}

/** The code with `require('package')` inside a statement replaced by the module's name; null when there is none. */
export function inlineRequires(
  ts: TypeScript,
  source: ts.SourceFile,
  names: { readonly packageName: string; readonly moduleName: string },
): string | null {
  const spans: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    const loaded = ts.isCallExpression(node) ? readRequire(ts, node) : null;
    if (
      loaded !== null &&
      loaded.path.length === 0 &&
      isPackageSpecifier(loaded.specifier, names.packageName)
    ) {
      spans.push([node.getStart(source), node.end]);
    } else ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) {
    if (readLoading(ts, statement, names.packageName) === null) visit(statement);
  }
  if (spans.length === 0) return null;
  let text = '';
  let at = 0;
  for (const [start, end] of spans) {
    text += source.text.slice(at, start) + names.moduleName;
    at = end;
  }
  return text + source.text.slice(at);
}
