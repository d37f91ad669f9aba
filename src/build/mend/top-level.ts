import type TypeScript from 'typescript';
import {
  type BuiltinImport,
  readImportDeclaration,
  readRequireDeclaration,
  readRequiredModule,
} from './builtin-imports.ts';
import { readExportCall, readExportTarget } from './export-target.ts';
import { createUsageFinder, type UsageFinder } from './find-usage.ts';
import { isDeclarableName } from './identifier.ts';
import { readModuleWrapper } from './module-wrapper.ts';
import { boundNames, firstLine, isTypeOnly, propertyName, StatementText } from './statement-text.ts';
import { type KeptStatement, TidyStatements } from './tidy-statements.ts';

/** A module reduced to its declarations. */
export interface Declarations {
  readonly imports: readonly BuiltinImport[];
  /** Statements that stay, as text, in order. */
  readonly statements: readonly { readonly text: string; readonly names: readonly string[] }[];
  /** What the code itself exported: exported name -> local name. */
  readonly exported: ReadonlyMap<string, string>;
  readonly mends: readonly { readonly kind: string; readonly detail: string }[];
}

/**
 * Takes a script or module apart into declarations: export forms are removed and remembered, imports of anything but
 * Node's own modules are dropped, and statements that only use the code (examples, console output) are dropped, so that
 * loading the module does nothing. `anonymousName` names a default export that has no name.
 */
