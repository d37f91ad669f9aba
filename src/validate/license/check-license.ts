import { renderHeader, renderLicense, resolveLicenseField } from '../../license/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { isSource } from '../code-files.ts';
import { readLicenseField } from './manifest-field.ts';

/** LICENSE byte for byte as our template renders it, a header in each source file, the field in the manifest. */
export const checkLicense: Check = {
  name: 'license',
  async run({ files, spec, license: { choice, parties } }): Promise<Finding> {
    const wantedField = resolveLicenseField(choice);
    const problems: string[] = [];
    const text = files.LICENSE;
    if (text === undefined) problems.push('there is no LICENSE file');
    else if (text !== renderLicense(choice, parties)) {
      problems.push('LICENSE is not the text of the licence that was asked for');
    }
    const field = readLicenseField(spec.surface.language, files);
    if (field.manifest !== null && field.value !== wantedField) {
      problems.push(
        `${field.manifest} says ${JSON.stringify(field.value)} as its licence, expected "${wantedField}"`,
      );
    }
    const headers = (['line', 'block', 'hash'] as const).map((style) => renderHeader(choice, parties, style));
    const sources = Object.keys(files).filter(isSource);
    const bare = sources.filter((path) => !startsWithAny(files[path] ?? '', headers));
    problems.push(...bare.map((path) => `${path} does not begin with the licence header`));
    const detail = { license: wantedField, source_files: sources.length, problems: problems.slice(0, 50) };
    return problems.length === 0
      ? {
          status: 'passed',
          reason: `LICENSE${field.manifest === null ? '' : `, ${field.manifest}`} and the headers of ${count(sources.length, 'source file')} agree on ${wantedField}`,
          detail,
        }
      : { status: 'failed', reason: problems[0] ?? '', detail };
  },
};

function startsWithAny(text: string, headers: readonly string[]): boolean {
  const body = text.replace(/^#![^\n]*\n/, '');
  return headers.some((header) => body.startsWith(header));
}
