import { type LicenseParties, renderCopyright } from './render-license.ts';
import { type LicenseChoice, resolveSpdxId } from './spdx-ids.ts';

export type HeaderStyle = 'line' | 'block' | 'hash';

const publicDomain: ReadonlySet<string> = new Set(['Unlicense', 'CC0-1.0']);

/**
 * The head of a source file: an SPDX identifier and, where there is a copyright to claim, its line. Ends with a line
 * end. `line` is `//`, `block` is a C comment and `hash` is `#`.
 */
export function renderHeader(license: LicenseChoice, parties: LicenseParties, style: HeaderStyle): string {
  const id = resolveSpdxId(license);
  const lines = [
    `SPDX-License-Identifier: ${id}`,
    ...(publicDomain.has(id) ? [] : [renderCopyright(parties)]),
  ];
  if (style === 'block') return `/*\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
  const mark = style === 'line' ? '//' : '#';
  return lines.map((line) => `${mark} ${line}\n`).join('');
}
