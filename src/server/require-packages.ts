import { type Manifest, ManifestError } from '../manifest/index.ts';

/** The manifest, when it lists anything that can be looked up. Throws ManifestError `empty`. */
export function requirePackages(manifest: Manifest): Manifest {
  if (manifest.packages.length > 0) return manifest;
  const reasons = manifest.unsupported.map(({ name, reason }) => `${name}: ${reason}`);
  throw new ManifestError(
    'empty',
    `Nothing to do in this ${manifest.manifestType}: none of its dependencies can be looked up (${reasons.slice(0, 5).join('; ')})`,
    { hint: 'Give a manifest with dependencies from a registry' },
  );
}
