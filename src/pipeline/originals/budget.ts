import { PhalusError } from '../../core/index.ts';
import type { PackageRecord } from '../../registry/types.ts';

/** Packages that an original may bring along, itself included. */
const packageLimit = 80;
const totalLimitBytes = 48 * 1024 * 1024;
const fileLimit = 4000;

/** What is left of the limits of an original. */
export interface Budget {
  packages: number;
  bytes: number;
  files: number;
}

export function createBudget(): Budget {
  return { packages: packageLimit, bytes: totalLimitBytes, files: fileLimit };
}

/** Throws PhalusError `original-too-large` when more is spent than there is. */
export function spend(budget: Budget, { name }: PackageRecord, cost: Partial<Budget>): void {
  budget.packages -= cost.packages ?? 0;
  budget.bytes -= cost.bytes ?? 0;
  budget.files -= cost.files ?? 0;
  if (budget.packages >= 0 && budget.bytes >= 0 && budget.files >= 0) return;
  throw new PhalusError(
    'original-too-large',
    `${name} and what it depends on are more than ${packageLimit} packages, ${fileLimit} files or ${totalLimitBytes} bytes`,
  );
}
