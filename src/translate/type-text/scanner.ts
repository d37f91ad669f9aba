import { Unsayable } from '../model.ts';

const mostCharacters = 2_000;
const mostDepth = 40;

/** Tokens of a type: words with points and colons in them, strings, arrows, and single marks. */
export class TypeScanner {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    if (text.length > mostCharacters) throw new Unsayable('a type is too long to read');
    this.tokens =
      text.match(/'(?:\w+)(?!')|"[^"]*"|'[^']*'|->|=>|\.\.\.|::|\d+|[\p{L}_$][\p{L}\p{N}_$]*|[^\s]/gu) ?? [];
  }

  peek(offset = 0): string {
    return this.tokens[this.at + offset] ?? '';
  }

  next(): string {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  /** Takes the token when it is the one. */
  eat(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.eat(token)) throw new Unsayable(`a type reads "${this.peek()}" where "${token}" should be`);
  }

  isDone(): boolean {
    return this.at >= this.tokens.length;
  }

  /** One level deeper, so that nesting ends. */
  within<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > mostDepth) throw new Unsayable('a type is nested too deeply');
    const result = read();
    this.depth -= 1;
    return result;
  }

  /** `a, b, c` up to the closing mark, which is taken; a comma at the end is no item. */
  list<T>(close: string, read: () => T): T[] {
    const items: T[] = [];
    while (!this.eat(close)) {
      if (this.isDone()) throw new Unsayable(`a type has no "${close}"`);
      items.push(this.within(read));
      if (this.eat(close)) break;
      this.expect(',');
    }
    return items;
  }
}
