/** Lets few large answers be in memory at once: some registries send tens of megabytes about one package. */
export interface LargeBodies {
  /** Waits for its turn as soon as the bytes so far make it a large one, once. */
  count(bytesSoFar: number): Promise<void>;
  /** The body was made small, or let go of. */
  end(): void;
}

const largeBytes = 1024 * 1024;
const mostAtOnce = 2;

/** Nobody waits longer: a slow answer about one package may not end those about others. */
const longestWaitMs = 15_000;

/** Makes counters for the bodies of one registry; while one waits, its connection does too. */
export function createLargeBodies(waitMs = longestWaitMs): () => LargeBodies {
  let atWork = 0;
  const waiting: (() => void)[] = [];
  /** True when a place was handed on in time. */
  const waitForPlace = () =>
    new Promise<boolean>((resolve) => {
      const take = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        resolve(false);
      }, waitMs);
      timer.unref();
      waiting.push(take);
    });
  return () => {
    let isCounted = false;
    let hasPlace = false;
    return {
      async count(bytesSoFar) {
        if (isCounted || bytesSoFar <= largeBytes) return;
        isCounted = true;
        if (atWork < mostAtOnce) {
          atWork += 1;
          hasPlace = true;
        } else hasPlace = await waitForPlace();
      },
      end() {
        if (!hasPlace) return;
        hasPlace = false;
        const next = waiting.shift();
        if (next === undefined) atWork -= 1;
        else next();
      },
    };
  };
}
