/** What a server that asked for fewer requests is spared. */
export interface Patience {
  /** Milliseconds to wait before something new is asked there. */
  waitFor(origin: string): number;
  /** Milliseconds that it wants to be left alone, when it has said so to several in a row; null when it may be asked. */
  refusedFor(origin: string): number | null;
  /** It asked to come back later. A wait that is longer than anybody waits counts as a refusal. */
  note(origin: string, asked: { readonly delayMs: number; readonly isTooLong: boolean }): void;
  /** It answered: the refusals before were of single packages. */
  noteAnswer(origin: string): void;
}

/** So many refusals without an answer between them are meant for everybody, and not for one package. */
const mostRefusals = 8;

export function createPatience(): Patience {
  const quietUntil = new Map<string, number>();
  const refusals = new Map<string, { count: number; until: number }>();
  return {
    waitFor: (origin) => Math.max(0, (quietUntil.get(origin) ?? 0) - performance.now()),
    refusedFor(origin) {
      const { count = 0, until = 0 } = refusals.get(origin) ?? {};
      const left = until - performance.now();
      return count >= mostRefusals && left > 0 ? left : null;
    },
    note(origin, { delayMs, isTooLong }) {
      const until = performance.now() + delayMs;
      if (isTooLong) refusals.set(origin, { count: (refusals.get(origin)?.count ?? 0) + 1, until });
      else quietUntil.set(origin, Math.max(until, quietUntil.get(origin) ?? 0));
    },
    noteAnswer: (origin) => void refusals.delete(origin),
  };
}
