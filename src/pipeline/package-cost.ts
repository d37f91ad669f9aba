import type { PackageCost } from '../output/types.ts';
import type { PackageContext } from './job-context.ts';

/** What one package has cost so far. */
export function measureCost(context: PackageContext, startedAt: number): PackageCost {
  const { usage, calls, replayedCalls, money } = context.meter.totals({ package: context.name });
  return { usage, calls, replayedCalls, money, durationMs: Math.round(performance.now() - startedAt) };
}
