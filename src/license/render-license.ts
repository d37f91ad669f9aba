import { createRequire } from 'node:module';
import { z } from 'zod';
import type { LicenseId } from '../config/schema.ts';
import { LicenseError } from './errors.ts';
import { type LicenseChoice, spdxIds } from './spdx-ids.ts';

export interface LicenseParties {
  readonly year: number;
  /** Who holds the copyright; empty stands for the authors of the package. */
  readonly holder: string;
}

const ListedLicense = z.object({ licenseText: z.string().min(1) });
const require = createRequire(import.meta.url);
const lineWidth = 100;
const maximumTextLength = 200_000;

/** What the list's texts hold where year and holder belong, and the names of the first author that it left in. */
const blanks: Readonly<Record<LicenseId, readonly (readonly [RegExp, (copyright: string) => string])[]>> = {
  mit: [[/^Copyright \(c\) <year> <copyright holders>$/m, (copyright) => copyright]],
  'apache-2.0': [[/^Copyright \[yyyy\] \[name of copyright owner\]$/m, (copyright) => copyright]],
  'bsd-2': [[/^Copyright \(c\) <year> <owner>\.? *$/m, (copyright) => copyright]],
  'bsd-3': [[/^Copyright \(c\) <year> <owner>\.? *$/m, (copyright) => copyright]],
  isc: [
    [/^ISC License:$/m, () => 'ISC License'],
    [/^Copyright \(c\) 2004[^\n]*\nCopyright \(c\) 1995[^\n]*$/m, (copyright) => copyright],
    [/\bISC DISCLAIMS\b/, () => 'THE AUTHOR DISCLAIMS'],
    [/\bSHALL ISC BE\b/, () => 'SHALL THE AUTHOR BE'],
  ],
  unlicense: [],
  cc0: [],
};

/**
 * The LICENSE file, byte for byte: the licence's own text with year and holder filled in, or the user's text as it
 * is with a line end. Throws LicenseError `bad-holder` and `bad-text`.
 */
export function renderLicense(license: LicenseChoice, parties: LicenseParties): string {
  if (license.kind === 'file') return renderOwnText(license.text);
  let text = readListedText(license.id);
  const copyright = renderCopyright(parties);
  for (const [blank, fill] of blanks[license.id]) {
    if (!blank.test(text)) {
      throw new LicenseError(
        'bad-text',
        `Cannot fill in the licence "${license.id}": the list's text has changed`,
        { hint: 'Report this; use --license-file with a text of your own meanwhile' },
      );
    }
    text = text.replace(blank, () => fill(copyright));
  }
  return `${wrapLines(text.trim())}\n`;
}

/** `Copyright (c) 2026 holder`. Throws LicenseError for a holder that would break out of its line. */
export function renderCopyright({ year, holder }: LicenseParties): string {
  const name = holder.trim() === '' ? 'the authors of this package' : holder.trim();
  const wrong = /[\p{Cc}\p{Zl}\p{Zp}]|\*\//u.test(name) || name.length > 200;
  if (!wrong) return `Copyright (c) ${year} ${name}`;
  throw new LicenseError(
    'bad-holder',
    `Cannot use the copyright holder ${JSON.stringify(name.slice(0, 80))}: expected one line of at most 200 characters without "*/"`,
    { hint: 'Set output.copyright_holder to a name' },
  );
}

function renderOwnText(text: string): string {
  if (text.trim() !== '' && text.length <= maximumTextLength && !text.includes('\0')) {
    return text.endsWith('\n') ? text : `${text}\n`;
  }
  throw new LicenseError(
    'bad-text',
    `Cannot use the licence file: expected text of 1 to ${maximumTextLength} characters, found ${text.length}`,
    { hint: 'Give a text file with --license-file, or choose one with --license' },
  );
}

function readListedText(id: LicenseId): string {
  return ListedLicense.parse(require(`spdx-license-list/licenses/${spdxIds[id]}.json`)).licenseText;
}

// The list keeps a paragraph on one line; people read licences in terminals.
function wrapLines(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length > lineWidth + 20 ? wrapLine(line) : [line.trimEnd()]))
    .join('\n');
}

function wrapLine(line: string): string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(/\s+/)) {
    const candidate = current.trim() === '' ? `${indent}${word}` : `${current} ${word}`;
    if (candidate.length > lineWidth && current.trim() !== '') {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = candidate;
  }
  return [...lines, current];
}
