import { type Entry, isRefused } from '../entries.ts';
import type { Dependency } from '../types.ts';

/** A limit on a package's versions that does not ask for the package itself. */
export type Constraint = Pick<Dependency, 'registryName' | 'range'>;

/** The entries with their ranges narrowed; what was written stays in `constraint`. */
export function applyConstraints(entries: readonly Entry[], constraints: readonly Constraint[]): Entry[] {
  if (constraints.length === 0) return [...entries];
  const limits = new Map<string, string[]>();
  for (const { registryName, range } of constraints) {
    if (range !== '') limits.set(registryName, [...(limits.get(registryName) ?? []), range]);
  }
  return entries.map((entry) => {
    const further = isRefused(entry) ? undefined : limits.get(entry.registryName);
    if (isRefused(entry) || further === undefined) return entry;
    return { ...entry, range: [entry.range, ...further].filter((range) => range !== '').join(',') };
  });
}
