import { Range } from 'semver';

/** A version requirement by Cargo's rules. */
export interface CrateRequirement {
  matches(version: string): boolean;
  /** Nothing is asked for: any version will do. */
  readonly isAny: boolean;
}

const longestRequirement = 1024;
const mostComparators = 32;
const comparator =
  /^(=|\^|~|>=|<=|>|<)?\s*(\d+|[*xX])(?:\.(\d+|[*xX]))?(?:\.(\d+|[*xX]))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Reads a requirement: comparators between commas, a caret where none stands. Null for what Cargo would not take, such as
 * the `||` and the ranges with a dash of npm.
 */
export function parseCrateRequirement(text: string): CrateRequirement | null {
  const trimmed = text.trim();
  if (trimmed.length > longestRequirement) return null;
  if (/^(?:[*xX](?:\.[*xX]){0,2})?$/.test(trimmed)) return { matches: isFinal, isAny: true };
  const parts = trimmed.split(',').map((part) => part.trim());
  const rendered = parts.map(renderComparator);
  if (rendered.length > mostComparators || rendered.includes(null)) return null;
  try {
    // Between commas both mean the same; each comparator alone does too, once the caret is written out.
    const range = new Range(rendered.join(' '));
    return { matches: (version) => range.test(version), isAny: false };
  } catch {
    return null;
  }
}

function renderComparator(text: string): string | null {
  const match = comparator.exec(text);
  if (match === null) return null;
  const [, operator = '^', ...parts] = match;
  const [major = '', minor, patch, pre = ''] = parts;
  const numbers = [major, minor, patch].filter((part) => part !== undefined);
  const star = numbers.findIndex((part) => !/^\d/.test(part));
  // After a star only stars may come, and no pre-release.
  if (star !== -1 && (numbers.slice(star).some((part) => /^\d/.test(part)) || pre !== '')) return null;
  // Alone it was seen before; beside others Cargo does not take it.
  if (star === 0) return null;
  if (pre !== '' && numbers.length < 3) return null;
  const kept = star === -1 ? numbers : numbers.slice(0, star);
  // 1.2.* is narrower than the caret of 1.2.
  const sign = star !== -1 && match[1] === undefined ? '=' : operator;
  return `${sign}${kept.join('.')}${pre}`;
}

function isFinal(version: string): boolean {
  return !version.split('+', 1)[0]?.includes('-');
}
