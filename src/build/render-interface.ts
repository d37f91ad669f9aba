import type TypeScript from 'typescript';

/** One callable or shape of the type definitions, told without TypeScript. */
export interface InterfaceText {
  readonly text: string;
  /** Parameter names by function, over all overloads: `predicate` and `keys` in one place give `predicateOrKeys`. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** A conditional type is the rule itself (what comes in decides what goes out), so there is room for one. */
const longestType = 500;

/**
 * The type definitions as a list that a model reads and does not echo: a small model that sees declarations writes
 * declarations. Names, parameters, types, defaults and comments stay; the syntax of TypeScript goes.
 */
export async function renderInterface(definitions: string): Promise<InterfaceText> {
  const ts = (await import('typescript')).default;
  const source = ts.createSourceFile(
    'types.d.ts',
    definitions,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  const writer = new InterfaceWriter(ts, source);
  for (const statement of source.statements) writer.write(statement, '');
  return { text: writer.lines.join('\n'), parameters: writer.parameters };
}

class InterfaceWriter {
  readonly lines: string[] = [];
  readonly parameters = new Map<string, string[]>();
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;

  constructor(ts: typeof TypeScript, source: TypeScript.SourceFile) {
    this.ts = ts;
    this.source = source;
  }

  write(statement: TypeScript.Statement, prefix: string): void {
    const { ts } = this;
    if (ts.isFunctionDeclaration(statement)) {
      this.writeCall(`${prefix}${statement.name?.text ?? 'default'}`, statement, '');
    } else if (ts.isInterfaceDeclaration(statement)) {
      this.writeShape(statement.name.text, statement.members, statement);
    } else if (ts.isTypeAliasDeclaration(statement)) {
      this.writeAlias(statement);
    } else if (ts.isClassDeclaration(statement)) {
      this.writeShape(`class ${statement.name?.text ?? 'default'}`, statement.members, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        this.writeVariable(declaration, statement, prefix);
      }
    } else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
      for (const inner of statement.body.statements) this.write(inner, `${statement.name.text}.`);
    }
  }

  private writeVariable(
    declaration: TypeScript.VariableDeclaration,
    statement: TypeScript.VariableStatement,
    prefix: string,
  ): void {
    const name = `${prefix}${declaration.name.getText(this.source)}`;
    const { type } = declaration;
    if (type !== undefined && this.ts.isFunctionTypeNode(type)) {
      this.writeCall(name, type, this.commentOf(statement));
    } else if (type !== undefined && this.ts.isTypeLiteralNode(type)) {
      this.writeShape(name, type.members, statement);
    } else {
      this.add('', `\`${name}\` (${this.typeOf(type)})`, this.commentOf(statement));
    }
  }

  private writeAlias(statement: TypeScript.TypeAliasDeclaration): void {
    const { ts } = this;
    const { type } = statement;
    const literal = ts.isTypeLiteralNode(type)
      ? type
      : ts.isIntersectionTypeNode(type)
        ? type.types.find((part) => ts.isTypeLiteralNode(part))
        : undefined;
    if (literal !== undefined && ts.isTypeLiteralNode(literal)) {
      this.writeShape(statement.name.text, literal.members, statement);
    } else {
      this.add('', `${statement.name.text}: ${this.typeOf(type)}`, this.commentOf(statement));
    }
  }

  private writeShape(
    name: string,
    members: TypeScript.NodeArray<TypeScript.Node>,
    owner: TypeScript.Node,
  ): void {
    const { ts } = this;
    this.add('', name, this.commentOf(owner));
    for (const member of members) {
      if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
        const optional = member.questionToken === undefined ? '' : ', optional';
        const text = `\`${member.name.getText(this.source)}\` (${this.typeOf(member.type)}${optional})`;
        this.add('  ', text, this.commentOf(member));
      } else if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
        this.addCall('  ', member.name.getText(this.source), member, this.commentOf(member));
      } else if (ts.isConstructorDeclaration(member)) {
        this.addCall('  ', 'constructor', member, this.commentOf(member));
      } else if (ts.isCallSignatureDeclaration(member)) {
        this.writeCall(name, member, this.commentOf(member));
      }
    }
  }

  private writeCall(name: string, call: TypeScript.SignatureDeclaration, comment: string): void {
    this.addCall('', name, call, comment === '' ? this.commentOf(call) : comment);
    const known = this.parameters.get(name) ?? [];
    call.parameters.forEach((parameter, index) => {
      const own = parameter.name.getText(this.source);
      if (!/^[\w$]+$/.test(own)) return;
      const before = known[index];
      if (before === undefined) known[index] = own;
      else if (!splitName(before).includes(own.toLowerCase())) {
        known[index] = `${before}Or${own[0]?.toUpperCase() ?? ''}${own.slice(1)}`;
      }
    });
    this.parameters.set(name, known);
  }

  private addCall(
    indent: string,
    name: string,
    call: TypeScript.SignatureDeclaration,
    comment: string,
  ): void {
    const parameters = call.parameters.map((parameter) => {
      const own = parameter.name.getText(this.source);
      const rest = parameter.dotDotDotToken === undefined ? '' : '...';
      const optional = parameter.questionToken === undefined ? '' : '?';
      return `${rest}${own}${optional}: ${this.typeOf(parameter.type)}`;
    });
    this.add(indent, `\`${name}(${parameters.join(', ')})\` returns ${this.typeOf(call.type)}`, comment);
  }

  private add(indent: string, text: string, comment: string): void {
    this.lines.push(`${indent}- ${text}${comment === '' ? '' : `: ${comment}`}`);
  }

  private typeOf(type: TypeScript.TypeNode | undefined): string {
    const text = (type?.getText(this.source) ?? 'any')
      .replace(/\/\/[^\n]*|\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ');
    return text.length > longestType ? 'a type too long to show' : text;
  }

  /** The words of a JSDoc comment on one line; tags become sentences. */
  private commentOf(node: TypeScript.Node): string {
    const { ts } = this;
    const parts: string[] = [];
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      if (!ts.isJSDoc(comment)) continue;
      parts.push(ts.getTextOfJSDocComment(comment.comment) ?? '');
      for (const tag of comment.tags ?? []) {
        const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/^-\s*/, '');
        const name = ts.isJSDocParameterTag(tag) ? tag.name.getText(this.source) : tag.tagName.text;
        if (text !== '' && tag.tagName.text !== 'example') parts.push(`${name}: ${text}`);
      }
    }
    return parts.join(' ').replace(/\s+/g, ' ').trim();
  }
}

function splitName(name: string): string[] {
  return name.split('Or').map((part) => part.toLowerCase());
}
