import { type LicenseParties, renderCopyright } from './render-license.ts';
import { type LicenseChoice, resolveSpdxId } from './spdx-ids.ts';

export type HeaderStyle = 'line' | 'block' | 'hash';

const publicDomain: ReadonlySet<string> = new Set(['Unlicense', 'CC0-1.0']);

/** What the head of a source file says, without comment marks: an SPDX identifier and, where there is one, the copyright. */
export function renderHeaderLines(license: LicenseChoice, parties: LicenseParties): string[] {
  const id = resolveSpdxId(license);
  const identifier = `SPDX-License-Identifier: ${id}`;
  return publicDomain.has(id) ? [identifier] : [identifier, renderCopyright(parties)];
}

/** The head of a source file, with a line end; `line` is `//`, `block` is a C comment and `hash` is `#`. */
export function renderHeader(license: LicenseChoice, parties: LicenseParties, style: HeaderStyle): string {
  const lines = renderHeaderLines(license, parties);
  if (style === 'block') return `/*\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
  const mark = style === 'line' ? '//' : '#';
  return lines.map((line) => `${mark} ${line}\n`).join('');
}
