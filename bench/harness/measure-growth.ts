import { atMost, compareByRatio } from './compare.ts';
import { measureInterleaved, timeOnProcessor } from './measure-interleaved.ts';
import type { Measure } from './types.ts';

const runsOfSmall = 10;

/**
 * How the processor time of work grows from an input to one ten times as large. The small one runs ten times in each
 * round, so that neither side pays for the other's garbage. (Collecting it by force before each run was tried and is
 * worse: V8 throws compiled code away with it, and the small side is charged with compiling.)
 */
export async function measureGrowth(request: {
  readonly what: string;
  readonly names: readonly [small: string, large: string];
  /** Ten times the input may take so many times as long: 10 is linear, 100 is quadratic. */
  readonly mostGrowth: number;
  small(): Promise<unknown>;
  large(): Promise<unknown>;
  readonly rounds?: number;
}): Promise<{ readonly growth: Measure; readonly smallTimesMs: readonly number[] }> {
  const { what, names, rounds = 7 } = request;
  const figures = await measureInterleaved({
    contenders: {
      small: timeOnProcessor(async () => {
        for (let run = 0; run < runsOfSmall; run += 1) await request.small();
      }),
      large: timeOnProcessor(() => request.large()),
    },
    warmUps: 1,
    rounds,
  });
  const smallTimesMs = figures.small.map((timeMs) => timeMs / runsOfSmall);
  const growth = compareByRatio({
    what,
    unit: 'ms',
    own: { name: names[1], values: figures.large },
    rival: { name: names[0], values: smallTimesMs },
    limit: atMost(request.mostGrowth),
  });
  return { growth, smallTimesMs };
}
