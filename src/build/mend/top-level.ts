import type TypeScript from 'typescript';

/** One import of a module of Node's own. */
export interface BuiltinImport {
  readonly specifier: string;
  /** Local name of the whole module, if it is taken whole. */
  readonly whole: string | null;
  readonly named: readonly { readonly imported: string; readonly local: string }[];
}

/** A module reduced to its declarations. */
export interface Declarations {
  readonly imports: readonly BuiltinImport[];
  /** Statements that stay, as text, in order. */
  readonly statements: readonly { readonly text: string; readonly names: readonly string[] }[];
  /** What the code itself exported: exported name -> local name. */
  readonly exported: ReadonlyMap<string, string>;
  readonly mends: readonly { readonly kind: string; readonly detail: string }[];
}

const nodeBuiltins = new Set([
  'assert',
  'buffer',
  'crypto',
  'events',
  'os',
  'path',
  'querystring',
  'stream',
  'string_decoder',
  'url',
  'util',
]);

/**
 * Takes a script or module apart into declarations: export forms are removed and remembered, imports of anything but
 * Node's own modules are dropped, and statements that only use the code (examples, console output) are dropped, so that
 * loading the module does nothing. `anonymousName` names a default export that has no name.
 */
export function readDeclarations(
  ts: typeof TypeScript,
  request: { readonly code: string; readonly anonymousName: string; readonly apiNames: ReadonlySet<string> },
): Declarations {
  const source = ts.createSourceFile(
    'index.js',
    request.code,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.JS,
  );
  const reader = new TopLevelReader(ts, source, request.anonymousName, request.apiNames);
  for (const statement of source.statements) reader.read(statement);
  return reader.finish();
}

interface Kept {
  readonly text: string;
  readonly names: readonly string[];
  readonly isUse: boolean;
}

class TopLevelReader {
  private readonly imports: BuiltinImport[] = [];
  private readonly kept: Kept[] = [];
  private readonly exported = new Map<string, string>();
  private readonly mends: { kind: string; detail: string }[] = [];
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;
  private readonly anonymousName: string;
  private readonly apiNames: ReadonlySet<string>;

  constructor(
    ts: typeof TypeScript,
    source: TypeScript.SourceFile,
    anonymousName: string,
    apiNames: ReadonlySet<string>,
  ) {
    this.ts = ts;
    this.source = source;
    this.anonymousName = anonymousName;
    this.apiNames = apiNames;
  }

  read(statement: TypeScript.Statement): void {
    const { ts } = this;
    if (ts.isImportDeclaration(statement)) return this.readImport(statement);
    if (ts.isExportDeclaration(statement)) return this.readExportList(statement);
    if (ts.isExportAssignment(statement)) return this.readDefault(statement.expression);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      return this.readNamed(statement);
    if (ts.isVariableStatement(statement)) return this.readVariables(statement);
    if (ts.isExpressionStatement(statement)) return this.readExpression(statement);
    if (ts.isEmptyStatement(statement)) return;
    if (isTypeOnly(ts, statement)) return this.keep([], this.textOf(statement));
    // Loops, conditions and blocks at the top level of a reply are usage as often as set-up: they stay only when they
    // call nothing of the API and print nothing.
    if (this.usesApi(statement)) return this.drop('usage-removed', statement);
    this.keep([], this.textOf(statement));
  }

  finish(): Declarations {
    const declared = this.dropUnusedExamples(this.kept);
    return {
      imports: this.imports,
      statements: this.dropDuplicates(declared).map(({ text, names }) => ({ text, names })),
      exported: this.exported,
      mends: this.mends,
    };
  }

  private readImport(statement: TypeScript.ImportDeclaration): void {
    const specifier = this.ts.isStringLiteral(statement.moduleSpecifier)
      ? statement.moduleSpecifier.text
      : '';
    if (!isBuiltin(specifier)) return this.drop('import-removed', statement);
    const bindings = statement.importClause?.namedBindings;
    const namespace = bindings && this.ts.isNamespaceImport(bindings) ? bindings.name.text : null;
    this.imports.push({
      specifier: builtinSpecifier(specifier),
      whole: statement.importClause?.name?.text ?? namespace,
      named:
        bindings && this.ts.isNamedImports(bindings)
          ? bindings.elements.map((element) => ({
              imported: (element.propertyName ?? element.name).text,
              local: element.name.text,
            }))
          : [],
    });
  }

