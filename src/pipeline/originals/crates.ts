import { parse, stringify } from 'smol-toml';
import { PhalusError } from '../../core/index.ts';
import type { PackageRecord, Registry } from '../../registry/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import { type Budget, createBudget, spend } from './budget.ts';

/** Nothing compiles these: tests, papers, pictures, what a repository keeps beside. */
const neverBuilt =
  /\.(?:png|jpe?g|gif|svg|html)$|^(?:tests|benches|examples|\.github)\/|^\.git|^Cargo\.(?:lock|toml\.orig)$/i;

/**
 * A crate from its verified archive, and each crate that it needs with its usual features in a folder of its own below
 * `.dependencies/`, as Cargo would vendor them. Build scripts among them run in the sandbox alone, when it compiles. What
 * cannot be had is left out; where the original cannot do without it, it will not compile.
 */
export async function layCratesOriginal(
  registry: Registry,
  record: PackageRecord,
  signal?: AbortSignal,
): Promise<GuestFiles> {
  const files: Record<string, string | Uint8Array> = {};
  const laying: Laying = { registry, files, placed: new Set(), budget: createBudget(), signal };
  await layCrate(laying, record, '');
  return files;
}

interface Laying {
  readonly registry: Registry;
  readonly files: Record<string, string | Uint8Array>;
  /** Names with versions. */
  readonly placed: Set<string>;
  readonly budget: Budget;
  readonly signal: AbortSignal | undefined;
}

async function layCrate(laying: Laying, record: PackageRecord, folder: string): Promise<void> {
  const { registry, files, placed, budget, signal } = laying;
  placed.add(`${record.name} ${record.version}`);
  spend(budget, record, { packages: 1 });
  const listing = await registry.readArchive(record, {
    accept: (path, sizeBytes) => !neverBuilt.test(path) && sizeBytes <= budget.bytes,
    ...(signal && { signal }),
  });
  for (const { path, content } of listing.files) {
    spend(budget, record, { files: 1, bytes: content.length });
    files[`${folder}${path}`] = content;
  }
  const manifest = readManifest(files[`${folder}Cargo.toml`]);
  if (manifest === null) return;
  files[`${folder}Cargo.toml`] = stringify(manifest);
  for (const [name, range] of listNeeds(manifest)) await layNeed(laying, name, range);
}

async function layNeed(laying: Laying, name: string, range: string): Promise<void> {
  const { registry, placed, signal } = laying;
  try {
    const need = await registry.resolve({ ecosystem: 'crates', name, range }, signal);
    if (placed.has(`${need.name} ${need.version}`)) return;
    await layCrate(laying, need, `.dependencies/${need.name}-${need.version}/`);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof PhalusError) || error.code === 'original-too-large') throw error;
  }
}

type Table = Record<string, unknown>;

/** What is left out would have to be there for Cargo to decide on versions, and is never compiled here. */
function readManifest(content: string | Uint8Array | undefined): Table | null {
  if (content === undefined) return null;
  try {
    const manifest = parse(
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    ) as Table;
    for (const key of [
      'dev-dependencies',
      'dev_dependencies',
      'bench',
      'test',
      'example',
      'bin',
      'workspace',
      'lints',
    ])
      delete manifest[key];
    const targets = tableOf(manifest.target);
    for (const key of Object.keys(targets)) {
      delete tableOf(targets[key])['dev-dependencies'];
      if (!/unix|linux|not\(|x86_64|gnu/.test(key)) delete targets[key];
    }
    return manifest;
  } catch {
    return null;
  }
}

/** Requirements by name of what is compiled with the usual features. */
function listNeeds(manifest: Table): readonly (readonly [string, string])[] {
  const tables = [manifest, ...Object.values(tableOf(manifest.target)).map(tableOf)];
  const wanted = listWanted(tableOf(manifest.features));
  return tables
    .flatMap((table) => [tableOf(table.dependencies), tableOf(table['build-dependencies'])])
    .flatMap(Object.entries)
    .flatMap(([key, value]: [string, unknown]) => {
      const { package: renamed, version, optional } = tableOf(value);
      const range = typeof value === 'string' ? value : version;
      if (typeof range !== 'string' || (optional === true && !wanted.has(key))) return [];
      return [[typeof renamed === 'string' ? renamed : key, range] as const];
    });
}

/** What the usual features turn on, directly or by one another. */
function listWanted(features: Table): ReadonlySet<string> {
  const wanted = new Set<string>();
  const open = ['default'];
  for (let name = open.pop(); name !== undefined && wanted.size < 1000; name = open.pop()) {
    const bare = name.replace(/^dep:/, '').replace(/\?.*$|\/.*$/s, '');
    if (wanted.has(bare)) continue;
    wanted.add(bare);
    const inner = features[bare];
    if (Array.isArray(inner)) open.push(...inner.filter((each) => typeof each === 'string'));
  }
  return wanted;
}

function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}
