import { normalizePackageName, parsePackageReference } from '../core/index.ts';
import type { Dependency } from './types.ts';

/** One dependency as a person types it: `npm/left-pad@1.3.0`. Throws PackageReferenceError. */
export function readReference(text: string): Dependency {
  const { ecosystem, name, constraint } = parsePackageReference(text);
  return {
    ecosystem,
    name,
    // Other ecosystems look a package up by the name as written.
    registryName: ecosystem === 'pypi' ? normalizePackageName(ecosystem, name) : name,
    constraint,
    // In a manifest this would mean 1.2.3 or newer; a person who types all three numbers means them.
    range: ecosystem === 'crates' && /^\d+\.\d+\.\d+/.test(constraint) ? `=${constraint}` : constraint,
    lockedVersion: null,
    lockedIntegrity: null,
    kind: 'runtime',
  };
}
