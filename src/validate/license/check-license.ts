import { renderHeader, renderLicense, resolveLicenseField } from '../../license/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { isSource } from '../code-files.ts';
import { undoEscapes } from '../readings/undo-escapes.ts';
import { findForeignNotices } from './find-foreign-notices.ts';
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
    if (countLicenseKeys(files[field.manifest ?? ''] ?? '') > 1) {
      problems.push(`${field.manifest} names its licence more than once`);
    }
    const headers = (['line', 'block', 'hash'] as const).map((style) => renderHeader(choice, parties, style));
    const sources = Object.keys(files).filter(isSource);
    const bare = sources.filter((path) => !startsWithAny(files[path] ?? '', headers));
    problems.push(...bare.map((path) => `${path} does not begin with the licence header`));
    const readBody = (text: string): string => withoutHeader(text, headers);
    problems.push(...findForeignNotices(files, readBody, Object.values(spec.texts).join('\n')));
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
  const body = withoutInterpreter(text);
  return headers.some((header) => body.startsWith(header));
}

function withoutHeader(text: string, headers: readonly string[]): string {
  const body = withoutInterpreter(text);
  const header = headers.find((candidate) => body.startsWith(candidate)) ?? '';
  return body.slice(header.length);
}

function withoutInterpreter(text: string): string {
  return text.replace(/^#![^\n]*\n/, '');
}

/** Readers of JSON disagree about which of two equal keys counts, and a key may be written in escapes. */
function countLicenseKeys(manifest: string): number {
  return (undoEscapes(manifest).match(/"licen[cs]es?"\s*:/g) ?? []).length;
}
