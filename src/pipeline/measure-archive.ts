import type { PackageRecord, Registry } from '../registry/types.ts';

/**
 * A registry that notes how large the package is when its archive is read anyway: not every registry says so by itself.
 * `sizeBytes` gives the bytes of all files, null before the archive was read.
 */
export function measureArchive(
  registry: Registry,
  { name, version }: PackageRecord,
): { readonly registry: Registry; sizeBytes(): number | null } {
  let sizeBytes: number | null = null;
  return {
    registry: {
      ...registry,
      async readArchive(record, request) {
        const listing = await registry.readArchive(record, request);
        // Not that of a package of types beside it.
        if (record.name === name && record.version === version)
          sizeBytes ??= listing.entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
        return listing;
      },
    },
    sizeBytes: () => sizeBytes,
  };
}
