import type { Dependency } from '../manifest/types.ts';
import type { Services } from './services.ts';

/**
 * The dependencies with the versions that they get together: one Go module may need a newer version of another than the
 * manifest asks for. Where that cannot be found out they stay as they are: what is wrong with one, or with the network,
 * shows when it is resolved.
 */
export async function selectVersions(
  dependencies: readonly Dependency[],
  services: Pick<Services, 'findRegistry'>,
  signal: AbortSignal,
): Promise<readonly Dependency[]> {
  const modules = dependencies.filter(isRaisable);
  // Alone a module gets what is asked for.
  if (modules.length < 2) return dependencies;
  try {
    const registry = await services.findRegistry('go');
    const requirements = modules.map(({ registryName, range }) => ({ name: registryName, version: range }));
    const selected = await registry.selectVersions?.(requirements, signal);
    return dependencies.map((dependency) => {
      const version = modules.includes(dependency) ? selected?.get(dependency.registryName) : undefined;
      return version === undefined || version === dependency.range ? dependency : raise(dependency, version);
    });
  } catch {
    return dependencies;
  }
}

/** A replacement, which a manifest writes over what it requires, stands as it is written. */
function isRaisable({
  ecosystem,
  lockedVersion,
  name,
  registryName,
  constraint,
  range,
}: Dependency): boolean {
  return ecosystem === 'go' && lockedVersion === null && name === registryName && constraint === range;
}

/** Hashes of the manifest are those of the version that it names. */
function raise({ hashes: _, ...dependency }: Dependency, range: string): Dependency {
  return { ...dependency, range };
}
