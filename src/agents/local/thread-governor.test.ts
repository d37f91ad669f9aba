import { describe, expect, it } from 'vitest';
import { createThreadGovernor } from './thread-governor.ts';

/** Writes tokens on a made-up machine whose speed depends on the threads in use. */
function simulate(
  speedOf: (threads: number, token: number) => number,
  tokens: number,
  { threads = 2, busy = false } = {},
): number[] {
  let clock = 0;
  let current = threads;
  const governor = createThreadGovernor({
    threads,
    busy,
    setThreads: (count) => {
      current = count;
    },
    now: () => clock,
  });
  return Array.from({ length: tokens }, (_, token) => {
    clock += 1000 / speedOf(current, token);
    governor.countToken();
    return current;
  });
}

describe('createThreadGovernor()', () => {
  it('stays with all threads on a machine of its own, but for one trial', () => {
    const used = simulate((threads) => (threads === 2 ? 30 : 20), 1000);

    expect(used.filter((threads) => threads === 1).length).toBeLessThanOrEqual(4);
    expect(used.at(-1)).toBe(2);
  });

  it('goes down to half while another program takes a core, and up again after', () => {
    const busy = (token: number): boolean => token >= 200 && token < 600;
    const used = simulate((threads, token) => (busy(token) ? (threads === 2 ? 2 : 17) : threads * 12), 2400);

    const during = used.slice(220, 600);
    expect(during.filter((threads) => threads === 1).length).toBeGreaterThan(during.length * 0.85);
    expect(used.slice(2000).every((threads) => threads === 2)).toBe(true);
  });

  it('finds half of the threads faster even when it starts beside a busy program', () => {
    const used = simulate((threads) => (threads === 2 ? 2 : 17), 100);

    expect(used.slice(10).filter((threads) => threads === 1).length).toBeGreaterThan(75);
  });

  it('begins with half on a busy machine, and takes all when they prove faster', () => {
    const used = simulate((threads) => threads * 12, 200, { busy: true });

    expect(used[0]).toBe(1);
    expect(used.slice(100).every((threads) => threads === 2)).toBe(true);
  });

  it('leaves a single thread alone', () => {
    expect(simulate(() => 5, 50, { threads: 1 }).every((threads) => threads === 1)).toBe(true);
  });
});
