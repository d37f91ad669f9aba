import type { Ecosystem } from '../core/index.ts';
import type { PackageRecord, Registry } from '../registry/types.ts';
import type { GuestFiles } from '../scenarios/types.ts';
import type { ReadOriginalPackage } from '../validate/index.ts';
import { type Budget, createBudget, spend } from './originals/budget.ts';
import { layCratesOriginal } from './originals/crates.ts';
import { layGoOriginal } from './originals/go.ts';
import { layPythonOriginal } from './originals/python.ts';

/** Nothing runs these: types, maps, papers, tests. */
const neverRun =
  /\.(?:map|md|markdown|[cm]?ts|tsx|flow|png|jpe?g|gif|svg|html)$|^(?:test|tests|__tests__|docs?|examples?)\//i;

type LayOriginal = (registry: Registry, record: PackageRecord, signal?: AbortSignal) => Promise<GuestFiles>;

const layers: Readonly<Record<Ecosystem, LayOriginal>> = {
  npm: layNpmOriginal,
  pypi: layPythonOriginal,
  crates: layCratesOriginal,
  go: layGoOriginal,
};

/**
 * The original and what it depends on, as its ecosystem lays them, from verified archives; no script of any of them is
 * run. Its code goes into the sandbox to be called there and is read by nobody.
 */
export function createOriginalPackageReader(registry: Registry, record: PackageRecord): ReadOriginalPackage {
  return (signal) => layers[record.ecosystem](registry, record, signal);
}

async function layNpmOriginal(
  registry: Registry,
  record: PackageRecord,
  signal?: AbortSignal,
): Promise<GuestFiles> {
  const files: Record<string, Uint8Array> = {};
  const placing = { files, placed: new Map<string, string>(), budget: createBudget() };
  await place({ ...placing, registry, record, folder: '', signal });
  return files;
}

interface Placing {
  readonly registry: Registry;
  readonly record: PackageRecord;
  /** Where it lies, with a slash at its end; empty for the original itself. */
  readonly folder: string;
  readonly files: Record<string, Uint8Array>;
  /** Version by folder. */
  readonly placed: Map<string, string>;
  readonly budget: Budget;
  readonly signal: AbortSignal | undefined;
}

async function place(placing: Placing): Promise<void> {
  const { registry, record, folder, files, placed, budget, signal } = placing;
  spend(budget, record, { packages: 1 });
  const listing = await registry.readArchive(record, {
    accept: (path, sizeBytes) => !neverRun.test(path) && sizeBytes <= budget.bytes,
    ...(signal && { signal }),
  });
  for (const { path, content } of listing.files) {
    spend(budget, record, { files: 1, bytes: content.length });
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
