/** Variables by name, function by function, as a language without declarations has them. */
export class Names {
  readonly #stack: Map<string, number>[] = [new Map()];
  #next = 0;

  enter(): void {
    this.#stack.push(new Map());
  }

  leave(): void {
    this.#stack.pop();
  }

  /** The variable of that name that is nearest, or a new one. */
  find(name: string): number {
    for (let depth = this.#stack.length - 1; depth >= 0; depth -= 1) {
      const variable = this.#stack[depth]?.get(name);
      if (variable !== undefined) return variable;
    }
    return this.declare(name);
  }

  declare(name: string): number {
    const innermost = this.#stack.at(-1) as Map<string, number>;
    const variable = innermost.get(name) ?? this.#next + 1;
    this.#next = Math.max(this.#next, variable);
    innermost.set(name, variable);
    return variable;
  }
}
