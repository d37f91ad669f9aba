import { findNearest } from '../config/index.ts';
import { CliError } from './errors.ts';

export interface Selection {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * What --only and --exclude leave. `*` stands for any text within a name. Throws CliError `usage` for a name that
 * fits nothing: a slip there would quietly rebuild too much or too little.
 */
export function selectPackages<T extends { readonly name: string }>(
  items: readonly T[],
  { only, exclude }: Selection,
  knownNames: readonly string[],
): readonly T[] {
  for (const [flag, patterns] of [
    ['--only', only],
    ['--exclude', exclude],
  ] as const) {
    for (const pattern of patterns) {
      if (!knownNames.some((name) => fitsPattern(name, pattern)))
        throw unknownName(flag, pattern, knownNames);
    }
  }
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

function unknownName(flag: string, pattern: string, names: readonly string[]): CliError {
  const nearest = findNearest(pattern, names);
  return new CliError('usage', `Cannot use ${flag} ${pattern}: the manifest has no such dependency`, {
    hint: nearest === null ? `It has: ${names.slice(0, 10).join(', ')}` : `Did you mean ${nearest}?`,
  });
}
