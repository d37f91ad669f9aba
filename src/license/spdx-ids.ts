import type { LicenseId } from '../config/schema.ts';

/** The licence that a package is delivered under: one of ours, or a text of the user's own. */
export type LicenseChoice =
  | { readonly kind: 'template'; readonly id: LicenseId }
  | { readonly kind: 'file'; readonly text: string };

/** Our short names and the identifiers of the SPDX list. */
export const spdxIds = {
  mit: 'MIT',
  'apache-2.0': 'Apache-2.0',
  'bsd-2': 'BSD-2-Clause',
  'bsd-3': 'BSD-3-Clause',
  isc: 'ISC',
  unlicense: 'Unlicense',
  cc0: 'CC0-1.0',
} as const satisfies Record<LicenseId, string>;

/** For the `SPDX-License-Identifier` line. A text of the user's own has no place in the list, but a reference has. */
export function resolveSpdxId(license: LicenseChoice): string {
  return license.kind === 'template' ? spdxIds[license.id] : 'LicenseRef-LICENSE';
}

/** For the `license` field of package.json, which has a spelling of its own for texts that are not listed. */
export function resolveLicenseField(license: LicenseChoice): string {
  return license.kind === 'template' ? spdxIds[license.id] : 'SEE LICENSE IN LICENSE';
}
