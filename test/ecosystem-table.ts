import PQueue from 'p-queue';
import { compileDocumentation } from '../src/analyze/compiler/index.ts';
import { Config } from '../src/config/index.ts';
import type { Ecosystem } from '../src/core/index.ts';
import { collectDocumentation } from '../src/docs/index.ts';
import type { WebAccess } from '../src/docs/types.ts';
import { measureArchive } from '../src/pipeline/measure-archive.ts';
import type { Registry } from '../src/registry/types.ts';

/** What is known of one package before any model is asked; null where it did not come so far. */
export interface EcosystemRow {
  readonly name: string;
  readonly version: string | null;
  readonly license: string | null;
  readonly sizeBytes: number | null;
  readonly documents: number | null;
  readonly signatures: number | null;
  readonly scenarios: number | null;
  /** Why it went no further. */
  readonly problem: string | null;
}

/** Of a package at most two requests are open at once. */
const packagesAtOnce = 4;
const settings = { ...Config.parse({}).docs, web: false };
const noWeb: WebAccess = {
  fetch: () => Promise.reject(new Error('the web is not asked')),
  lookup: async () => [],
};

/** Resolves each package, collects its documentation and compiles it. */
export async function measurePackages(
  registry: Registry,
  names: readonly string[],
): Promise<readonly EcosystemRow[]> {
  const queue = new PQueue({ concurrency: packagesAtOnce });
  return Promise.all(names.map((name) => queue.add(() => measurePackage(registry, name))));
}

async function measurePackage(registry: Registry, name: string): Promise<EcosystemRow> {
  const row = {
    name,
    version: null,
    license: null,
    sizeBytes: null,
    documents: null,
    signatures: null,
    scenarios: null,
    problem: null,
  };
  let known: EcosystemRow = row;
  try {
    const { ecosystem } = registry;
    const record = await registry.resolve({ ecosystem, name, range: '' });
    const { version, license, unpackedSizeBytes, archive } = record;
    known = { ...known, version, license, sizeBytes: unpackedSizeBytes ?? archive.sizeBytes };
    const measured = measureArchive(registry, record);
    const asked = { record, registry: measured.registry, web: noWeb, settings };
    const docSet = await collectDocumentation(asked);
    const sizeBytes = unpackedSizeBytes ?? measured.sizeBytes() ?? archive.sizeBytes;
    known = { ...known, sizeBytes, documents: docSet.documents.length };
    const { surface, scenarios } = await compileDocumentation(docSet);
    const signatures = surface.exports.filter(({ signature }) => signature !== '').length;
    return { ...known, signatures, scenarios: scenarios.scenarios.length };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return { ...known, problem: typeof code === 'string' ? code : 'failed' };
  }
}

const titles: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  pypi: 'Python',
  crates: 'Rust',
  go: 'Go',
};

/** The page of all ecosystems, in Markdown. */
export function renderEcosystems(
  tables: ReadonlyMap<Ecosystem, readonly EcosystemRow[] | null>,
  date: string,
): string {
  return [
    '# Ecosystems',
    '',
    '<!-- Written by `npm run ecosystems` from test/ecosystem-table.live.test.ts. Not by hand. -->',
    '',
    `${date}. What phalus finds out about well-known packages before any model is asked, through the registries that the`,
    "user's clients are configured with: the newest version, the licence as stated, bytes of all files, documents that the",
    'source guard let through, exports with a signature, and examples that became scenarios. Only the archives are read; the',
    'web is not asked. A dash is what it did not come to.',
    '',
    ...[...tables].flatMap(([ecosystem, rows]) => renderTable(ecosystem, rows)),
  ].join('\n');
}

function renderTable(ecosystem: Ecosystem, rows: readonly EcosystemRow[] | null): string[] {
  const title = `## ${titles[ecosystem]}`;
  if (rows === null) return [title, '', 'Not reachable when this was written.', ''];
  const sum = (key: 'documents' | 'signatures' | 'scenarios') =>
    `${rows.filter((row) => (row[key] ?? 0) > 0).length} of ${rows.length}`;
  const resolved = rows.filter(({ version }) => version !== null).length;
  const licensed = rows.filter(({ license }) => Boolean(license)).length;
  return [
    title,
    '',
    `Resolved ${resolved} of ${rows.length}, with a licence ${licensed}, with documents ${sum('documents')}, with signatures ${sum('signatures')}, with scenarios ${sum('scenarios')}.`,
    '',
    '| package | resolved | licence | bytes | documents | signatures | scenarios |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(renderRow),
    '',
  ];
}

function renderRow(row: EcosystemRow): string {
  const { name, version, license, sizeBytes, documents, signatures, scenarios, problem } = row;
  const cells = [version, license, sizeBytes, documents, signatures, scenarios].map((cell) =>
    cell === null || cell === '' ? '-' : renderCell(String(cell)),
  );
  const named = problem === null ? name : `${name} (${problem})`;
  return `| ${[renderCell(named), ...cells].join(' | ')} |`;
}

/** What a registry says may not break the table, nor be a link. */
function renderCell(text: string): string {
  return text
    .slice(0, 80)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/https?:\/\/\S+/g, '(address)')
    .replaceAll(/[|<>`[\]*_\\]/g, (sign) => `\\${sign}`);
}
