import { formatPackageId, PhalusError } from '../core/index.ts';
import type { PackageRecord, Registry } from '../registry/types.ts';
import type { ReadOriginalPackage } from '../validate/index.ts';
import { PipelineError } from './errors.ts';

/** Packages that an original may bring along, itself included. */
const packageLimit = 80;
const totalLimitBytes = 48 * 1024 * 1024;
const fileLimit = 4000;

/** Nothing runs these: types, maps, papers, tests. */
const neverRun =
  /\.(?:map|md|markdown|[cm]?ts|tsx|flow|png|jpe?g|gif|svg|html)$|^(?:test|tests|__tests__|docs?|examples?)\//i;

/**
 * The original and what it depends on, as npm would lay them, from verified archives; no script of any of them is run.
 * Its code goes into the sandbox to be called there and is read by nobody.
 */
export function createOriginalPackageReader(registry: Registry, record: PackageRecord): ReadOriginalPackage {
  return async (signal) => {
    requireCallable(record);
    const files: Record<string, Uint8Array> = {};
    const placed = new Map<string, string>();
    const budget = { packages: packageLimit, bytes: totalLimitBytes, files: fileLimit };
    await place({ registry, record, folder: '', files, placed, budget, signal });
    return files;
  };
}

/** Both sides of a comparison run in Node. */
function requireCallable(record: PackageRecord): void {
  if (record.ecosystem === 'npm') return;
  throw new PipelineError(
    'other-language',
    `Cannot call ${formatPackageId(record)} beside the result: it is a package of ${record.ecosystem}, and only originals in JavaScript are called`,
  );
}

interface Placing {
  readonly registry: Registry;
  readonly record: PackageRecord;
  /** Where it lies, with a slash at its end; empty for the original itself. */
  readonly folder: string;
  readonly files: Record<string, Uint8Array>;
  /** Version by folder. */
  readonly placed: Map<string, string>;
  readonly budget: { packages: number; bytes: number; files: number };
  readonly signal: AbortSignal | undefined;
}

async function place(placing: Placing): Promise<void> {
  const { registry, record, folder, files, placed, budget, signal } = placing;
  budget.packages -= 1;
  requireBudget(record, budget);
  const listing = await registry.readArchive(record, {
    accept: (path, sizeBytes) => !neverRun.test(path) && sizeBytes <= budget.bytes,
    ...(signal && { signal }),
  });
  for (const { path, content } of listing.files) {
    budget.bytes -= content.length;
    budget.files -= 1;
    requireBudget(record, budget);
    files[`${folder}${path}`] = content;
  }
  for (const [name, range] of Object.entries(record.dependencies)) {
    const request = { ecosystem: record.ecosystem, name, range };
    const dependency = await registry.resolve(request, signal);
    const target = chooseFolder(placed, folder, name, dependency.version);
    if (target === null) continue;
    placed.set(target, dependency.version);
    await place({ ...placing, record: dependency, folder: target });
  }
}

/** Beside the original where the name is free, below its user where another version is there; null where it is already. */
function chooseFolder(
  placed: ReadonlyMap<string, string>,
  folder: string,
  name: string,
  version: string,
): string | null {
  const shared = `node_modules/${name}/`;
  const own = `${folder}node_modules/${name}/`;
  if (placed.get(shared) === version || placed.get(own) === version) return null;
  return placed.has(shared) ? own : shared;
}

function requireBudget(
  { name }: PackageRecord,
  { packages, bytes, files }: { readonly packages: number; readonly bytes: number; readonly files: number },
): void {
  if (packages >= 0 && bytes >= 0 && files >= 0) return;
  throw new PhalusError(
    'original-too-large',
    `${name} and what it depends on are more than ${packageLimit} packages, ${fileLimit} files or ${totalLimitBytes} bytes`,
  );
}
