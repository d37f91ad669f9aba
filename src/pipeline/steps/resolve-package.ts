import { formatPackageId } from '../../core/index.ts';
import { classifyLicense } from '../../license/index.ts';
import type { Dependency } from '../../manifest/types.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { PackageContext } from '../job-context.ts';
import { renderResolveRequest } from '../resolve-request.ts';

/** Name and range to one version with its metadata. Throws RegistryError and PipelineError. */
export async function resolvePackage(
  context: PackageContext,
  dependency: Dependency,
): Promise<PackageRecord> {
  const registry = await context.services.findRegistry(dependency.ecosystem);
  const record = await registry.resolve(renderResolveRequest(dependency), context.signal);
  const license = classifyLicense(record.license);
  await context.audit.append({
    type: 'package_resolved',
    package: formatPackageId(record),
    ecosystem: record.ecosystem,
    version_constraint: dependency.constraint,
    original_license: record.license,
    license_class: license.class,
    archive_integrity: record.archive.integrity,
  });
  if (!license.worthRebuilding) context.onEvent({ kind: 'note', name: context.name, text: license.reason });
  if (record.deprecated !== null) {
    const text = `the package is deprecated: ${record.deprecated.slice(0, 300)}`;
    context.onEvent({ kind: 'note', name: context.name, text });
  }
  return record;
}
