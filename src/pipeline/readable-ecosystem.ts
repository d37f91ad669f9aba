import { type Ecosystem, formatPackageId } from '../core/index.ts';
import type { PackageRecord } from '../registry/types.ts';
import { PipelineError } from './errors.ts';

/** The ecosystems whose documentation the source guard and the compiler know. */
const readable: ReadonlySet<Ecosystem> = new Set(['npm']);

export function canReadDocumentation(ecosystem: Ecosystem): boolean {
  return readable.has(ecosystem);
}

/** Throws PipelineError `unsupported-ecosystem`: a specification from documents that nobody understands would be nonsense. */
export function requireReadableEcosystem(record: PackageRecord): void {
  if (canReadDocumentation(record.ecosystem)) return;
  throw new PipelineError(
    'unsupported-ecosystem',
    `Cannot specify "${formatPackageId(record)}": packages of ${record.ecosystem} are resolved, but only documentation of npm packages is read so far`,
    { hint: 'Leave the package out with --exclude' },
  );
}
