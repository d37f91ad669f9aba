import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../validate/types.ts';
import { OutputError } from './errors.ts';
import { evidenceFolder } from './paths.ts';
import { type ReportSubject, renderValidationReport } from './report.ts';

/** Files a new verdict in a package's folder, as JSON and for a person. Throws OutputError `write-failed`. */
export async function writeVerdict(
  packageDirectory: string,
  request: { readonly subject: ReportSubject; readonly verdict: Verdict },
): Promise<void> {
  const { subject, verdict } = request;
  const folder = join(packageDirectory, evidenceFolder);
  await replaceFile(join(folder, 'validation.json'), `${JSON.stringify(verdict, null, 2)}\n`);
  await replaceFile(join(folder, 'validation.md'), renderValidationReport(subject, verdict));
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, path);
  } catch (cause) {
    throw new OutputError('write-failed', `Cannot write "${path}"`, {
      cause,
      hint: 'Check that the folder may be written to and that the disk has room',
    });
  }
}
