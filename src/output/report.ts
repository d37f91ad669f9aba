import type { CheckResult, Verdict } from '../validate/types.ts';

export interface ReportSubject {
  readonly name: string;
  readonly version: string;
}

const marks: Readonly<Record<CheckResult['status'], string>> = {
  passed: '✓ passed',
  failed: '✗ failed',
  review: '? review',
  skipped: '- skipped',
  'not-applicable': '· not applicable',
};

/** The validation report for a person, as Markdown. */
export function renderValidationReport(subject: ReportSubject, verdict: Verdict): string {
  return [
    `# ${escapeMarkdown(`${subject.name}@${subject.version}`)}: ${verdict.verdict}`,
    '',
    ...verdict.reasons.map((reason) => `- ${escapeMarkdown(reason)}`),
    ...(verdict.reasons.length > 0 ? [''] : []),
    '| check | result | why |',
    '|---|---|---|',
    ...verdict.checks.map(
      (check) => `| ${check.name} | ${marks[check.status]} | ${escapeMarkdown(check.reason)} |`,
    ),
    '',
    'A skipped check would apply and could not run: it is not a passed one. One that is not applicable had nothing to measure.',
    '',
    'phalus gives evidence, not legal advice.',
    '',
  ].join('\n');
}

/** Reasons quote hostile text: it may not start a new line, a table cell, markup or an instruction to the terminal. */
function escapeMarkdown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}
