export interface ThreadGovernor {
  /** Tells that a token is written; may change the number of threads for the next one. */
  countToken(): void;
  /** Begins a new window: before a reply, because the wait between replies says nothing about speed. */
  reset(): void;
}

const windowTokens = 4;
const firstTrialAfter = 64;

/**
 * Chooses how many threads write tokens. llama.cpp's threads wait for each other hundreds of times a token, spinning:
 * as soon as another program takes one core, all of them stand still for its time slices. Measured on two cores
 * beside one busy process: two threads 2 tokens a second, one thread 17. Alone: 31 and 21. So when the speed falls
 * far below what was seen before, half of the threads are tried, and what is faster stays.
 */
export function createThreadGovernor(options: {
  readonly threads: number;
  /** Whether other programs keep the cores busy at the start: then half of the threads begin. */
  readonly busy?: boolean;
  setThreads(threads: number): void;
  /** Milliseconds. */
  now(): number;
}): ThreadGovernor {
  const few = Math.max(1, Math.floor(options.threads / 2));
  let current = options.busy === true ? few : options.threads;
  options.setThreads(current);
  let tokens = 0;
  let since = options.now();
  /** Best speed with all threads; null until it was weighed against few. */
  let best: number | null = null;
  /** Speed of the other setting, while one is on trial. */
  let before: number | null = null;
  let untilTrial = firstTrialAfter;
  let pause = firstTrialAfter;

  function change(): void {
    current = current === few ? options.threads : few;
    options.setThreads(current);
  }

  function endTrial(rate: number, other: number): void {
    before = null;
    if (rate <= other) change();
    if (current === options.threads) {
      best = Math.max(rate, other);
      pause = firstTrialAfter;
    } else if (rate <= other) {
      // Trying all threads costs time while the machine is busy: each try in vain doubles the pause to the next.
      pause = Math.min(pause * 2, 512);
    }
    untilTrial = pause;
  }

  function judge(rate: number): void {
    if (before !== null) return endTrial(rate, before);
    untilTrial -= windowTokens;
    const due = current === few ? untilTrial <= 0 : best === null || rate < best / 2;
    if (current !== few && best !== null) best = Math.max(best, rate);
    if (!due) return;
    before = rate;
    change();
  }

  return {
    countToken() {
      tokens += 1;
      if (tokens < windowTokens || few === options.threads) return;
      const rate = (tokens * 1000) / Math.max(1, options.now() - since);
      tokens = 0;
      judge(rate);
      since = options.now();
    },
    reset() {
      tokens = 0;
      since = options.now();
      if (before !== null) change();
      before = null;
    },
  };
}
