interface Member {
  readonly group: string;
  readonly packages: readonly string[];
}

/**
 * Which fold each group is in. Groups that have a package in common are never in different folds, so that no package
 * is both fitted and judged.
 */
export function assignFolds(
  members: readonly (Member & { readonly weight: number })[],
  count: number,
): ReadonlyMap<string, number> {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    while ((parents.get(root) ?? root) !== root) root = parents.get(root) as string;
    return root;
  };
  for (const { group, packages } of members)
    for (const one of packages) parents.set(rootOf(`package ${one}`), rootOf(group));
  const weights = new Map<string, number>();
  for (const { group, weight } of members)
    weights.set(rootOf(group), (weights.get(rootOf(group)) ?? 0) + weight);
  const loads = new Array<number>(count).fill(0);
  const folds = new Map<string, number>();
  for (const [root, weight] of [...weights].sort((one, other) => other[1] - one[1])) {
    const fold = loads.indexOf(Math.min(...loads));
    loads[fold] = (loads[fold] ?? 0) + weight;
    folds.set(root, fold);
  }
  return new Map(members.map(({ group }) => [group, folds.get(rootOf(group)) ?? 0]));
}
