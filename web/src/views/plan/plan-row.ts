import type { ParsedManifest, PlannedPackage } from '../../api/types.ts';

/** A package of the plan; `planned` is null until the server has looked it up. */
export interface PlanRow {
  readonly key: string;
  readonly name: string;
  readonly ecosystem: string;
  readonly constraint: string;
  readonly planned: PlannedPackage | null;
}

export const rowKey = ({ ecosystem, name }: { readonly ecosystem: string; readonly name: string }): string =>
  `${ecosystem}/${name}`;

export function listRows({ packages }: ParsedManifest): PlanRow[] {
  return packages.map(({ name, ecosystem, version_constraint: constraint }) => ({
    key: rowKey({ ecosystem, name }),
    name,
    ecosystem,
    constraint,
    planned: null,
  }));
}

/** The rows with what was found out about some of them; what the manifest named otherwise is added. */
export function mergeRows(rows: readonly PlanRow[], found: readonly PlannedPackage[]): PlanRow[] {
  const byKey = new Map(found.map((planned) => [rowKey(planned), planned]));
  const merged = rows.map((row) => {
    const planned = byKey.get(row.key);
    byKey.delete(row.key);
    return planned === undefined ? row : { ...row, planned };
  });
  const added = [...byKey].map(([key, planned]) => ({
    key,
    name: planned.name,
    ecosystem: planned.ecosystem,
    constraint: planned.version_constraint,
    planned,
  }));
  return [...merged, ...added];
}

export const hasProblem = (row: PlanRow): boolean => row.planned?.error !== undefined;
export const isPointless = (row: PlanRow): boolean => row.planned?.rebuild?.advice === 'pointless';

export interface PlanSum {
  readonly packages: number;
  readonly pointless: number;
  /** Packages that the figures are about. */
  readonly estimated: number;
  readonly tokens: number;
  /** Null when it is not known of one of them. */
  readonly seconds: number | null;
  readonly cost: number | null;
}

export function sumRows(rows: readonly PlanRow[]): PlanSum {
  const estimates = rows.flatMap(({ planned }) => planned?.estimate ?? []);
  const sum = (read: (estimate: (typeof estimates)[number]) => number | null) =>
    estimates.reduce<number | null>((total, estimate) => {
      const value = read(estimate);
      return total === null || value === null ? null : total + value;
    }, 0);
  return {
    packages: rows.length,
    pointless: rows.filter(isPointless).length,
    estimated: estimates.length,
    tokens: sum(({ input_tokens, output_tokens }) => input_tokens + output_tokens) ?? 0,
    seconds: estimates.length === 0 ? null : sum(({ seconds }) => seconds),
    cost: estimates.length === 0 ? null : sum(({ cost }) => cost),
  };
}
