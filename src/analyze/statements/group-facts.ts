import type { Fact } from './read-facts.ts';

/** Facts in groups that fit one request each, in order. */
export function groupFacts(
  facts: readonly Fact[],
  limits: { readonly maxCharacters: number; readonly maxFacts: number },
): Fact[][] {
  const groups: Fact[][] = [];
  let length = 0;
  for (const fact of facts) {
    const last = groups.at(-1);
    const size = fact.text.length + fact.context.join('').length;
    if (last === undefined || last.length >= limits.maxFacts || length + size > limits.maxCharacters) {
      groups.push([fact]);
      length = size;
    } else {
      last.push(fact);
      length += size;
    }
  }
  return groups;
}
