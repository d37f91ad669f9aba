import type { PackageFiles } from '../../scenarios/types.ts';
import { isSource } from '../code-files.ts';
import { foldLetters } from '../readings/fold-letters.ts';

/** Words with which texts of licences begin, whatever their file is called. */
const licenceText =
  /GNU (?:LESSER |AFFERO |LIBRARY )?GENERAL PUBLIC LICEN[CS]E|Permission is hereby granted, free of charge|Permission to use, copy, modify|Redistribution and use in source and binary forms|Apache License\s+Version 2|Mozilla Public License|Eclipse Public License|Creative Commons Attribution|This is free and unencumbered software/i;
/** The same in a text of the code: there it needs a mark that nobody writes by accident. */
const noticeInText = /["'`][^"'`]{0,200}?\b(copyright\s*(?:\(c\)|©|\d{4}).{0,100})/i;
const licenceFile = /(?:^|\/)(?:licen[cs]es?|copying|unlicense|notice|copyright)(?:[.-][\w.-]*)?$/i;
const notice =
  /(?:\/\/|\/\*|^\s*\*|^\s*#)[^"'`]{0,200}?\b(copyright\b.*|©.*|spdx-license-identifier.*|all rights reserved.*|licensed under.*|@licen[cs]e\b.*|@author\b.*)/i;

/** Licences and copyrights of others in the result: further licence files, and notices below the header of a file. */
export function findForeignNotices(
  files: PackageFiles,
  readBody: (text: string) => string,
  documented: string,
): string[] {
  const others = Object.keys(files).filter((path) => path !== 'LICENSE' && !isSource(path));
  const texts = others.filter((path) => licenceFile.test(path));
  const likeOne = others.filter((path) => !texts.includes(path) && licenceText.test(files[path] ?? ''));
  const notices = Object.keys(files)
    .filter(isSource)
    .flatMap((path) => {
      for (const written of readBody(files[path] ?? '').split('\n')) {
        const line = foldLetters(written.slice(0, 2_000));
        const found = (notice.exec(line) ?? noticeInText.exec(line))?.[1]?.trim().slice(0, 100);
        if (found !== undefined && !documented.includes(found))
          return [`${path} carries a notice of another: ${found}`];
      }
      return [];
    });
  return [
    ...texts.map((path) => `${path} is another licence beside LICENSE`),
    ...likeOne.map((path) => `${path} reads like a licence beside LICENSE`),
    ...notices,
  ];
}
