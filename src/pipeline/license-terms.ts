import { readFile } from 'node:fs/promises';
import type { Config } from '../config/index.ts';
import {
  type LicenseChoice,
  type LicenseParties,
  renderHeaderLines,
  renderLicense,
  resolveLicenseField,
} from '../license/index.ts';
import { PipelineError } from './errors.ts';

/** The licence that a job delivers under, with everything that is written from it. */
export interface LicenseTerms {
  readonly choice: LicenseChoice;
  readonly parties: LicenseParties;
  readonly expression: string;
  readonly text: string;
  readonly headerLines: readonly string[];
}

/** Reads the user's licence file where there is one. Throws PipelineError `bad-license-file` and LicenseError. */
export async function readLicenseTerms(config: Config, now: Date): Promise<LicenseTerms> {
  const { license, license_file, copyright_holder } = config.output;
  const choice: LicenseChoice =
    license_file === ''
      ? { kind: 'template', id: license }
      : { kind: 'file', text: await readLicenseFile(license_file) };
  const parties = { year: now.getUTCFullYear(), holder: copyright_holder };
  return {
    choice,
    parties,
    expression: resolveLicenseField(choice),
    text: renderLicense(choice, parties),
    headerLines: renderHeaderLines(choice, parties),
  };
}

async function readLicenseFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new PipelineError('bad-license-file', `Cannot read the licence file "${path}"`, {
      cause,
      hint: 'Set output.license_file (--license-file) to a text file that exists, or choose a licence with --license',
    });
  }
}
