export { classifyLicense, type LicenseClassification } from './classify-license.ts';
export { LicenseError } from './errors.ts';
export type { LicenseClass } from './license-classes.ts';
export { licenseTitle } from './license-title.ts';
export { type HeaderStyle, renderHeader, renderHeaderLines } from './render-header.ts';
export { type LicenseParties, renderCopyright, renderLicense } from './render-license.ts';
export { type LicenseChoice, resolveLicenseField, resolveSpdxId, spdxIds } from './spdx-ids.ts';
