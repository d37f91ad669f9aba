/** Gives the figure of one run. */
export type Contender = () => Promise<number>;

export interface Plan<Name extends string> {
  readonly contenders: Readonly<Record<Name, Contender>>;
  /** Rounds that are not counted: caches fill and code is compiled. */
  readonly warmUps: number;
  readonly rounds: number;
}

/**
 * Runs all contenders in each round, every other round backwards, so that a machine that gets slower or faster on the
 * way does so to all of them. Gives the figures of each by round.
 */
export async function measureInterleaved<Name extends string>(
  plan: Plan<Name>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(plan.contenders) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < plan.warmUps + plan.rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await plan.contenders[name]();
      if (round >= plan.warmUps) figures[name].push(figure);
    }
  }
  return figures;
}

/** Milliseconds on the clock: what a user waits. */
export function timeOnClock(work: () => unknown): Contender {
  return async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
}

/** Milliseconds of processor time of this process: for work that computes only, and steadier beside other programs. */
export function timeOnProcessor(work: () => unknown): Contender {
  return async () => {
    const started = process.cpuUsage();
    await work();
    const used = process.cpuUsage(started);
    return (used.user + used.system) / 1000;
  };
}
