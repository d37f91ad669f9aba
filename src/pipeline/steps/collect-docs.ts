import { formatPackageId } from '../../core/index.ts';
import { collectDocumentation } from '../../docs/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { PackageContext } from '../job-context.ts';

/** Documentation of a version, through the source guard; every refusal is recorded. Throws DocsError, RegistryError. */
export async function collectDocs(context: PackageContext, record: PackageRecord): Promise<DocSet> {
  const { services, config, audit, signal } = context;
  const registry = await services.findRegistry(record.ecosystem);
  const docSet = await collectDocumentation({
    record,
    registry,
    web: services.web,
    settings: config.docs,
    signal,
  });
  const packageId = formatPackageId(record);
  await audit.append({
    type: 'docs_fetched',
    package: packageId,
    urls_accessed: docSet.urlsAccessed,
    content_hashes: Object.fromEntries(docSet.documents.map(({ id, sha256 }) => [id, sha256])),
    documents: docSet.documents.map(({ id, kind, origin, cuts }) => ({ id, kind, origin, cuts })),
    notes: docSet.notes,
  });
  for (const { path, reason, sizeBytes } of docSet.refusals) {
    await audit.append({
      type: 'source_code_blocked',
      package: packageId,
      path,
      reason,
      size_bytes: sizeBytes,
    });
  }
  return docSet;
}
