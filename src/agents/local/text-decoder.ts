import type { LlamaModel, Token } from './bindings.ts';

/** Turns tokens into text as they come; holds back a token that ends in the middle of a character. */
export function createTokenDecoder(model: LlamaModel): { push(token: Token): string; end(): string } {
  let pending: Token[] = [];
  let previous: Token[] = [];

  function flush(): string {
    const text = model.detokenize(pending, false, previous);
    previous = [...previous, ...pending].slice(-8);
    pending = [];
    return text;
  }

  return {
    push(token) {
      pending.push(token);
      const unfinished = model.detokenize(pending, false, previous).endsWith('\uFFFD');
      // No character is longer than four bytes, so more than that is text that is broken for good.
      return unfinished && pending.length < 5 ? '' : flush();
    },
    end: () => (pending.length === 0 ? '' : flush()),
  };
}
