import { valid } from 'semver';
import { z } from 'zod';
import { problemOfPackageName } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';

/** One version of a crate, as the index lists it. */
export interface IndexVersion {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the crate file, in hex. */
  readonly sha256: string;
  readonly isYanked: boolean;
  /** Requirements by name of what the library needs; optional, build and development ones are left out. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly rustVersion: string | null;
  readonly publishedAt: string | null;
}

const mostVersions = 50_000;
const mostDependencies = 5_000;
// The newest form of a line that is understood; a line of a later one may mean something else.
const newestForm = 2;

/** Only the fields phalus reads of a line. */
const Line = z.object({
  name: z.string().max(64),
  vers: z.string().max(256),
  cksum: z.string().regex(/^[0-9a-f]{64}$/i),
  yanked: z.boolean().optional(),
  v: z.number().optional(),
  rust_version: z.string().nullish(),
  pubtime: z.string().nullish(),
  deps: z
    .array(
      z.object({
        name: z.string(),
        req: z.string(),
        optional: z.boolean().optional(),
        kind: z.string().nullish(),
        package: z.string().nullish(),
      }),
    )
    .optional(),
});

/** Where the index keeps a crate, by the length of its name. */
export function renderIndexPath(name: string): string {
  const lower = name.toLowerCase();
  if (lower.length <= 2) return `${lower.length}/${lower}`;
  if (lower.length === 3) return `3/${lower[0]}/${lower}`;
  return `${lower.slice(0, 2)}/${lower.slice(2, 4)}/${lower}`;
}

/** The versions in an index file; lines that make no sense or are of a later form are passed over, as by Cargo. */
export function parseIndexFile(text: string, purpose: string): IndexVersion[] {
  const lines = text.split('\n', mostVersions).filter((line) => line.trim() !== '');
  const versions = lines.flatMap(readLine);
  if (versions.length > 0 || lines.length === 0) return versions;
  throw new RegistryError(
    'bad-response',
    `Cannot ${purpose}: no line of the answer is one of a sparse index`,
    {
      hint: "Check that the address is that of a sparse index, in Cargo's configuration or registries.crates",
    },
  );
}

function readLine(line: string): IndexVersion[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  const parsed = Line.safeParse(value);
  if (!parsed.success) return [];
  const { name, vers, cksum, yanked, v, rust_version, pubtime, deps = [] } = parsed.data;
  if ((v ?? 1) > newestForm || valid(vers) === null || problemOfPackageName('crates', name) !== null)
    return [];
  const needed = deps.filter(({ optional, kind }) => optional !== true && (kind ?? 'normal') === 'normal');
  return [
    {
      name,
      version: vers,
      sha256: cksum.toLowerCase(),
      isYanked: yanked === true,
      dependencies: Object.fromEntries(
        needed
          .slice(0, mostDependencies)
          .map((each) => [each.package ?? each.name, each.req.slice(0, 1024)] as const)
          .filter(([dependency]) => problemOfPackageName('crates', dependency) === null),
      ),
      rustVersion: rust_version ?? null,
      publishedAt: pubtime && !Number.isNaN(Date.parse(pubtime)) ? new Date(pubtime).toISOString() : null,
    },
  ];
}
