import type { JobSettings } from '../../api/types.ts';
import type { PlanRow } from './plan-row.ts';

/** The API takes no longer lists. */
const mostNames = 500;

/** The shorter way to name what is included: by what is in or by what is not. Null when both lists are too long. */
export function selectPackages(
  rows: readonly PlanRow[],
  included: readonly PlanRow[],
): Pick<JobSettings, 'only' | 'exclude'> | null {
  const kept = new Set(included.map(({ key }) => key));
  const left = rows.filter(({ key }) => !kept.has(key));
  if (left.length === 0) return {};
  const names = (list: readonly PlanRow[]) => [...new Set(list.map(({ name }) => name))];
  if (names(left).length <= mostNames && !sharesName(left, included)) return { exclude: names(left) };
  return names(included).length <= mostNames ? { only: names(included) } : null;
}

/** The API knows names alone: leaving one out would leave out its namesake of another registry. */
function sharesName(first: readonly PlanRow[], second: readonly PlanRow[]): boolean {
  const names = new Set(first.map(({ name }) => name));
  return second.some(({ name }) => names.has(name));
}
