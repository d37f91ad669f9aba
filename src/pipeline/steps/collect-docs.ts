import { formatPackageId } from '../../core/index.ts';
import { collectDocumentation, DocsError } from '../../docs/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { PackageContext } from '../job-context.ts';

/**
 * Documentation of a version, through the source guard. What was asked and every refusal are recorded, also when nothing
 * is left to specify from. Throws DocsError, RegistryError.
 */
export async function collectDocs(context: PackageContext, record: PackageRecord): Promise<DocSet> {
  const { services, config, signal } = context;
  const registry = await services.findRegistry(record.ecosystem);
  try {
    const docSet = await collectDocumentation({
      record,
      registry,
      web: services.web,
      settings: config.docs,
      signal,
    });
    await recordSources(context, docSet);
    return docSet;
  } catch (error) {
    if (error instanceof DocsError) await recordSources(context, { record, documents: [], ...error.tried });
    throw error;
  }
}

async function recordSources({ audit }: PackageContext, docSet: DocSet): Promise<void> {
  const { record, documents, refusals, notes, urlsAccessed } = docSet;
  const packageId = formatPackageId(record);
  await audit.append({
    type: 'docs_fetched',
    package: packageId,
    urls_accessed: urlsAccessed,
    content_hashes: Object.fromEntries(documents.map(({ id, sha256 }) => [id, sha256])),
    documents: documents.map(({ id, kind, origin, cuts, text }) => ({
      ...{ id, kind, origin, cuts },
      bytes: Buffer.byteLength(text),
    })),
    notes,
  });
  for (const { path, reason, sizeBytes } of refusals) {
    await audit.append({
      type: 'source_code_blocked',
      package: packageId,
      path,
      reason,
      size_bytes: sizeBytes,
    });
  }
}
