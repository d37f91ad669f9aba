/** Passes text through until a stop sequence appears, holding back what may be the beginning of one. */
export function createStopFilter(stops: readonly string[]): {
  push(text: string): { readonly text: string; readonly stopped: boolean };
  end(): string;
} {
  const sequences = stops.filter((stop) => stop !== '');
  const longest = Math.max(0, ...sequences.map((stop) => stop.length));
  let held = '';

  return {
    push(text) {
      held += text;
      const hits = sequences.map((stop) => held.indexOf(stop)).filter((index) => index !== -1);
      if (hits.length > 0) {
        const before = held.slice(0, Math.min(...hits));
        held = '';
        return { text: before, stopped: true };
      }
      const keep = countHeldBack(held, sequences, longest);
      const ready = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return { text: ready, stopped: false };
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

function countHeldBack(text: string, stops: readonly string[], longest: number): number {
  for (let length = Math.min(longest - 1, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(tail))) return length;
  }
  return 0;
}