  private readExportList(statement: TypeScript.ExportDeclaration): void {
    const clause = statement.exportClause;
    if (clause && this.ts.isNamedExports(clause) && statement.moduleSpecifier === undefined) {
      for (const element of clause.elements) {
        this.exported.set(element.name.text, (element.propertyName ?? element.name).text);
      }
    }
  }

  private readDefault(expression: TypeScript.Expression): void {
    const { ts } = this;
    if (ts.isIdentifier(expression)) {
      this.exported.set('default', expression.text);
    } else if (ts.isObjectLiteralExpression(expression)) {
      this.readExportObject(expression);
    } else {
      this.exported.set('default', this.anonymousName);
      this.keep([this.anonymousName], `const ${this.anonymousName} = ${expression.getText(this.source)};`);
    }
  }

  /** `module.exports = { a, b: c, d() {} }` */
  private readExportObject(literal: TypeScript.ObjectLiteralExpression): void {
    const { ts } = this;
    for (const property of literal.properties) {
      const name = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : null;
      if (name === null) continue;
      if (ts.isShorthandPropertyAssignment(property)) this.exported.set(name, name);
      else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer)) {
        this.exported.set(name, property.initializer.text);
      } else if (ts.isPropertyAssignment(property)) {
        this.exported.set(name, name);
        this.keep([name], `const ${name} = ${property.initializer.getText(this.source)};`);
      } else if (ts.isMethodDeclaration(property)) {
        const text = property.getText(this.source);
        const isAsync = /^async\b/.test(text);
        this.exported.set(name, name);
        this.keep([name], `${isAsync ? 'async ' : ''}function ${text.replace(/^async\s+/, '')}`);
      }
    }
  }

  private readNamed(statement: TypeScript.FunctionDeclaration | TypeScript.ClassDeclaration): void {
    const { ts } = this;
    const modifiers = ts.getModifiers(statement) ?? [];
    const isDefault = modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
    const isExport = modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    const name = statement.name?.text ?? this.anonymousName;
    if (isDefault) this.exported.set('default', name);
    else if (isExport) this.exported.set(name, name);
    let text = this.textWithoutExport(statement);
    if (statement.name === undefined) text = text.replace(/\b(function\s*\*?|class)/, `$1 ${name}`);
    this.keep([name], text);
  }

  private readVariables(statement: TypeScript.VariableStatement): void {
    const { ts } = this;
    const names = statement.declarationList.declarations.flatMap((declaration) =>
      boundNames(ts, declaration.name),
    );
    if (this.readRequire(statement)) return;
    const isExport = (ts.getModifiers(statement) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (isExport) for (const name of names) this.exported.set(name, name);
    const text = this.textWithoutExport(statement);
    this.keep(names, text, this.usesApi(statement));
  }

  /** True when the statement was a `require`, which is then dealt with. */
  private readRequire(statement: TypeScript.VariableStatement): boolean {
    const { ts } = this;
    const [declaration] = statement.declarationList.declarations;
    const specifier = requiredModule(ts, declaration?.initializer);
    if (declaration === undefined || specifier === null) return false;
    const isWhole = declaration.initializer !== undefined && ts.isCallExpression(declaration.initializer);
    if (!isBuiltin(specifier) || !isWhole) {
      this.drop('import-removed', statement);
      return true;
    }
    const { name } = declaration;
    this.imports.push({
      specifier: builtinSpecifier(specifier),
      whole: ts.isIdentifier(name) ? name.text : null,
      named: ts.isObjectBindingPattern(name)
        ? name.elements.map((element) => ({
            imported: (element.propertyName ?? element.name).getText(this.source),
            local: element.name.getText(this.source),
          }))
        : [],
    });
    return true;
  }

  private readExpression(statement: TypeScript.ExpressionStatement): void {
    const { ts } = this;
    const { expression } = statement;
    if (ts.isStringLiteral(expression)) return;
    if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      return this.readAssignment(expression, statement);
    }
    const text = expression.getText(this.source);
    if (/^Object\.(defineProperty|defineProperties|assign|setPrototypeOf|freeze)\(/.test(text)) {
      if (!/^Object\.defineProperty\(exports,\s*["']__esModule/.test(text))
        this.keep([], this.textOf(statement));
      return;
    }
    this.drop('usage-removed', statement);
  }

  private readAssignment(assignment: TypeScript.BinaryExpression, statement: TypeScript.Statement): void {
    const target = assignment.left.getText(this.source);
    if (target === 'module.exports' || target === 'exports.default' || target === 'module.exports.default') {
      return this.readDefault(assignment.right);
    }
    const named = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/.exec(target)?.[1];
    if (named === undefined) return this.keep([], this.textOf(statement));
    if (this.ts.isIdentifier(assignment.right)) {
      this.exported.set(named, assignment.right.text);
    } else {
      this.exported.set(named, named);
      this.keep([named], `const ${named} = ${assignment.right.getText(this.source)};`);
    }
  }

  private keep(names: readonly string[], text: string, isUse = false): void {
    this.kept.push({ names, text, isUse });
  }

  private drop(kind: string, statement: TypeScript.Statement): void {
    this.mends.push({ kind, detail: firstLine(statement.getText(this.source)) });
  }

  /** A variable whose value came from calling the API and that no declaration uses is an example. */
  private dropUnusedExamples(kept: readonly Kept[]): Kept[] {
    return kept.filter((entry) => {
      if (!entry.isUse) return true;
      const isUsed = kept.some(
        (other) => other !== entry && !other.isUse && entry.names.some((name) => mentions(other.text, name)),
      );
      if (!isUsed) this.mends.push({ kind: 'usage-removed', detail: firstLine(entry.text) });
      return isUsed;
    });
  }

  /** Of two declarations of one name the later stays: the code would not even parse with both. */
  private dropDuplicates(kept: readonly Kept[]): Kept[] {
    const last = new Map<string, Kept>();
    for (const entry of kept) for (const name of entry.names) last.set(name, entry);
    return kept.filter((entry) => {
      const isSuperseded = entry.names.length > 0 && entry.names.every((name) => last.get(name) !== entry);
      if (isSuperseded) this.mends.push({ kind: 'duplicate-removed', detail: entry.names.join(', ') });
      return !isSuperseded;
    });
  }

  private usesApi(statement: TypeScript.Statement): boolean {
    const { ts } = this;
    let uses = false;
    const visit = (node: TypeScript.Node): void => {
      if (uses || ts.isFunctionLike(node) || ts.isClassLike(node)) return;
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const callee = node.expression.getText(this.source);
        const root = callee.split(/[.(]/)[0] ?? '';
        uses = this.apiNames.has(root) || callee.startsWith('console.');
      }
      ts.forEachChild(node, visit);
    };
    visit(statement);
    return uses;
  }

  /** The statement with its comments, less `export` and `default`. */
  private textWithoutExport(
    statement: TypeScript.FunctionDeclaration | TypeScript.ClassDeclaration | TypeScript.VariableStatement,
  ): string {
    const { ts } = this;
    const exporting = (ts.getModifiers(statement) ?? []).filter(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
    );
    const last = exporting.at(-1);
    if (last === undefined) return this.textOf(statement);
    const text = this.source.text;
    const comments = text.slice(statement.getFullStart(), statement.getStart(this.source));
    return `${comments}${text.slice(last.end, statement.end).trimStart()}`.replace(/^\s*\n/, '').trimEnd();
  }

  private textOf(node: TypeScript.Node): string {
    return node
      .getFullText(this.source)
      .replace(/^\s*\n/, '')
      .trimEnd();
  }
}

function isTypeOnly(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

function isBuiltin(specifier: string): boolean {
  return nodeBuiltins.has(specifier.replace(/^node:/, ''));
}

function builtinSpecifier(specifier: string): string {
  return `node:${specifier.replace(/^node:/, '')}`;
}

function boundNames(ts: typeof TypeScript, name: TypeScript.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(ts, element.name),
  );
}

function requiredModule(ts: typeof TypeScript, expression: TypeScript.Expression | undefined): string | null {
  let current = expression;
  while (current !== undefined && ts.isPropertyAccessExpression(current)) current = current.expression;
  if (current === undefined || !ts.isCallExpression(current)) return null;
  if (!ts.isIdentifier(current.expression) || current.expression.text !== 'require') return null;
  const argument = current.arguments[0];
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '';
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
