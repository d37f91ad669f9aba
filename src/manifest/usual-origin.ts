/**
 * The registry that most packages of a lock file come from. Lock files name registries by their addresses, which phalus
 * neither knows nor follows: what comes from the usual one is looked up where the user's client is configured to, and
 * its hashes tell when that is another place; what comes from a second one is never looked up elsewhere.
 */
export function findUsualOrigin(origins: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const origin of origins) {
    if (origin !== null) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  let usual: string | null = null;
  for (const [origin, count] of counts) {
    if (usual === null || count > (counts.get(usual) ?? 0)) usual = origin;
  }
  return usual;
}
