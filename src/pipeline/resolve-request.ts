import type { Dependency } from '../manifest/types.ts';
import type { ResolveRequest } from '../registry/types.ts';

/** What a registry is asked for a dependency: the version of a lock file where there is one, else the range. */
export function renderResolveRequest(dependency: Dependency): ResolveRequest {
  const { ecosystem, registryName, lockedVersion, lockedIntegrity, range, hashes } = dependency;
  return {
    ecosystem,
    name: registryName,
    range: lockedVersion ?? range,
    lockedVersion,
    lockedIntegrity,
    ...(hashes && { hashes }),
  };
}
