import {
  comparePythonVersions,
  compareWithoutLocal,
  hasSameRelease,
  isPreRelease,
  type PythonVersion,
  parsePythonVersion,
} from './version.ts';

/** A set of version specifiers by PEP 440, such as `>=2,<3,!=2.5.*`. */
export interface SpecifierSet {
  /** `text` is the version as published, which `===` looks at. Pre-releases are judged like any other. */
  matches(version: PythonVersion, text: string): boolean;
  /** A specifier names a pre-release, and so asks for pre-releases. */
  readonly wantsPreReleases: boolean;
  /** One single version is asked for (`==1.2`, `===x`): even when it was withdrawn. */
  readonly isPinned: boolean;
}

interface Specifier {
  readonly operator: string;
  readonly matches: SpecifierSet['matches'];
  readonly wantsPreReleases: boolean;
}

const longestSet = 2048;
const mostSpecifiers = 100;

/**
 * Reads specifiers between commas, an empty text for every version, and a bare version as people type it after a
 * package's name for exactly that one. Null for text that says nothing by PEP 440.
 */
export function parseSpecifierSet(text: string): SpecifierSet | null {
  if (text.length > longestSet) return null;
  const trimmed = text.trim().replace(/^\((.*)\)$/s, '$1');
  const parts = trimmed.split(',').map((part) => part.trim());
  const specifiers = parts.filter((part) => part !== '' && part !== '*').map(parseSpecifier);
  const known = specifiers.filter((specifier) => specifier !== null);
  if (known.length < specifiers.length || known.length > mostSpecifiers) return null;
  return {
    matches: (version, written) => known.every((specifier) => specifier.matches(version, written)),
    wantsPreReleases: known.some((specifier) => specifier.wantsPreReleases),
    isPinned: known.some(({ operator }) => operator === '==' || operator === '==='),
  };
}

function parseSpecifier(text: string): Specifier | null {
  const match = /^(===|~=|==|!=|<=|>=|<|>)?\s*([^\s,;()]+)$/.exec(text);
  const [, operator = '==', written = ''] = match ?? [];
  if (match === null) return null;
  if (operator === '===') return createArbitrary(written);
  if (written.endsWith('.*')) return createPrefix(operator, written.slice(0, -2));
  const wanted = parsePythonVersion(written);
  if (wanted === null) return null;
  if (wanted.local !== null && operator !== '==' && operator !== '!=') return null;
  const matches = createComparison(operator, wanted);
  const wantsPreReleases = operator !== '!=' && isPreRelease(wanted);
  return matches === null ? null : { operator, matches, wantsPreReleases };
}

function createArbitrary(written: string): Specifier {
  const wanted = written.toLowerCase();
  const parsed = parsePythonVersion(written);
  return {
    operator: '===',
    matches: (_, text) => text.trim().toLowerCase() === wanted,
    wantsPreReleases: parsed !== null && isPreRelease(parsed),
  };
}

/** `==1.2.*` and `!=1.2.*`: numbers alone may stand before the star. */
function createPrefix(operator: string, written: string): Specifier | null {
  const wanted = /^v?(?:\d+!)?\d+(?:\.\d+)*$/i.test(written) ? parsePythonVersion(written) : null;
  if (wanted === null || (operator !== '==' && operator !== '!=')) return null;
  const isEqual = operator === '==';
  return {
    // Not a pin: many versions may match.
    operator: `${operator}*`,
    matches: (version) => hasPrefix(version, wanted) === isEqual,
    wantsPreReleases: false,
  };
}

function hasPrefix(version: PythonVersion, prefix: Pick<PythonVersion, 'epoch' | 'release'>): boolean {
  return (
    version.epoch === prefix.epoch &&
    prefix.release.every((number, index) => (version.release[index] ?? 0n) === number)
  );
}

function createComparison(operator: string, wanted: PythonVersion): SpecifierSet['matches'] | null {
  switch (operator) {
    case '==':
      return (version) => isEqual(version, wanted);
    case '!=':
      return (version) => !isEqual(version, wanted);
    case '<=':
      return (version) => compareWithoutLocal(version, wanted) <= 0;
    case '>=':
      return (version) => compareWithoutLocal(version, wanted) >= 0;
    case '<':
      return (version) => isBelow(version, wanted);
    case '>':
      return (version) => isAbove(version, wanted);
    default:
      return createCompatible(wanted);
  }
}

function isEqual(version: PythonVersion, wanted: PythonVersion): boolean {
  const compare = wanted.local === null ? compareWithoutLocal : comparePythonVersions;
  return compare(version, wanted) === 0;
}

// Whoever asks for less than 2.0 does not mean its candidates, nor by less than 2.0.post1 that one's development.
function isBelow(version: PythonVersion, wanted: PythonVersion): boolean {
  if (comparePythonVersions(version, wanted) >= 0) return false;
  if (isPreRelease(wanted) || !isPreRelease(version) || !hasSameRelease(version, wanted)) return true;
  return wanted.post !== null && version.post !== wanted.post;
}

// More than 2.0 means neither its post releases nor builds of the same with a name of their own.
function isAbove(version: PythonVersion, wanted: PythonVersion): boolean {
  if (compareWithoutLocal(version, wanted) <= 0) return false;
  return !isPostReleaseOf(version, wanted);
}

function isPostReleaseOf(version: PythonVersion, wanted: PythonVersion): boolean {
  if (version.post === null || wanted.post !== null || wanted.dev !== null) return false;
  return compareWithoutLocal({ ...version, post: null, dev: null }, wanted) === 0;
}

/** `~=1.4.2` is `>=1.4.2, ==1.4.*`; with a single number it would mean nothing. */
function createCompatible(wanted: PythonVersion): SpecifierSet['matches'] | null {
  if (wanted.release.length < 2) return null;
  const prefix = { epoch: wanted.epoch, release: wanted.release.slice(0, -1) };
  return (version) => compareWithoutLocal(version, wanted) >= 0 && hasPrefix(version, prefix);
}
