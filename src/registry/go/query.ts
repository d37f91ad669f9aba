import { compareGoVersions, isGoVersion, isPreRelease } from './version.ts';

/** What is asked of a module, by Go's rules for module queries. */
export type GoQuery =
  | { readonly kind: 'latest' }
  | { readonly kind: 'version'; readonly version: string }
  /** Picks among versions that are sorted, newest first. */
  | { readonly kind: 'among'; pick(versions: readonly string[]): string | null }
  /** A branch, tag or commit, which only a proxy can turn into a version. */
  | { readonly kind: 'revision'; readonly revision: string };

const comparison = /^(<=|>=|<|>)\s*(v\S+)$/;

/** Null for text that is no query. */
export function parseGoQuery(text: string): GoQuery | null {
  const query = text.trim();
  if (['', 'latest', 'upgrade', 'patch'].includes(query)) return { kind: 'latest' };
  // People leave the v out.
  const version = /^\d/.test(query) ? `v${query}` : query;
  if (isGoVersion(version)) return { kind: 'version', version };
  const [, operator = '', bound = ''] = comparison.exec(query) ?? [];
  if (isGoVersion(bound))
    return { kind: 'among', pick: (versions) => pickCompared(versions, operator, bound) };
  if (/^v\d+(?:\.\d+)?$/.test(version))
    return { kind: 'among', pick: (versions) => pickPrefix(versions, version) };
  const isRevision = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/.test(query) && !query.includes('..');
  return isRevision ? { kind: 'revision', revision: query } : null;
}

/** Of several that fit, the one nearest to the bound; a release before a pre-release. */
function pickCompared(versions: readonly string[], operator: string, bound: string): string | null {
  const fitting = versions.filter((version) => {
    const order = compareGoVersions(version, bound);
    if (order === 0) return operator.includes('=');
    return operator.startsWith('<') ? order < 0 : order > 0;
  });
  const nearestFirst = operator.startsWith('<') ? fitting : fitting.toReversed();
  return preferRelease(nearestFirst);
}

function pickPrefix(versions: readonly string[], prefix: string): string | null {
  return preferRelease(versions.filter((version) => version.startsWith(`${prefix}.`)));
}

/** The first release, else the first of all. */
export function preferRelease(versions: readonly string[]): string | null {
  return versions.find((version) => !isPreRelease(version)) ?? versions[0] ?? null;
}
