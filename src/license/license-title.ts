import { createRequire } from 'node:module';
import { z } from 'zod';
import type { LicenseId } from '../config/schema.ts';
import { spdxIds } from './spdx-ids.ts';

const Titles = z.record(z.string(), z.object({ name: z.string() }));
const require = createRequire(import.meta.url);

/** The licence's name in the SPDX list. */
export function licenseTitle(id: LicenseId): string {
  const titles = Titles.parse(require('spdx-license-list'));
  return titles[spdxIds[id]]?.name ?? spdxIds[id];
}
