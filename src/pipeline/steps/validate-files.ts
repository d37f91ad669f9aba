import { formatPackageId } from '../../core/index.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { Spec } from '../../spec/index.ts';
import { type Verdict, validatePackage } from '../../validate/index.ts';
import { createDependencyReader } from '../dependency-reader.ts';
import type { CheckContext } from '../job-context.ts';
import { listOriginalLinks } from '../original-links.ts';
import { createOriginalPackageReader } from '../original-package.ts';
import { createOriginalSourceReader } from '../original-source.ts';
import { createSimilarityControls } from '../similarity-controls.ts';

/** The verdict on a package's files. `record` is the original, null when it cannot be had. */
export async function validateFiles(
  context: CheckContext,
  request: {
    readonly files: Readonly<Record<string, string>>;
    readonly spec: Spec;
    readonly record: PackageRecord | null;
    /** What the build found beyond the examples; left out where nothing was built. */
    readonly violations?: readonly string[] | null;
  },
): Promise<Verdict> {
  const { config, services, license, signal } = context;
  const { files, spec, record, violations = null } = request;
  const { similarity, behaviour, behaviour_seconds } = config.validation;
  const registry =
    record !== null && (similarity || behaviour) ? await services.findRegistry(record.ecosystem) : null;
  const verdict = await validatePackage({
    files,
    spec,
    sandbox: await services.findSandbox(),
    license: { choice: license.choice, parties: license.parties },
    readOriginalSource:
      similarity && record !== null && registry !== null
        ? createOriginalSourceReader(registry, record)
        : null,
    ...(record !== null &&
      registry !== null && { readSimilarityControls: createSimilarityControls(registry, record) }),
    readOriginalPackage:
      behaviour && record !== null && registry !== null
        ? createOriginalPackageReader(registry, record)
        : null,
    originalLinks: listOriginalLinks(record),
    readDependency: createDependencyReader(services, spec),
    violations,
    behaviourTimeMs: behaviour_seconds * 1000,
    similarityThreshold: config.validation.similarity_threshold,
    testTimeoutMs: config.validation.test_timeout_seconds * 1000,
    signal,
  });
  await context.audit.append({
    type: 'validation_completed',
    package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
    verdict: verdict.verdict,
    reasons: verdict.reasons,
    checks: verdict.checks.map(({ name, status, reason }) => ({ name, status, reason })),
  });
  return verdict;
}
