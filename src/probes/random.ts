/** Pseudo-random choices that are the same for the same seed: mulberry32, whose period of 2^32 is ample here. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number;
  /** A whole number from 0 to `below`, without it. */
  whole(below: number): number;
  /** Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('Cannot pick from an empty list');
      return list[whole(list.length)] as T;
    },
  };
}
