import type { PackageRecord, Registry } from '../registry/types.ts';
import type { ReadOriginalSource } from '../validate/index.ts';

/** Most bytes of one source file that is compared; bundles above it say nothing that their parts do not. */
const fileLimitBytes = 2 * 1024 * 1024;
const totalLimitBytes = 16 * 1024 * 1024;

/** Reads the original's source for the similarity check, from the same verified archive; called by `validate` alone. */
export function createOriginalSourceReader(registry: Registry, record: PackageRecord): ReadOriginalSource {
  return async (signal) => {
    let total = 0;
    const listing = await registry.readArchive(record, {
      accept(path, sizeBytes) {
        const isSource = /\.(?:[cm]?[jt]s|[jt]sx|py|go|rs)$/.test(path) && !/\.d\.[mc]?ts$/.test(path);
        if (!isSource || sizeBytes > fileLimitBytes || total + sizeBytes > totalLimitBytes) return false;
        total += sizeBytes;
        return true;
      },
      ...(signal === undefined ? {} : { signal }),
    });
    const decoder = new TextDecoder();
    return Object.fromEntries(listing.files.map(({ path, content }) => [path, decoder.decode(content)]));
  };
}
