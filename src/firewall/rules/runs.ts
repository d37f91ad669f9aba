/** Token sequences of the documentation, indexed by where each short run of them starts. */
export interface RunIndex {
  readonly sources: readonly (readonly string[])[];
  readonly starts: ReadonlyMap<string, readonly (readonly [source: number, at: number])[]>;
}

const stepTokens = 3;
/** A phrase that the documentation repeats endlessly adds cost and no knowledge. */
const mostPlaces = 64;

export function indexRuns(sources: readonly (readonly string[])[]): RunIndex {
  const starts = new Map<string, [number, number][]>();
  sources.forEach((tokens, source) => {
    for (let at = 0; at + stepTokens <= tokens.length; at += 1) {
      const key = tokens.slice(at, at + stepTokens).join(' ');
      const places = starts.get(key);
      if (places === undefined) starts.set(key, [[source, at]]);
      else if (places.length < mostPlaces) places.push([source, at]);
    }
  });
  return { sources, starts };
}

/** Tokens in a row from `at` on that stand in the documentation as well; 0 for fewer than three. */
export function measureRunAt(tokens: readonly string[], at: number, { sources, starts }: RunIndex): number {
  let longest = 0;
  for (const [source, start] of starts.get(tokens.slice(at, at + stepTokens).join(' ')) ?? []) {
    const text = sources[source] ?? [];
    let length = 0;
    while (at + length < tokens.length && tokens[at + length] === text[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** The longest run anywhere, and every run over the limit as places of tokens. */
export function measureRuns(
  tokens: readonly string[],
  index: RunIndex,
  limit: number,
): { readonly longest: number; readonly over: readonly { readonly at: number; readonly length: number }[] } {
  const over: { at: number; length: number }[] = [];
  let longest = 0;
  let at = 0;
  while (at < tokens.length) {
    const length = measureRunAt(tokens, at, index);
    longest = Math.max(longest, length);
    if (length > limit) over.push({ at, length });
    at += length > limit ? length : 1;
  }
  return { longest, over };
}