export function readDeclarations(
  ts: typeof TypeScript,
  request: {
    readonly code: string;
    readonly anonymousName: string;
    readonly apiNames: ReadonlySet<string>;
    readonly language?: 'javascript' | 'typescript';
  },
): Declarations {
  const code = request.code.replace(/^\ufeff?#![^\n]*/, '');
  const kind = request.language === 'typescript' ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const source = ts.createSourceFile('index', code, ts.ScriptTarget.Latest, true, kind);
  const reader = new TopLevelReader({ ...request, ts, source });
  for (const statement of source.statements) reader.read(statement);
  return reader.finish();
}

interface ReaderRequest {
  readonly ts: typeof TypeScript;
  readonly source: TypeScript.SourceFile;
  readonly anonymousName: string;
  readonly apiNames: ReadonlySet<string>;
}

class TopLevelReader {
  private readonly imports: BuiltinImport[] = [];
  private readonly kept: KeptStatement[] = [];
  private readonly exported = new Map<string, string>();
  private readonly mends: { kind: string; detail: string }[] = [];
  private readonly taken: Set<string>;
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;
  private readonly anonymousName: string;
  private readonly apiNames: ReadonlySet<string>;
  private readonly usage: UsageFinder;
  private readonly text: StatementText;

  constructor({ ts, source, anonymousName, apiNames }: ReaderRequest) {
    this.ts = ts;
    this.source = source;
    this.anonymousName = anonymousName;
    this.apiNames = apiNames;
    this.usage = createUsageFinder(ts, source, apiNames);
    this.text = new StatementText(ts, source);
    this.taken = new Set(source.statements.flatMap((statement) => this.namesOf(statement)));
  }

  read(statement: TypeScript.Statement): void {
    const { ts } = this;
    if (ts.isImportDeclaration(statement)) return this.readImport(statement);
    if (ts.isExportDeclaration(statement)) return this.readExportList(statement);
    if (ts.isExportAssignment(statement)) {
      return this.readDefault(statement.expression, this.text.commentsOf(statement));
    }
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      return this.readNamed(statement);
    }
    if (ts.isEnumDeclaration(statement)) return this.readEnum(statement);
    if (ts.isVariableStatement(statement)) return this.readVariables(statement);
    if (ts.isExpressionStatement(statement)) return this.readExpression(statement);
    if (ts.isEmptyStatement(statement)) return;
    if (isTypeOnly(ts, statement)) return this.keep([], this.text.textOf(statement));
    const guarded = readModuleWrapper(ts, statement);
    if (guarded !== null) return this.readWrapped(guarded);
    // Loops, conditions and blocks at the top level of a reply are usage as often as set-up.
    if (this.usage.isUsage(statement)) return this.drop('usage-removed', statement);
    this.keep([], this.text.textOf(statement));
  }

  finish(): Declarations {
    const tidy = new TidyStatements(this.kept, new Set(this.exported.values()));
    const statements = tidy.withoutExamples().withoutDuplicates().statements;
    return {
      imports: this.imports,
      statements: statements.map(({ text, names }) => ({ text, names })),
      exported: this.exported,
      mends: [...this.mends, ...tidy.mends],
    };
  }

  private readImport(statement: TypeScript.ImportDeclaration): void {
    const read = readImportDeclaration(this.ts, statement);
    if (read.kind === 'unknown') return this.drop('import-removed', statement);
    this.imports.push(...read.imports);
  }

  private readExportList(statement: TypeScript.ExportDeclaration): void {
    const clause = statement.exportClause;
    if (statement.moduleSpecifier !== undefined) return this.drop('import-removed', statement);
    if (clause === undefined || !this.ts.isNamedExports(clause)) return;
    for (const element of clause.elements) {
      this.exported.set(element.name.text, (element.propertyName ?? element.name).text);
    }
  }

  private readDefault(expression: TypeScript.Expression, comments: string): void {
    const { ts } = this;
    if (ts.isParenthesizedExpression(expression)) return this.readDefault(expression.expression, comments);
    if (ts.isIdentifier(expression)) {
      this.exported.set('default', expression.text);
    } else if (ts.isObjectLiteralExpression(expression)) {
      this.readExportObject(expression);
      // Where the specification knows the exports as one object, that object is wanted as well.
      const isWanted = this.apiNames.has('default') && !this.taken.has(this.anonymousName);
      if (isWanted && expression.properties.length > 0) this.keepObject(expression, comments);
    } else {
      this.exportValue('default', expression, comments);
    }
  }

  /** Declares the object over the names that its members were given. */
  private keepObject(literal: TypeScript.ObjectLiteralExpression, comments: string): void {
    const members = literal.properties.map((property) => {
      const name = propertyName(this.ts, property);
      const local = name === null ? undefined : this.exported.get(name);
      if (name === null || local === undefined) return property.getText(this.source);
      return name === local ? name : `${property.name?.getText(this.source)}: ${local}`;
    });
    this.exported.set('default', this.anonymousName);
    this.taken.add(this.anonymousName);
    this.keep([this.anonymousName], `${comments}const ${this.anonymousName} = { ${members.join(', ')} };`);
  }

  /** `module.exports = { a, b: c, d() {} }` */
  private readExportObject(literal: TypeScript.ObjectLiteralExpression): void {
    const { ts } = this;
    for (const property of literal.properties) {
      const name = propertyName(ts, property);
      if (name === null) continue;
      const comments = this.text.commentsOf(property);
      if (ts.isShorthandPropertyAssignment(property)) this.exported.set(name, name);
      else if (ts.isPropertyAssignment(property)) this.exportValue(name, property.initializer, comments);
      else if (ts.isMethodDeclaration(property)) this.exportMethod(name, property, comments);
    }
  }

  private exportMethod(name: string, method: TypeScript.MethodDeclaration, comments: string): void {
    const local = this.localFor(name);
    const isAsync = (this.ts.getModifiers(method) ?? []).some(
      ({ kind }) => kind === this.ts.SyntaxKind.AsyncKeyword,
    );
    const star = method.asteriskToken === undefined ? '' : '*';
    const rest = this.source.text.slice(method.name.end, method.end);
    this.exported.set(name, local);
    this.keep([local], `${comments}${isAsync ? 'async ' : ''}function${star} ${local}${rest}`);
  }

  private exportValue(name: string, value: TypeScript.Expression, comments: string): void {
    const { ts } = this;
    if (ts.isIdentifier(value)) {
      if (value.text !== 'undefined') this.exported.set(name, value.text);
    } else if (readRequiredModule(ts, value) !== null) {
      this.drop('import-removed', value);
    } else if (!ts.isVoidExpression(value)) {
      const local = this.localFor(name);
      this.exported.set(name, local);
      this.keep([local], `${comments}const ${local} = ${value.getText(this.source)};`);
    }
  }

  /** A name to declare an export under: its own, unless the code declares something else by it or it is reserved. */
  private localFor(name: string): string {
    const wanted = name === 'default' ? this.anonymousName : name;
    const plain = isDeclarableName(wanted) ? wanted : `_${wanted.replace(/[^\p{ID_Continue}$]/gu, '_')}`;
    let local = plain;
    for (let number = 1; this.taken.has(local); number += 1)
      local = `${plain}Export${number > 1 ? number : ''}`;
    this.taken.add(local);
    return local;
  }

  private readNamed(statement: TypeScript.FunctionDeclaration | TypeScript.ClassDeclaration): void {
    const { ts } = this;
    const modifiers = ts.getModifiers(statement) ?? [];
    const isDefault = modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
    const isExport = modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    const name = statement.name?.text ?? this.localFor('default');
    if (isDefault) this.exported.set('default', name);
    else if (isExport) this.exported.set(name, name);
    const text =
      statement.name === undefined ? this.text.withName(statement, name) : this.text.withoutExport(statement);
    // A signature without a body belongs to the declaration that follows it.
    const isOverload = ts.isFunctionDeclaration(statement) && statement.body === undefined;
    this.keep(isOverload ? [] : [name], text);
  }

  private readEnum(statement: TypeScript.EnumDeclaration): void {
    const name = statement.name.text;
    const isExport = this.text.isExported(statement);
    if (isExport) this.exported.set(name, name);
    this.keep([name], this.text.withoutExport(statement));
  }

  private readVariables(statement: TypeScript.VariableStatement): void {
    const { declarations } = statement.declarationList;
    const rest = declarations.filter((declaration) => {
      const read = readRequireDeclaration(this.ts, declaration);
      if (read?.kind === 'builtin') this.imports.push(...read.imports);
      else if (read?.kind === 'unknown') this.drop('import-removed', declaration);
      return read === null;
    });
    if (rest.length === 0) return;
    const names = rest.flatMap((declaration) => boundNames(this.ts, declaration.name));
    if (this.text.isExported(statement)) for (const name of names) this.exported.set(name, name);
    const isUse = rest.some((declaration) => this.usage.isUsage(declaration));
    if (rest.length === declarations.length)
      return this.keep(names, this.text.withoutExport(statement), isUse);
    const keyword = /^(?:const|let|var)/.exec(statement.declarationList.getText(this.source))?.[0] ?? 'const';
    const list = rest.map((declaration) => declaration.getText(this.source)).join(', ');
    this.keep(names, `${this.text.commentsOf(statement)}${keyword} ${list};`, isUse);
  }

  private readExpression(statement: TypeScript.ExpressionStatement): void {
    const { ts } = this;
    const { expression } = statement;
    if (ts.isStringLiteral(expression)) return;
    const wrapped = readModuleWrapper(ts, statement);
    if (wrapped !== null) return this.readWrapped(wrapped);
    if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      return this.readAssignment(expression, statement);
    }
    const call = readExportCall(ts, expression);
    if (call !== null) {
      if (call.kind === 'members') return this.readExportObject(call.literal);
      if (call.name !== '__esModule' && call.value !== null) this.exportValue(call.name, call.value, '');
      return;
    }
    if (this.usage.isUsage(statement)) return this.drop('usage-removed', statement);
    this.keep([], this.text.textOf(statement));
  }

  private readAssignment(assignment: TypeScript.BinaryExpression, statement: TypeScript.Statement): void {
    const { ts } = this;
    const names: string[] = [];
    let value: TypeScript.Expression = assignment;
    // `exports.a = exports.b = value`
    while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const name = readExportTarget(ts, value.left);
      if (name === null) break;
      names.push(name);
      value = value.right;
    }
    if (names.length === 0) return this.keepAssignment(assignment, statement);
    const [first = 'default', ...others] = [...new Set(names)].filter((name) => name !== '__esModule');
    if (names.every((name) => name === '__esModule')) return;
    const comments = this.text.commentsOf(statement);
    if (first === 'default') this.readDefault(value, comments);
    else this.exportValue(first, value, comments);
    const local = this.exported.get(first);
    if (local !== undefined) for (const name of others) this.exported.set(name, local);
  }

  /** `a.prototype.b = ...` is set-up; `window.a = ...` and the result of calling the API are not. */
  private keepAssignment(assignment: TypeScript.BinaryExpression, statement: TypeScript.Statement): void {
    const { ts } = this;
    const root = /^[\p{ID_Continue}$]+/u.exec(assignment.left.getText(this.source))?.[0] ?? '';
    const isOutside =
      ['window', 'self', 'globalThis', 'global', 'root'].includes(root) && !this.taken.has(root);
    const isResult = ts.isIdentifier(assignment.left) && this.usage.isUsage(assignment.right);
    if (isOutside || isResult) return this.drop('usage-removed', statement);
    this.keep([], this.text.textOf(statement));
  }

  private readWrapped(wrapped: {
    readonly statements: readonly TypeScript.Statement[];
    readonly returned: TypeScript.Expression | null;
  }): void {
    for (const name of wrapped.statements.flatMap((statement) => this.namesOf(statement)))
      this.taken.add(name);
    for (const statement of wrapped.statements) this.read(statement);
    if (wrapped.returned !== null) this.readDefault(wrapped.returned, '');
    this.mends.push({ kind: 'wrapper-removed', detail: 'a function or condition around the module' });
  }

  private keep(names: readonly string[], text: string, isUse = false): void {
    this.kept.push({ names, text, isUse });
  }

  private drop(kind: string, node: TypeScript.Node): void {
    this.mends.push({ kind, detail: firstLine(node.getText(this.source)) });
  }

  private namesOf(statement: TypeScript.Statement): string[] {
    const { ts } = this;
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(ts, name));
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  }
}
