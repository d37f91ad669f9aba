import type { Ecosystem } from './package-id.ts';

/**
 * The spelling that decides whether two names are the same package: by PEP 503 for pypi (`Ruamel.Yaml_x` is
 * `ruamel-yaml-x`), letters and dashes for crates (`Serde_JSON` is `serde-json`), as written for npm and go, which
 * tell `A` from `a`. A Python index is asked by this spelling; a crate index and a module proxy are not (see below).
 */
export function normalizePackageName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'pypi':
      return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
    case 'crates':
      // For comparison only: an index keeps the spelling of the first upload, so it is asked by the name as written.
      return name.toLowerCase().replaceAll('_', '-');
    default:
      return name;
  }
}

/** True when both names mean one package of the ecosystem. */
export function isSamePackageName(ecosystem: Ecosystem, left: string, right: string): boolean {
  return normalizePackageName(ecosystem, left) === normalizePackageName(ecosystem, right);
}

/**
 * A module path or version as a module proxy wants it in an address: each capital as `!` and its small letter, so that
 * servers whose files know no case keep them apart.
 */
export function escapeGoPath(path: string): string {
  return path.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** What `escapeGoPath` made its text from; null for text that it never gives. */
export function unescapeGoPath(escaped: string): string | null {
  if (/[A-Z]|!(?![a-z])/.test(escaped)) return null;
  return escaped.replaceAll(/![a-z]/g, (pair) => pair.slice(1).toUpperCase());
}
