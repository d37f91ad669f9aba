import { PhalusError } from './errors.ts';

export const ecosystems = ['npm', 'pypi', 'crates', 'go'] as const;
export type Ecosystem = (typeof ecosystems)[number];

/** One resolved package. */
export interface PackageId {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Exact version, as the registry spells it. */
  readonly version: string;
}

/** `name@version`, the spelling of the audit log's `package` field. */
export function formatPackageId(id: Pick<PackageId, 'name' | 'version'>): string {
  return `${id.name}@${id.version}`;
}

export class PackageReferenceError extends PhalusError<'bad-package-reference'> {}

/** A package as a person types it: `npm/left-pad@1.3.0`, `npm/@scope/name@^2`, `npm/left-pad`. */
export interface PackageReference {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** A version or range; empty when absent, which means the newest. */
  readonly constraint: string;
}

/** Throws PackageReferenceError `bad-package-reference` naming what was expected. */
export function parsePackageReference(text: string): PackageReference {
  const match = /^([^/]+)\/(@?[^@]+)(?:@(.*))?$/s.exec(text.trim());
  const ecosystem = ecosystems.find((key) => key === match?.[1]);
  const name = match?.[2];
  if (ecosystem === undefined || name === undefined || name.endsWith('/')) {
    throw new PackageReferenceError(
      'bad-package-reference',
      `Cannot read the package "${text}": expected ecosystem/name@version with an ecosystem of ${ecosystems.join(', ')}`,
      { hint: 'Write, for example, npm/left-pad@1.3.0 or npm/@scope/name' },
    );
  }
  return { ecosystem, name, constraint: match?.[3] ?? '' };
}

/**
 * The folder of a package below the output folder: one path segment whatever the name holds, so that no name can
 * climb out of it or land inside another package. `@scope/name` becomes `@scope__name`.
 */
export function packageFolderName(name: string): string {
  const flat = name.replaceAll('/', '__').replace(/[^A-Za-z0-9@._+-]/g, '-');
  return /^\.+$/.test(flat) || flat === '' ? `_${flat}` : flat;
}
