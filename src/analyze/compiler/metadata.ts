import type { DocSet } from '../../docs/types.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { ApiSurface, SpecMetadata } from '../../spec/index.ts';
import { stripLinks } from './names.ts';

/** 10-metadata.json from what the registry and the documentation say; links stay behind. */
export function createMetadata(docSet: DocSet, module: ApiSurface['module']): SpecMetadata {
  const { record } = docSet;
  return {
    schema: 'phalus/metadata/1',
    ecosystem: record.ecosystem,
    package_name: record.name,
    package_version: record.version,
    description: stripLinks(record.description).trim(),
    keywords: [...record.keywords],
    original_license: record.license,
    module,
    engine: readEngine(record),
    documents: docSet.documents.map(({ id, kind, sha256 }) => ({ id, kind, sha256 })),
  };
}

/** The least version of Node, Python, Rust or Go that the package declares. */
function readEngine({ ecosystem, entryPoints }: PackageRecord): string | null {
  const { engines } = entryPoints;
  const node = typeof engines === 'object' && engines !== null && 'node' in engines ? engines.node : null;
  const declared = {
    npm: node,
    pypi: entryPoints['requires-python'],
    crates: entryPoints['rust-version'],
    go: entryPoints.go,
  }[ecosystem];
  return typeof declared === 'string' && declared !== '' ? declared : null;
}

/** How a consumer loads the package: by the published manifest, where it says, else by how examples load it. */
export function readModuleFormat(
  record: PackageRecord,
  seen: { readonly imports: boolean; readonly requires: boolean },
): ApiSurface['module'] {
  const { type, exports, module, main } = record.entryPoints;
  const conditions = collectConditions(exports, 0);
  const hasImport = conditions.has('import') || conditions.has('.mjs') || typeof module === 'string';
  const hasRequire = conditions.has('require') || conditions.has('.cjs');
  if (type === 'module')
    return hasRequire || (typeof main === 'string' && main.endsWith('.cjs')) ? 'both' : 'esm';
  if (typeof main === 'string' && main.endsWith('.mjs') && !hasRequire) return 'esm';
  if (hasImport) return 'both';
  const isSilent = type === undefined && exports === undefined && main === undefined;
  return isSilent && seen.imports && !seen.requires ? 'esm' : 'commonjs';
}

function collectConditions(value: unknown, depth: number): ReadonlySet<string> {
  if (typeof value === 'string') return new Set([/\.[cm]js$/.exec(value)?.[0] ?? '']);
  if (typeof value !== 'object' || value === null || depth > 6) return new Set();
  const entries = Object.entries(value);
  const isPathMap = entries.some(([key]) => key.startsWith('.'));
  const relevant = isPathMap ? entries.filter(([key]) => key === '.') : entries;
  const inner = relevant.flatMap(([, child]) => [...collectConditions(child, depth + 1)]);
  return new Set([...(isPathMap ? [] : relevant.map(([key]) => key)), ...inner]);
}
