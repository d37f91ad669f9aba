import type { BindingName, FunctionLikeDeclaration, Node } from 'typescript';

type TypeScript = typeof import('typescript');

/** Which names of a file are variables of its own, function by function; blocks are not told apart. */
export class Scopes {
  readonly #typescript: TypeScript;
  readonly #stack: Map<string, number>[] = [];
  #next = 0;

  constructor(typescript: TypeScript) {
    this.#typescript = typescript;
  }

  find(name: string): number | null {
    for (let depth = this.#stack.length - 1; depth >= 0; depth -= 1) {
      const variable = this.#stack[depth]?.get(name);
      if (variable !== undefined) return variable;
    }
    return null;
  }

  /** A variable that the text does not name. */
  create(): number {
    this.#next += 1;
    return this.#next;
  }

  enter(owner: Node): void {
    const names = new Map<string, number>();
    this.#stack.push(names);
    const declare = (name: string): void => {
      if (!names.has(name)) names.set(name, this.create());
    };
    const { parameters, name } = owner as Partial<FunctionLikeDeclaration>;
    if (this.#typescript.isFunctionExpression(owner) && name !== undefined)
      this.#declareName(name as BindingName, declare);
    for (const parameter of parameters ?? []) this.#declareName(parameter.name, declare);
    this.#typescript.forEachChild(
      owner,
      createScan(this.#typescript, (found) => this.#declareName(found, declare)),
    );
  }

  leave(): void {
    this.#stack.pop();
  }

  #declareName(name: BindingName, declare: (name: string) => void): void {
    const ts = this.#typescript;
    if (ts.isIdentifier(name)) {
      declare(name.text);
      return;
    }
    for (const element of name.elements) {
      if (ts.isBindingElement(element)) this.#declareName(element.name, declare);
    }
  }
}

const mostNested = 500;

/** Finds what is declared below a node, functions left out: they are owners of their own. */
function createScan(ts: TypeScript, declare: (name: BindingName) => void): (node: Node) => void {
  let depth = 0;
  const scan = (node: Node): void => {
    if (depth > mostNested) return;
    const name = findDeclared(ts, node);
    if (name !== undefined) declare(name);
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    depth += 1;
    ts.forEachChild(node, scan);
    depth -= 1;
  };
  return scan;
}

function findDeclared(ts: TypeScript, node: Node): BindingName | undefined {
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.EnumDeclaration:
    case SyntaxKind.ImportClause:
    case SyntaxKind.ImportSpecifier:
    case SyntaxKind.NamespaceImport:
      return (node as Node & { readonly name?: BindingName }).name;
    default:
      return undefined;
  }
}
