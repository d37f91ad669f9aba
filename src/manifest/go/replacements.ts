import type { GoStatement } from '../../go-mod/index.ts';
import { type Entry, type EntryBase, refuseEntry } from '../entries.ts';
import { createModule } from './module-version.ts';

/** What stands in a module's place: another module, or a folder. */
export interface Replacement {
  readonly path: string;
  /** Only this version is replaced; null for every one. */
  readonly version: string | null;
  readonly target: string;
  /** Null for a folder. */
  readonly targetVersion: string | null;
}

export function readReplacements(statements: readonly GoStatement[]): Replacement[] {
  return statements.flatMap(({ directive, words }) => {
    const arrow = words.indexOf('=>');
    if (directive !== 'replace' || arrow < 1 || arrow > 2) return [];
    const [target, targetVersion = null, ...others] = words.slice(arrow + 1);
    if (target === undefined || others.length > 0) return [];
    return [{ path: words[0] ?? '', version: arrow === 2 ? (words[1] ?? '') : null, target, targetVersion }];
  });
}

/** Replacements by the path that they replace. */
export type ReplacementTable = ReadonlyMap<string, readonly Replacement[]>;

/** Those of a workspace come first: they win over those of its modules. */
export function indexReplacements(replacements: readonly Replacement[]): ReplacementTable {
  const table = new Map<string, Replacement[]>();
  for (const replacement of replacements) {
    const same = table.get(replacement.path);
    if (same === undefined) table.set(replacement.path, [replacement]);
    else same.push(replacement);
  }
  return table;
}

/** The entry as the first replacement that fits makes it; null when none does. */
export function applyReplacement(base: EntryBase, table: ReplacementTable): Entry | null {
  const ofPath = table.get(base.name) ?? [];
  // By Go's rule one that names the version wins over one that does not.
  const replacement =
    ofPath.find(({ version }) => version === base.constraint) ??
    ofPath.find(({ version }) => version === null);
  if (replacement === undefined) return null;
  if (replacement.targetVersion === null) {
    const folder = JSON.stringify(replacement.target.slice(0, 120));
    return refuseEntry(base, `replaced by the folder ${folder}, not a published module`);
  }
  return createModule(base, replacement.target, replacement.targetVersion);
}
