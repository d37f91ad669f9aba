import type TypeScript from 'typescript';
import {
  type DeclaredMember,
  type DeclaredModule,
  type DeclaredSignature,
  type DeclaredType,
  type DeclaredValue,
  readSignature,
} from './declared-module.ts';

/** More than any definitions of a package that can be rebuilt; the rest is not read. */
const mostStatements = 3_000;

/** Reads type definitions, `export =` with its namespace as much as exports one by one. */
export function readDefinitions(ts: typeof TypeScript, text: string): DeclaredModule {
  const source = ts.createSourceFile('types.d.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const reader = new DefinitionReader(ts);
  reader.readBlock(source.statements.slice(0, mostStatements), null);
  return reader.finish();
}

type Declared = TypeScript.Statement | TypeScript.VariableDeclaration;

class DefinitionReader {
  private readonly ts: typeof TypeScript;
  private readonly types = new Map<string, DeclaredType>();
  private readonly typeExports = new Map<string, string>();
  /** Value declarations by scope and name: `escape.Options` stands for what a namespace holds. */
  private readonly declared = new Map<string, Declared[]>();
  private readonly exports = new Map<string, string>();
  private readonly namespaces = new Set<string>();
  private readonly aliases: { scope: string; name: string; local: string }[] = [];
  private whole: string | null = null;

  constructor(ts: typeof TypeScript) {
    this.ts = ts;
  }

  readBlock(statements: readonly TypeScript.Statement[], scope: string | null): void {
    for (const statement of statements) this.read(statement, scope);
  }

  private read(statement: TypeScript.Statement, scope: string | null): void {
    const { ts } = this;
    if (ts.isModuleDeclaration(statement)) return this.readModule(statement, scope);
    if (ts.isExportAssignment(statement)) {
      const name = statement.expression.getText();
      if (statement.isExportEquals === true) this.whole = name;
      else this.exports.set('default', name);
      return;
    }
    if (ts.isExportDeclaration(statement)) return this.readExportList(statement, scope);
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        this.declare(scope, declaration.name.getText(), declaration, statement);
      }
      return;
    }
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      return this.readType(statement, scope);
    }
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      this.declare(scope, statement.name?.text ?? 'default', statement, statement);
    }
  }

  private readModule(statement: TypeScript.ModuleDeclaration, scope: string | null): void {
    const { ts } = this;
    const { body, name } = statement;
    if (body === undefined || !ts.isModuleBlock(body)) return;
    // `declare module 'name' { ... }` around all of it says no more than its inside.
    if (ts.isStringLiteral(name)) return this.readBlock(body.statements, scope);
    if (name.text === 'global') return;
    const inner = scope === null ? name.text : `${scope}.${name.text}`;
    this.namespaces.add(inner);
    this.readBlock(body.statements, inner);
  }

  private readType(
    statement: TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration,
    scope: string | null,
  ): void {
    const { ts } = this;
    const name = statement.name.text;
    const { typeParameters, members } = statement as TypeScript.InterfaceDeclaration;
    const list = (typeParameters ?? []).map((parameter) => parameter.getText()).join(', ');
    const keyword = ts.isInterfaceDeclaration(statement) ? 'interface' : 'type';
    const from = statement.name.getStart();
    const comment = ts.getJSDocCommentsAndTags(statement).find(ts.isJSDoc)?.getText() ?? '';
    const body = statement.getSourceFile().text.slice(from, statement.end).replace(/;$/, '');
    const end = members === undefined ? ';' : '';
    const text = `${comment === '' ? '' : `${comment}\n`}${keyword} ${body}${end}`;
    const fallback = `type ${name}${list === '' ? '' : `<${list}>`} = any;`;
    const known = this.types.get(name);
    // Interfaces of one name in one scope are one interface.
    if (known === undefined) this.types.set(name, { name, text, fallback });
    else if (scope === null && keyword === 'interface' && known.text.includes(`interface ${name}`)) {
      this.types.set(name, { name, text: `${known.text}\n${text}`, fallback });
    }
    // In a declared namespace everything is handed on, marked or not.
    if (scope !== null || this.hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
      const isDefault = this.hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      this.typeExports.set(isDefault ? 'default' : name, name);
    }
  }

  private readExportList(statement: TypeScript.ExportDeclaration, scope: string | null): void {
    const { exportClause, moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined || exportClause === undefined) return;
    if (!this.ts.isNamedExports(exportClause)) return;
    for (const { name, propertyName } of exportClause.elements) {
      const local = (propertyName ?? name).text;
      if (scope === null) this.exports.set(name.text, local);
      else this.aliases.push({ scope, name: name.text, local });
    }
  }

  private declare(scope: string | null, name: string, node: Declared, statement: TypeScript.Statement): void {
    const { ts } = this;
    const key = scope === null ? name : `${scope}.${name}`;
    this.declared.set(key, [...(this.declared.get(key) ?? []), node]);
    if (scope !== null || !this.hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return;
    const isDefault = this.hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
    this.exports.set(isDefault ? 'default' : name, name);
  }

  finish(): DeclaredModule {
    const values = new Map<string, DeclaredValue>();
    const put = (name: string, key: string): void => {
      const value = this.readValue(this.declared.get(key) ?? []);
      if (value !== null) values.set(name, value);
    };
    for (const [name, local] of this.exports) {
      put(name, local);
      if (this.types.has(local)) this.typeExports.set(name, local);
    }
    if (this.whole !== null) this.putWhole(this.whole, values, put);
    // Declarations without any export are globals, known by their names.
    if (this.exports.size === 0 && this.whole === null) {
      for (const key of this.declared.keys()) if (!key.includes('.')) put(key, key);
    }
    const types = [...this.types.values()].map((type) => ({
      ...type,
      text: this.withoutNamespaces(type.text),
      fallback: this.withoutNamespaces(type.fallback),
    }));
    return { types, exportedTypes: this.typeExports, values };
  }

  private putWhole(
    whole: string,
    values: Map<string, DeclaredValue>,
    put: (name: string, key: string) => void,
  ): void {
    put('default', whole);
    if (this.types.has(whole)) this.typeExports.set('default', whole);
    const inside = `${whole}.`;
    for (const key of this.declared.keys()) {
      const name = key.slice(inside.length);
      if (key.startsWith(inside) && !name.includes('.')) put(name, key);
    }
    for (const { scope, name, local } of this.aliases) {
      if (scope !== whole) continue;
      put(name, this.declared.has(`${inside}${local}`) ? `${inside}${local}` : local);
    }
    // `declare const whole: { pad(text: string): string }` names its exports in a type.
    for (const node of this.declared.get(whole) ?? []) {
      if (!this.ts.isVariableDeclaration(node) || node.type === undefined) continue;
      if (!this.ts.isTypeLiteralNode(node.type)) continue;
      for (const [name, member] of this.readMembers(node.type.members)) {
        if (!values.has(name)) values.set(name, member);
      }
    }
  }

  private readValue(nodes: readonly Declared[]): DeclaredValue | null {
    const { ts } = this;
    const signatures = nodes.filter(ts.isFunctionDeclaration).map((node) => this.signatureOf(node));
    if (signatures.length > 0) return { kind: 'function', signatures };
    const [node] = nodes;
    if (node === undefined) return null;
    if (ts.isClassDeclaration(node)) return { kind: 'class', members: this.readMembers(node.members) };
    if (!ts.isVariableDeclaration(node) || node.type === undefined) return null;
    return this.readTypeOfValue(node.type);
  }

  private readTypeOfValue(type: TypeScript.TypeNode): DeclaredMember {
    const { ts } = this;
    if (ts.isFunctionTypeNode(type)) return { kind: 'function', signatures: [this.signatureOf(type)] };
    if (ts.isTypeLiteralNode(type)) {
      const calls = type.members.filter(ts.isCallSignatureDeclaration);
      if (calls.length > 0 && calls.length === type.members.length) {
        return { kind: 'function', signatures: calls.map((call) => this.signatureOf(call)) };
      }
    }
    return { kind: 'value', type: this.textOf(type) };
  }

  private readMembers(
    members: readonly (TypeScript.ClassElement | TypeScript.TypeElement)[],
  ): ReadonlyMap<string, DeclaredMember> {
    const { ts } = this;
    const found = new Map<string, DeclaredMember>();
    for (const member of members) {
      const isStatic = ts.canHaveModifiers(member) && this.hasModifier(member, ts.SyntaxKind.StaticKeyword);
      const name = ts.isConstructorDeclaration(member) ? 'constructor' : member.name?.getText();
      if (name === undefined) continue;
      const key = `${isStatic ? 'static ' : ''}${name.replace(/^(['"])(.*)\1$/s, '$2')}`;
      if (
        ts.isConstructorDeclaration(member) ||
        ts.isMethodDeclaration(member) ||
        ts.isMethodSignature(member)
      ) {
        const known = found.get(key);
        const before = known?.kind === 'function' ? known.signatures : [];
        found.set(key, { kind: 'function', signatures: [...before, this.signatureOf(member)] });
      } else if (
        (ts.isPropertyDeclaration(member) ||
          ts.isPropertySignature(member) ||
          ts.isGetAccessorDeclaration(member)) &&
        member.type !== undefined
      ) {
        found.set(key, this.readTypeOfValue(member.type));
      }
    }
    return found;
  }

  private signatureOf(node: TypeScript.SignatureDeclaration): DeclaredSignature {
    return readSignature(this.ts, node, (inner) => this.textOf(inner));
  }

  /** As it is written, less the namespaces: their types stand at the top level. */
  private textOf(node: TypeScript.Node): string {
    return this.withoutNamespaces(node.getText());
  }

  private withoutNamespaces(text: string): string {
    if (!text.includes('.')) return text;
    return text.replace(
      /(?<![\w$.'"`])((?:[A-Za-z_$][\w$]*\.)+)([A-Za-z_$][\w$]*)/g,
      (all: string, path: string, name: string) =>
        this.namespaces.has(path.slice(0, -1)) && this.types.has(name) ? name : all,
    );
  }

  private hasModifier(node: TypeScript.Node, kind: TypeScript.SyntaxKind): boolean {
    const { ts } = this;
    return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((found) => found.kind === kind);
  }
}
