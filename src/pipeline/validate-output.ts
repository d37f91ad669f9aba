import { readPackage, readSpecFolder, writeVerdict } from '../output/index.ts';
import type { Verdict } from '../validate/index.ts';
import { findOriginal } from './build-from-spec.ts';
import { renderJobKey } from './job-store.ts';
import { createPackageContext, type RunOptions, withJob } from './open-job.ts';
import { createPhaseTracker } from './phase-tracker.ts';
import { validateFiles } from './steps/validate-files.ts';

/** Runs every check again on a package's folder, with no model, and files the verdict there. Throws OutputError, SpecError. */
export async function validateOutput(
  options: RunOptions & { readonly packageDirectory: string },
): Promise<Verdict> {
  const { packageDirectory } = options;
  const { spec } = await readSpecFolder(packageDirectory);
  const files = await readPackage(packageDirectory);
  const request = { packages: [], unsupported: [], dryRun: false, resume: false };
  const key = renderJobKey(request, { validate: files });
  return withJob({ ...options, key, resume: false }, async (job) => {
    const context = createPackageContext(job, spec.packageName);
    const record = await findOriginal(context, spec);
    const phase = createPhaseTracker(context);
    const verdict = await phase.run('validate', () => validateFiles(context, { files, spec, record }));
    const subject = { name: spec.packageName, version: spec.packageVersion };
    await writeVerdict(packageDirectory, { subject, verdict });
    await job.store.finish('done');
    return verdict;
  });
}
