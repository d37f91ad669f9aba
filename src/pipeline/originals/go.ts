import { PhalusError } from '../../core/index.ts';
import type { PackageRecord, Registry } from '../../registry/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import { type Budget, createBudget, spend } from './budget.ts';

/** Nothing compiles these: tests and their data, papers, pictures. */
const neverBuilt = /_test\.go$|\.(?:md|png|jpe?g|gif|svg|html)$|(?:^|\/)(?:testdata|examples?|docs?)\//i;

/**
 * A Go original from verified module archives: its own files as they are, and each module that it depends on in a folder
 * of its own below `.dependencies/`, in the version that minimal selection gives. A module that cannot be had is left out:
 * many are needed by tests alone, and where the original cannot do without one it will not compile.
 */
export async function layGoOriginal(
  registry: Registry,
  record: PackageRecord,
  signal?: AbortSignal,
): Promise<GuestFiles> {
  const files: Record<string, Uint8Array> = {};
  const budget = createBudget();
  await layModule({ registry, record, folder: '', files, budget, signal });
  const requirements = Object.entries(record.dependencies).map(([name, version]) => ({ name, version }));
  const selected = requirements.length === 0 ? null : await registry.selectVersions?.(requirements, signal);
  const wanted = selected ?? new Map(requirements.map(({ name, version }) => [name, version]));
  for (const [index, [name, version]] of [...wanted].entries()) {
    if (name === record.name) continue;
    try {
      const dependency = await registry.resolve({ ecosystem: 'go', name, range: version }, signal);
      await layModule({
        registry,
        record: dependency,
        folder: `.dependencies/${index}/`,
        files,
        budget,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof PhalusError) || error.code === 'original-too-large') throw error;
    }
  }
  return files;
}

interface Laying {
  readonly registry: Registry;
  readonly record: PackageRecord;
  readonly folder: string;
  readonly files: Record<string, Uint8Array>;
  readonly budget: Budget;
  readonly signal: AbortSignal | undefined;
}

async function layModule({ registry, record, folder, files, budget, signal }: Laying): Promise<void> {
  spend(budget, record, { packages: 1 });
  const listing = await registry.readArchive(record, {
    accept: (path, sizeBytes) => !neverBuilt.test(path) && sizeBytes <= budget.bytes,
    ...(signal && { signal }),
  });
  for (const { path, content } of listing.files) {
    spend(budget, record, { files: 1, bytes: content.length });
    files[`${folder}${path}`] = content;
  }
  // A module older than modules has no such file; its path is its name.
  files[`${folder}go.mod`] ??= new TextEncoder().encode(`module ${record.name}\n`);
}
