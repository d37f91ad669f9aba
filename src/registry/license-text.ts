import type { ArchiveFile } from './types.ts';

/** Words that only one licence has, in the order in which they are looked for; all of a row must be there. */
const signs: readonly (readonly [string, readonly string[]])[] = [
  // These name the next ones as licences beside them.
  ['MPL-2.0', ['mozilla public license', '2.0']],
  ['EPL-2.0', ['eclipse public license', '2.0']],
  ['AGPL-3.0', ['gnu affero general public license', 'version 3']],
  ['LGPL-3.0', ['gnu lesser general public license', 'version 3']],
  ['LGPL-2.1', ['gnu lesser general public license', 'version 2.1']],
  ['GPL-3.0', ['gnu general public license', 'version 3']],
  ['GPL-2.0', ['gnu general public license', 'version 2']],
  ['BSL-1.0', ['boost software license', 'version 1.0']],
  ['Apache-2.0', ['apache license', 'version 2.0']],
  ['CC0-1.0', ['cc0 1.0 universal']],
  ['Unlicense', ['free and unencumbered software released into the public domain']],
  ['Zlib', ['this software is provided', 'altered source versions must be plainly marked']],
  ['BSD-3-Clause', ['redistribution and use in source and binary forms', 'endorse or promote']],
  ['BSD-2-Clause', ['redistribution and use in source and binary forms']],
  [
    'ISC',
    [
      'permission to use, copy, modify, and',
      'distribute this software for any purpose',
      'appear in all copies',
    ],
  ],
  ['0BSD', ['permission to use, copy, modify, and', 'distribute this software for any purpose']],
  ['MIT', ['permission is hereby granted, free of charge', 'shall be included in all copies']],
  ['MIT-0', ['permission is hereby granted, free of charge']],
];
const longestText = 100_000;
// A licence says what it is at its top; what comes later may be another's, quoted.
const head = 4_000;

/** What the short licences say, one for each kind: a file with two of them is under two, and neither is its name. */
const kinds = [
  'redistribution and use in source and binary forms',
  'permission to use, copy, modify, and',
  'permission is hereby granted, free of charge',
  'altered source versions must be plainly marked',
  'openssl license',
  'apache license',
];

/** The licence whose text a file is, by words that only it has; empty when it is none that is known, or several. */
export function recogniseLicenseText(text: string): string {
  const plain = text
    .slice(0, longestText)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.,]+/g, ' ');
  if (kinds.filter((words) => plain.includes(words)).length > 1) return '';
  const top = plain.slice(0, head);
  const found = signs.find(([, words]) => words.every((word) => top.includes(word)));
  return found?.[0] ?? '';
}

/** True for the name of a file that usually holds a licence. */
export function isLicenseFile(path: string): boolean {
  return /^(?:li[cs]en[cs]e|copying|unlicense)(?:[-._][\w.-]{1,40})?$/i.test(path);
}

/**
 * The licence of a package that states none, by its licence files. What several say applies together; a file that nobody
 * recognises is named, as npm does. Empty when there is no such file.
 */
export function readLicenseFiles(files: readonly ArchiveFile[]): string {
  const read = files
    .filter(({ path }) => isLicenseFile(path))
    .map(({ path, content }) => ({ path, id: recogniseLicenseText(Buffer.from(content).toString('utf8')) }));
  const unknown = read.find(({ id }) => id === '');
  if (unknown !== undefined) return `SEE LICENSE IN ${unknown.path}`;
  const ids = [...new Set(read.map(({ id }) => id))];
  return ids.length > 1 ? `(${ids.join(' AND ')})` : (ids[0] ?? '');
}
