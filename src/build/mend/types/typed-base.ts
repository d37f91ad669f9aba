import type TypeScript from 'typescript';
import type { ApiSurface } from '../../../spec/index.ts';
import type { BuiltinImport } from '../builtin-imports.ts';
import { isIdentifierName, quoteName } from '../identifier.ts';
import type { ExportMatch } from '../match-exports.ts';
import { ownMembers, renderEsmImport, renderRequireFunction } from '../render-module.ts';
import type { Declarations } from '../top-level.ts';
import type { DeclaredModule, DeclaredType, DeclaredValue } from './declared-module.ts';

/** A module in TypeScript before any type of the definitions stands in it. */
export interface TypedBase {
  readonly text: string;
  /** Where types of the definitions go. */
  readonly typesAt: number;
  /** The types to put there. */
  readonly types: readonly DeclaredType[];
}

/**
 * The module as the compiler takes it: what is written as CommonJS in JavaScript is `export =` here, with types and
 * further exports in a namespace that merges with it.
 */
export function renderTypedBase(
  ts: typeof TypeScript,
  request: {
    readonly declarations: Declarations;
    readonly exports: ExportMatch;
    readonly format: ApiSurface['module'];
    readonly definitions: DeclaredModule;
    /** Declared values of the exports that the code has. */
    readonly values: readonly DeclaredValue[];
  },
): TypedBase {
  const { declarations, exports, format, definitions } = request;
  const own = readOwnTypes(ts, declarations);
  const types = selectTypes(definitions, request.values).filter(({ name }) => !own.names.has(name));
  const known = new Set([...own.names, ...types.map(({ name }) => name)]);
  const typeExports = new Map(
    [...own.exported.map((name) => [name, name] as const), ...definitions.exportedTypes].filter(
      ([name, local]) => known.has(local) && !exports.matched.has(name),
    ),
  );
  const isEsm = format === 'esm';
  const imports = declarations.imports.map(isEsm ? renderEsmImport : renderRequiredImport);
  const head = [...imports, ...(isEsm ? renderRequireFunction(own.statements) : [])].join('\n');
  const whole = isEsm ? undefined : exports.matched.get('default');
  const tail =
    whole === undefined
      ? renderExportList(exports.matched, typeExports)
      : renderExportWhole({
          whole,
          named: [...exports.matched].filter(([name]) => name !== 'default'),
          typeExports,
          hasDefault: format === 'both',
          isMergeable: isMergeable(ts, own.statements, whole),
        });
  const before = head === '' ? '' : `${head}\n\n`;
  const text = [...own.statements, tail].filter((part) => part.trim() !== '').join('\n\n');
  return { text: `${before}${text}\n`, typesAt: before.length, types };
}

function renderRequiredImport({ specifier, whole, named }: BuiltinImport): string {
  if (whole !== null) return `import ${whole} = require('${specifier}');`;
  return renderEsmImport({ specifier, whole, named });
}

/** Types that the code declares itself, and its statements without `export` before them. */
function readOwnTypes(
  ts: typeof TypeScript,
  { statements }: Declarations,
): { names: ReadonlySet<string>; exported: string[]; statements: string[] } {
  const names = new Set<string>();
  const exported: string[] = [];
  const texts = statements.map(({ text }) => {
    const source = ts.createSourceFile('part.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    const [statement] = source.statements;
    if (statement === undefined) return text;
    const isType =
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isModuleDeclaration(statement);
    if (!isType) {
      const isNamed = ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
      if (isNamed && statement.name !== undefined) names.add(statement.name.text);
      return text;
    }
    names.add(statement.name.text);
    const [first] = (ts.getModifiers(statement) ?? []).filter(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
    );
    if (first === undefined) return text;
    exported.push(statement.name.text);
    return `${text.slice(0, first.getStart(source))}${text.slice(first.end).trimStart()}`;
  });
  return { names, exported, statements: texts };
}

/** What is exported, and what those and the exported values speak of. */
function selectTypes(definitions: DeclaredModule, values: readonly DeclaredValue[]): DeclaredType[] {
  const exported = new Set(definitions.exportedTypes.values());
  const texts = [
    ...values.map((value) =>
      JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)),
    ),
    ...definitions.types.filter(({ name }) => exported.has(name)).map(({ text }) => text),
  ];
  const wanted = new Set(exported);
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
    for (const type of definitions.types) {
      if (wanted.has(type.name) || !words.has(type.name)) continue;
      wanted.add(type.name);
      texts.push(type.text);
    }
  }
  return definitions.types.filter(({ name }) => wanted.has(name));
}

function renderExportList(
  matched: ReadonlyMap<string, string>,
  typeExports: ReadonlyMap<string, string>,
): string {
  const spell = ([name, local]: readonly [string, string]): string =>
    name === local ? name : `${local} as ${isIdentifierName(name) ? name : quoteName(name)}`;
  const list = [...[...matched].map(spell), ...[...typeExports].map((entry) => `type ${spell(entry)}`)];
  return `export { ${list.join(', ')} };`;
}

/** A namespace can merge with a function or a class. */
function isMergeable(ts: typeof TypeScript, statements: readonly string[], name: string): boolean {
  return statements.some((text) =>
    ts
      .createSourceFile('part.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
      .statements.some(
        (statement) =>
          (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
          statement.name?.text === name,
      ),
  );
}

function renderExportWhole(request: {
  readonly whole: string;
  readonly named: readonly (readonly [string, string])[];
  readonly typeExports: ReadonlyMap<string, string>;
  readonly hasDefault: boolean;
  readonly isMergeable: boolean;
}): string {
  const { whole, named, typeExports, hasDefault } = request;
  const values = [...(hasDefault ? [['default', whole] as const] : []), ...named];
  const plain = values.filter(([name]) => !ownMembers.has(name));
  const spell = (name: string): string => (isIdentifierName(name) ? name : quoteName(name));
  const literal = plain.map(([name, local]) => (name === local ? name : `${spell(name)}: ${local}`));
  const lines: string[] = [];
  if (plain.length > 0) lines.push(`Object.assign(${whole}, { ${literal.join(', ')} });`);
  for (const [name, local] of values.filter(([name]) => ownMembers.has(name))) {
    lines.push(
      `Object.defineProperty(${whole}, '${name}', { value: ${local}, enumerable: true, configurable: true });`,
    );
  }
  // Never run: Node reads from it which names an `import` can have.
  if (values.length > 0) {
    const names = values.map(([name, local]) => (name === local ? name : `${spell(name)}: ${local}`));
    lines.push(`0 && (module.exports = { ${names.join(', ')} });`);
  }
  const nameable = values.filter(([name]) => isIdentifierName(name));
  const merged = [
    ...(request.isMergeable ? nameable : []),
    ...[...typeExports].filter(([name]) => name !== 'default' && isIdentifierName(name)),
  ].map(([name, local]) => (name === local ? name : `${local} as ${name}`));
  const isPlain = request.isMergeable || values.length === 0;
  const parts = [
    ...(values.length > 0 ? ['declare const module: { exports: unknown };'] : []),
    ...(merged.length > 0 && isPlain
      ? [`declare namespace ${whole} {\n  export { ${merged.join(', ')} };\n}`]
      : []),
    ...lines,
  ];
  const members = values.map(([name, local]) => `${spell(name)}: typeof ${local}`).join('; ');
  return [...parts, `export = ${isPlain ? whole : `${whole} as typeof ${whole} & { ${members} }`};`].join(
    '\n',
  );
}
