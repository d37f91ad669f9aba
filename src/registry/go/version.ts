import { compare, valid } from 'semver';

const pseudo = /^v\d+\.(?:0\.0-|\d+\.\d+-(?:[^+]*\.)?0\.)\d{14}-[A-Za-z0-9]+(?:\+incompatible)?$/;

/** True for a complete version as Go writes it: `v1.2.3`, `v1.2.3-rc.1`, `v2.0.0+incompatible`, a pseudo version. */
export function isGoVersion(text: string): boolean {
  return /^v\d/.test(text) && text.length <= 256 && valid(strip(text)) !== null;
}

/** A version that stands for a commit: `v0.0.0-20191109021931-daa7c04131f5`. */
export function isPseudoVersion(text: string): boolean {
  return pseudo.test(text);
}

export function isPreRelease(text: string): boolean {
  return strip(text).includes('-');
}

export function isIncompatible(text: string): boolean {
  return text.endsWith('+incompatible');
}

/** Negative when the left one is older; what is no version comes before all. */
export function compareGoVersions(left: string, right: string): number {
  const [isLeft, isRight] = [isGoVersion(left), isGoVersion(right)];
  if (!isLeft || !isRight) return Number(isLeft) - Number(isRight);
  return compare(strip(left), strip(right));
}

// What stands behind the plus says nothing about the order.
function strip(version: string): string {
  return version.slice(1).split('+', 1)[0] ?? '';
}
