import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { auditPath, readPackage, readSpecFolder, writeVerdict } from '../output/index.ts';
import type { Verdict } from '../validate/index.ts';
import { findOriginal } from './build-from-spec.ts';
import { type RunOptions, withAudit } from './open-job.ts';
import { createPhaseTracker } from './phase-tracker.ts';
import { validateFiles } from './steps/validate-files.ts';

/**
 * Runs every check again on a package's folder, with no model, and files the verdict there and in the audit of the output
 * folder that the package lies in. Throws OutputError, SpecError.
 */
export async function validateOutput(
  options: RunOptions & { readonly packageDirectory: string },
): Promise<Verdict> {
  const { packageDirectory } = options;
  const { spec } = await readSpecFolder(packageDirectory);
  const files = await readPackage(packageDirectory);
  const outputDirectory = await findOutputFolder(packageDirectory, options.config.output.directory);
  return withAudit({ ...options, outputDirectory }, async (work) => {
    const context = { ...work, name: spec.packageName };
    const record = await findOriginal(context, spec);
    const phase = createPhaseTracker(context);
    const verdict = await phase.run('validate', () => validateFiles(context, { files, spec, record }));
    const subject = { name: spec.packageName, version: spec.packageVersion };
    await writeVerdict(packageDirectory, { subject, verdict });
    return verdict;
  });
}

/** The folder above when it has an audit log; a package that was copied elsewhere is recorded in the configured one. */
async function findOutputFolder(packageDirectory: string, configured: string): Promise<string> {
  const above = dirname(resolve(packageDirectory));
  const log = await stat(auditPath(above)).catch(() => null);
  return log?.isFile() === true ? above : configured;
}
