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
    this.#typescript.forEachChild(owner, (child) => this.#scan(child, declare, 0));
  }

  leave(): void {
    this.#stack.pop();
  }

  #scan(node: Node, declare: (name: string) => void, depth: number): void {
    const ts = this.#typescript;
    if (depth > 500) return;
    if (ts.isVariableDeclaration(node)) this.#declareName(node.name, declare);
    else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
      if (node.name !== undefined) declare(node.name.text);
    } else if (ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node)) {
      if (node.name !== undefined) declare(node.name.text);
    }
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    ts.forEachChild(node, (child) => this.#scan(child, declare, depth + 1));
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
