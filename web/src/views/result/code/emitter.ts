export interface Token {
  readonly text: string;
  /** What the highlighter takes it for; empty for plain text. */
  readonly scope: string;
}

/** Takes the tokens of highlight.js as they come, in the place of its own, which makes HTML. */
export class TokenEmitter {
  readonly tokens: Token[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    if (text !== '') this.tokens.push({ text, scope: this.#scopes.at(-1) ?? '' });
  }

  startScope(name: string): void {
    this.#scopes.push(name.split('.')[0] ?? '');
  }

  endScope(): void {
    this.#scopes.pop();
  }

  /** The same as the two above: highlight.js calls both pairs. */
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(inner: unknown): void {
    if (inner instanceof TokenEmitter) this.tokens.push(...inner.tokens);
  }

  toHTML(): string {
    return '';
  }

  finalize(): void {
    this.#scopes.length = 0;
  }
}
