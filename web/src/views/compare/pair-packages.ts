import type { JobPackage } from '../../api/types.ts';

export interface PackagePair {
  readonly ecosystem: string;
  readonly name: string;
  /** Null where the run has no such package. */
  readonly first: JobPackage | null;
  readonly second: JobPackage | null;
}

export const keyOfPair = ({ ecosystem, name }: Pick<PackagePair, 'ecosystem' | 'name'>): string =>
  `${ecosystem}/${name}`;

/** The packages of the first run in its order, then those that only the second has. */
export function pairPackages(
  first: readonly JobPackage[],
  second: readonly JobPackage[],
): readonly PackagePair[] {
  const [ones, twos] = [first, second].map(
    (packages) => new Map(packages.map((each) => [keyOfPair(each), each])),
  );
  const keys = new Map([...first, ...second].map((each) => [keyOfPair(each), each]));
  return [...keys].map(([key, { ecosystem, name }]) => ({
    ...{ ecosystem, name },
    first: ones?.get(key) ?? null,
    second: twos?.get(key) ?? null,
  }));
}

export const statusOf = (item: JobPackage | null, check: string): string | null =>
  item?.checks.find(({ name }) => name === check)?.status ?? null;

/** Names of the checks that came out differently. */
export function listDifferentChecks({ first, second }: PackagePair): readonly string[] {
  const names = new Set([...(first?.checks ?? []), ...(second?.checks ?? [])].map(({ name }) => name));
  return [...names].filter((name) => statusOf(first, name) !== statusOf(second, name));
}

export function isDifferent(pair: PackagePair): boolean {
  return pair.first?.verdict !== pair.second?.verdict || listDifferentChecks(pair).length > 0;
}
