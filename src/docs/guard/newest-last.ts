import semver from 'semver';
import { sectionStarts } from './fit-size.ts';

/** True when a changelog begins with its oldest version. */
export function isNewestLast(text: string): boolean {
  const versions = sectionStarts(text).flatMap((start) => {
    const heading = text.slice(start, start + 200).split('\n')[0] ?? '';
    const version = /\d{1,6}\.\d{1,6}\.\d{1,6}/.exec(heading)?.[0];
    return version === undefined || semver.valid(version) === null ? [] : [version];
  });
  const [first, last] = [versions[0], versions.at(-1)];
  return first !== undefined && last !== undefined && semver.lt(first, last);
}
