import type { MemoryTask } from '../bench/harness/types.ts';

/** Work with a size that is known, for the child process of the bench. */
export const tasks: Readonly<Record<'hold' | 'prepare' | 'fail', MemoryTask<number>>> = {
  hold: async (bytes) => async () => ({ first: Buffer.alloc(bytes, 1)[0] ?? 0 }),
  prepare: async () => {
    const passing = Buffer.alloc(96 * 1024 * 1024, 1);
    return async () => ({ first: passing.length });
  },
  fail: async () => {
    throw new Error('the preparation broke');
  },
};
