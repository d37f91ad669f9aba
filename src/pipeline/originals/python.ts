import { formatPackageId, normalizePackageName, PhalusError } from '../../core/index.ts';
import type { ArchiveFile, ArchiveReference, PackageRecord, Registry } from '../../registry/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import { PipelineError } from '../errors.ts';
import { type Budget, createBudget, spend } from './budget.ts';

/** Nothing runs these: compiled code of some platform, papers, tests, pictures. */
const neverRun =
  /\.(?:so|pyd|dll|dylib|pyc|pyx|pxd|c|cpp|h|md|png|jpe?g|gif|svg|html|ipynb)$|(?:^|\/)(?:tests?|docs?|examples?|benchmarks?)\//i;

/**
 * A Python original and what it depends on, laid as on Python's path, from verified archives: wheels without compiled
 * code, else source archives as they are. No script of any of them is run, so what a build would make is not there. A
 * dependency that has no such archive is left out; where the original cannot do without it, it will not load.
 */
export async function layPythonOriginal(
  registry: Registry,
  record: PackageRecord,
  signal?: AbortSignal,
): Promise<GuestFiles> {
  const files: Record<string, Uint8Array> = {};
  const placing: Placing = { registry, files, placed: new Set(), budget: createBudget(), signal };
  await place(placing, record);
  return files;
}

interface Placing {
  readonly registry: Registry;
  readonly files: Record<string, Uint8Array>;
  /** Names of packages. */
  readonly placed: Set<string>;
  readonly budget: Budget;
  readonly signal: AbortSignal | undefined;
}

async function place(placing: Placing, record: PackageRecord): Promise<void> {
  const { registry, placed, signal } = placing;
  placed.add(normalizePackageName('pypi', record.name));
  const archive = chooseArchive(record);
  if (archive === null) {
    throw new PipelineError(
      'original-not-pure',
      `Cannot call ${formatPackageId(record)} beside the result: it has only archives with compiled code for some platform`,
    );
  }
  await layArchive(placing, { ...record, archive });
  for (const [name, range] of Object.entries(record.dependencies)) {
    if (placed.has(normalizePackageName('pypi', name))) continue;
    try {
      await place(placing, await registry.resolve({ ecosystem: 'pypi', name, range }, signal));
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof PhalusError) || error.code === 'original-too-large') throw error;
    }
  }
}

/** A wheel for every platform first: nothing of it is left to be made. */
function chooseArchive({ archive, otherArchives = [] }: PackageRecord): ArchiveReference | null {
  const all = [archive, ...otherArchives];
  const pathOf = ({ url }: ArchiveReference): string => new URL(url).pathname;
  return (
    all.find((one) => pathOf(one).endsWith('-none-any.whl')) ??
    all.find((one) => !pathOf(one).endsWith('.whl')) ??
    null
  );
}

async function layArchive(
  { registry, files, budget, signal }: Placing,
  record: PackageRecord,
): Promise<void> {
  spend(budget, record, { packages: 1 });
  const listing = await registry.readArchive(record, {
    accept: (path, sizeBytes) => !neverRun.test(path) && sizeBytes <= budget.bytes,
    ...(signal && { signal }),
  });
  const isWheel = new URL(record.archive.url).pathname.endsWith('.whl');
  const placed = isWheel ? listing.files.map(fromWheel) : fromSource(listing.files, record);
  for (const { path, content } of placed) {
    spend(budget, record, { files: 1, bytes: content.length });
    files[path] ??= content;
  }
}

/** Files below `<name>.data/purelib/` lie where the others do. */
function fromWheel({ path, content }: ArchiveFile): ArchiveFile {
  return { path: path.replace(/^[^/]+\.data\/(?:purelib|platlib)\//, ''), content };
}

/** What a build would copy, as far as that can be said without one: modules from the folder that holds the package. */
function fromSource(archived: readonly ArchiveFile[], record: PackageRecord): ArchiveFile[] {
  const root = findRoot(archived, record);
  const modules = archived.flatMap(({ path, content }) => {
    const inner = path.startsWith(root) ? path.slice(root.length) : null;
    if (inner === null || /^(?:setup|conftest|noxfile|tasks)\.py$/.test(inner)) return [];
    return [{ path: inner, content }];
  });
  const metadata = archived.find(({ path }) => path === 'PKG-INFO');
  // Packages ask for their own version by it.
  const folder = `${normalizePackageName('pypi', record.name).replaceAll('-', '_')}-${record.version}.dist-info`;
  return metadata === undefined
    ? modules
    : [...modules, { path: `${folder}/METADATA`, content: metadata.content }];
}

function findRoot(archived: readonly ArchiveFile[], { name }: PackageRecord): string {
  const decoder = new TextDecoder();
  const listed = archived.find(({ path }) => /\.egg-info\/top_level\.txt$/.test(path));
  const told = listed === undefined ? [] : decoder.decode(listed.content).split(/\s+/).filter(Boolean);
  const names = [...told, normalizePackageName('pypi', name).replaceAll('-', '_')];
  const roots = archived.flatMap(({ path }) =>
    names.flatMap((module) =>
      [`${module}/__init__.py`, `${module}.py`]
        .filter((end) => path === end || path.endsWith(`/${end}`))
        .map((end) => path.slice(0, path.length - end.length)),
    ),
  );
  const [shortest] = roots.toSorted((first, second) => first.length - second.length);
  return shortest ?? (archived.some(({ path }) => path.startsWith('src/')) ? 'src/' : '');
}
