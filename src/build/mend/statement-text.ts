import type TypeScript from 'typescript';
import { isIdentifierName } from './identifier.ts';

/** Writes statements of a source as they stand there, with what an export added left out. */
export class StatementText {
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;

  constructor(ts: typeof TypeScript, source: TypeScript.SourceFile) {
    this.ts = ts;
    this.source = source;
  }

  /** A function or class without a name, declared under one. */
  withName(statement: TypeScript.FunctionDeclaration | TypeScript.ClassDeclaration, name: string): string {
    const { ts } = this;
    const keyword = statement
      .getChildren(this.source)
      .findLast(({ kind }) =>
        [ts.SyntaxKind.FunctionKeyword, ts.SyntaxKind.ClassKeyword, ts.SyntaxKind.AsteriskToken].includes(
          kind,
        ),
      );
    const end = keyword?.end ?? statement.end;
    const [first] = (ts.getModifiers(statement) ?? []).filter(
      ({ kind }) => kind !== ts.SyntaxKind.ExportKeyword && kind !== ts.SyntaxKind.DefaultKeyword,
    );
    const start = first?.getStart(this.source) ?? this.startAfterExport(statement);
    const { text } = this.source;
    const rest = text.slice(end, statement.end);
    return `${this.commentsOf(statement)}${text.slice(start, end)} ${name}${rest.startsWith('(') ? '' : ' '}${rest.trimStart()}`;
  }

  isExported(statement: TypeScript.VariableStatement | TypeScript.EnumDeclaration): boolean {
    return (this.ts.getModifiers(statement) ?? []).some(
      ({ kind }) => kind === this.ts.SyntaxKind.ExportKeyword,
    );
  }

  commentsOf(node: TypeScript.Node): string {
    const comments = this.source.text.slice(node.getFullStart(), node.getStart(this.source)).trim();
    return comments === '' ? '' : `${comments}\n`;
  }

  private startAfterExport(statement: TypeScript.Statement): number {
    const { ts, source } = this;
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const last = modifiers.findLast(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
    );
    if (last === undefined) return statement.getStart(source);
    return last.end + (/^\s*/.exec(source.text.slice(last.end, statement.end))?.[0].length ?? 0);
  }

  /** The statement with its comments, less `export` and `default`. */
  withoutExport(statement: TypeScript.Statement): string {
    const body = this.source.text.slice(this.startAfterExport(statement), statement.end);
    return `${this.commentsOf(statement)}${body}`.trimEnd();
  }

  textOf(node: TypeScript.Node): string {
    return node.getFullText(this.source).trim();
  }
}

export function isTypeOnly(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  );
}

/** A name that an export can have; null for a spread, a number or what is worked out. */
export function propertyName(
  ts: typeof TypeScript,
  property: TypeScript.ObjectLiteralElementLike,
): string | null {
  const { name } = property;
  if (name === undefined || ts.isSpreadAssignment(property)) return null;
  if (ts.isStringLiteral(name)) return name.text;
  return ts.isIdentifier(name) && isIdentifierName(name.text) ? name.text : null;
}

export function boundNames(ts: typeof TypeScript, name: TypeScript.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(ts, element.name),
  );
}

export function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
