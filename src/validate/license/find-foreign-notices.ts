import type { PackageFiles } from '../../scenarios/types.ts';
import { isSource } from '../code-files.ts';

const licenceFile = /(?:^|\/)(?:licen[cs]es?|copying|unlicense|notice|copyright)(?:[.-][\w.-]*)?$/i;
const notice =
  /(?:\/\/|\/\*|^\s*\*|^\s*#)[^"'`]{0,200}?\b(copyright\b.*|©.*|spdx-license-identifier.*|all rights reserved.*|licensed under.*|@licen[cs]e\b.*|@author\b.*)/i;

/** Licences and copyrights of others in the result: further licence files, and notices below the header of a file. */
export function findForeignNotices(
  files: PackageFiles,
  readBody: (text: string) => string,
  documented: string,
): string[] {
  const texts = Object.keys(files).filter(
    (path) => path !== 'LICENSE' && licenceFile.test(path) && !isSource(path),
  );
  const notices = Object.keys(files)
    .filter(isSource)
    .flatMap((path) => {
      for (const line of readBody(files[path] ?? '').split('\n')) {
        const found = notice.exec(line.slice(0, 2_000))?.[1]?.trim().slice(0, 100);
        if (found !== undefined && !documented.includes(found))
          return [`${path} carries a notice of another: ${found}`];
      }
      return [];
    });
  return [...texts.map((path) => `${path} is another licence beside LICENSE`), ...notices];
}
