import { join } from 'node:path';
import type { Verdict } from '../validate/types.ts';
import { OutputError } from './errors.ts';
import { evidenceFolder } from './paths.ts';
import { replaceFile } from './replace-file.ts';
import { type ReportSubject, renderValidationReport } from './report.ts';

/** Files a new verdict in a package's folder, as JSON and for a person. Throws OutputError `write-failed`. */
export async function writeVerdict(
  packageDirectory: string,
  request: { readonly subject: ReportSubject; readonly verdict: Verdict },
): Promise<void> {
  const { subject, verdict } = request;
  const folder = join(packageDirectory, evidenceFolder);
  await fileVerdict(join(folder, 'validation.json'), `${JSON.stringify(verdict, null, 2)}\n`);
  await fileVerdict(join(folder, 'validation.md'), renderValidationReport(subject, verdict));
}

async function fileVerdict(path: string, text: string): Promise<void> {
  try {
    await replaceFile(path, text);
  } catch (cause) {
    throw new OutputError('write-failed', `Cannot write "${path}"`, {
      cause,
      hint: 'Check that the folder may be written to and that the disk has room',
    });
  }
}
