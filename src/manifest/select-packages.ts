import { findNearest } from '../config/nearest.ts';
import { ManifestError } from './errors.ts';
import type { Manifest } from './types.ts';

export interface Selection {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

/** What the user calls the two lists: `--only` on the command line, `only` in a request. */
export interface SelectionLabels {
  readonly only: string;
  readonly exclude: string;
}

/**
 * The manifest without what the selection leaves out. `*` stands for any text within a name. Throws ManifestError
 * `unknown-name` for a name that fits nothing, because a slip there would quietly rebuild too much or too little, and
 * `empty` when nothing is left.
 */
export function selectFromManifest(
  manifest: Manifest,
  selection: Selection,
  labels: SelectionLabels,
): Manifest {
  const names = [...manifest.packages, ...manifest.unsupported].map(({ name }) => name);
  verifyPatterns(labels.only, selection.only, names);
  verifyPatterns(labels.exclude, selection.exclude, names);
  const chosen = {
    ...manifest,
    packages: selectPackages(manifest.packages, selection),
    unsupported: selectPackages(manifest.unsupported, selection),
  };
  if (chosen.packages.length + chosen.unsupported.length > 0) return chosen;
  throw new ManifestError(
    'empty',
    `Nothing to do: ${labels.only} and ${labels.exclude} leave no dependency`,
    {
      hint: `The manifest has: ${names.slice(0, 10).join(', ')}`,
    },
  );
}

function verifyPatterns(label: string, patterns: readonly string[], names: readonly string[]): void {
  const unknown = patterns.find((pattern) => !names.some((name) => fitsPattern(name, pattern)));
  if (unknown !== undefined) throw unknownName(label, unknown, names);
}

function selectPackages<T extends { readonly name: string }>(
  items: readonly T[],
  { only, exclude }: Selection,
): readonly T[] {
  return items.filter(
    ({ name }) =>
      (only.length === 0 || only.some((pattern) => fitsPattern(name, pattern))) &&
      !exclude.some((pattern) => fitsPattern(name, pattern)),
  );
}

/** By hand rather than as a regular expression: several `*` would make one that explodes. */
function fitsPattern(name: string, pattern: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return name === head;
  const tail = parts.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let place = head.length;
  const end = name.length - tail.length;
  for (const part of parts) {
    const found = name.indexOf(part, place);
    if (found === -1 || found + part.length > end) return false;
    place = found + part.length;
  }
  return true;
}

function unknownName(label: string, pattern: string, names: readonly string[]): ManifestError {
  const nearest = findNearest(pattern, names);
  return new ManifestError(
    'unknown-name',
    `Cannot use ${label} ${pattern}: the manifest has no such dependency`,
    {
      hint: nearest === null ? `It has: ${names.slice(0, 10).join(', ')}` : `Did you mean ${nearest}?`,
    },
  );
}
