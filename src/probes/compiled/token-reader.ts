/** Reads the tokens of a type one after the other. Past the end there are empty ones. */
export class TokenReader {
  private readonly tokens: readonly string[];
  private at = 0;
  /** `token` has the flag g. What follows the first 4,000 characters is left out. */
  constructor(text: string, token: RegExp) {
    this.tokens = text.slice(0, 4000).match(token) ?? [];
  }
  peek(offset = 0): string {
    return this.tokens[this.at + offset] ?? '';
  }
  next(): string {
    this.at += 1;
    return this.tokens[this.at - 1] ?? '';
  }
  eat(text: string): boolean {
    if (this.peek() !== text) return false;
    this.at += 1;
    return true;
  }
  isDone(): boolean {
    return this.at >= this.tokens.length;
  }
}
