import { posix } from 'node:path';
import type TypeScript from 'typescript';
import type { PackageFiles } from '../../scenarios/types.ts';
import { isJavaScript, selectWorkingCode } from '../code-files.ts';
import { isModule } from '../syntax/javascript.ts';

/** Ways to be empty: functions that give nothing, something strange, or an error; or no functions at all. */
export const hollowKinds = ['silent', 'strange', 'throwing', 'absent'] as const;
export type HollowKind = (typeof hollowKinds)[number];

/**
 * Stands for anything: can be called, made an instance of, and asked for any property. It is always the same one, or tests
 * that compare the package with itself would fail.
 */
const deepValue = (call: string, construct = call): string => `const hollow = new Proxy(function () {}, {
  apply() { ${call} },
  construct() { ${construct} },
  get(target, key) { return typeof key === 'symbol' || key === 'then' || key === 'prototype' ? target[key] : hollow; },
});`;

const values: Readonly<Record<HollowKind, string>> = {
  silent: deepValue('', 'return hollow;'),
  strange: deepValue('return hollow;'),
  throwing: deepValue("throw new Error('this package is empty');"),
  absent: 'const hollow = undefined;',
};

/**
 * The package once for each way to be empty, in a folder of that name: every file of working code that exports nothing
 * but empty things, tests and their helpers as they are.
 */
export function hollowOut(ts: typeof TypeScript, files: PackageFiles): Record<string, string> {
  const working = Object.keys(selectWorkingCode(files)).filter(isJavaScript);
  const names = readImportedNames(ts, files, new Set(working));
  const hollowed: Record<string, string> = {};
  for (const kind of hollowKinds) {
    for (const [path, text] of Object.entries(files)) hollowed[`${kind}/${path}`] = text;
    for (const path of working) {
      hollowed[`${kind}/${path}`] = isModule(path, files)
        ? renderModule(kind, names.get(path) ?? new Set())
        : renderCommonJs(kind);
    }
  }
  return hollowed;
}

function renderModule(kind: HollowKind, names: ReadonlySet<string>): string {
  const exported = [...names].filter(
    (name) => name !== 'default' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name),
  );
  const lines = exported.map((name) => `export { hollow as ${name} };`);
  return `${values[kind]}\nexport default hollow;\n${lines.join('\n')}\n`;
}

function renderCommonJs(kind: HollowKind): string {
  return `${values[kind]}\nmodule.exports = ${kind === 'absent' ? '{}' : 'hollow'};\n`;
}

/** Names that tests and their helpers import of each file: a module that lacks one of them would not be linked. */
function readImportedNames(
  ts: typeof TypeScript,
  files: PackageFiles,
  working: ReadonlySet<string>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>([...working].map((path) => [path, new Set()]));
  for (const [path, text] of Object.entries(files)) {
    if (!isJavaScript(path) || working.has(path)) continue;
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
    for (const statement of source.statements) {
      const isFrom = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
      if (!isFrom || statement.moduleSpecifier === undefined) continue;
      if (!ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const written = statement.moduleSpecifier.text;
      const isRelative = written.startsWith('.');
      const target = posix.normalize(posix.join(posix.dirname(path), written));
      // By the package's own name its entry is meant, wherever that is.
      const targets = isRelative ? [target] : [...working];
      for (const one of targets) {
        for (const name of listNames(ts, statement)) found.get(one)?.add(name);
      }
    }
  }
  return found;
}

function listNames(
  ts: typeof TypeScript,
  statement: TypeScript.ImportDeclaration | TypeScript.ExportDeclaration,
): string[] {
  const named = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  if (named === undefined || !(ts.isNamedImports(named) || ts.isNamedExports(named))) return [];
  return named.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}
