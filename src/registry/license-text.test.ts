import licenses from 'spdx-license-list/full.js';
import { describe, expect, it } from 'vitest';
import { isLicenseFile, readLicenseFiles, recogniseLicenseText } from './license-text.ts';

describe('recogniseLicenseText()', () => {
  it.each([
    ['MIT', 'MIT'],
    ['MIT-0', 'MIT-0'],
    ['ISC', 'ISC'],
    ['0BSD', '0BSD'],
    ['BSD-2-Clause', 'BSD-2-Clause'],
    ['BSD-3-Clause', 'BSD-3-Clause'],
    ['Apache-2.0', 'Apache-2.0'],
    ['MPL-2.0', 'MPL-2.0'],
    ['EPL-2.0', 'EPL-2.0'],
    ['BSL-1.0', 'BSL-1.0'],
    ['Zlib', 'Zlib'],
    ['Unlicense', 'Unlicense'],
    ['CC0-1.0', 'CC0-1.0'],
    ['GPL-2.0-only', 'GPL-2.0'],
    ['GPL-3.0-only', 'GPL-3.0'],
    ['LGPL-2.1-only', 'LGPL-2.1'],
    ['LGPL-3.0-only', 'LGPL-3.0'],
    ['AGPL-3.0-only', 'AGPL-3.0'],
  ])('knows the text of %s', (id, expected) => {
    expect(recogniseLicenseText(licenses[id]?.licenseText ?? '')).toBe(expected);
  });

  it('names nothing for other words, nor for two licences in one file', () => {
    const both = `${licenses.MIT?.licenseText}\n\n${licenses['BSD-3-Clause']?.licenseText}`;

    expect(['', 'All rights reserved', both].map(recogniseLicenseText)).toEqual(['', '', '']);
  });
});

describe('isLicenseFile()', () => {
  it('knows files by their names', () => {
    const names = [
      'LICENSE',
      'LICENCE.md',
      'COPYING',
      'LICENSE-MIT',
      'license.txt',
      'src/LICENSE',
      'licenses.go',
      'LICENSE.x/y',
    ];

    expect(names.filter(isLicenseFile)).toEqual([
      'LICENSE',
      'LICENCE.md',
      'COPYING',
      'LICENSE-MIT',
      'license.txt',
    ]);
  });
});

describe('readLicenseFiles()', () => {
  const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
  const mit = file('LICENSE', licenses.MIT?.licenseText ?? '');
  const apache = file('LICENSE-APACHE', licenses['Apache-2.0']?.licenseText ?? '');

  it('joins what several files say, names a file that nobody recognises, and looks at no other file', () => {
    expect(readLicenseFiles([mit])).toBe('MIT');
    expect(readLicenseFiles([mit, file('COPYING', licenses.MIT?.licenseText ?? '')])).toBe('MIT');
    expect(readLicenseFiles([mit, apache])).toBe('(MIT AND Apache-2.0)');
    expect(readLicenseFiles([mit, file('LICENSE.other', 'mine')])).toBe('SEE LICENSE IN LICENSE.other');
    expect(readLicenseFiles([file('README.md', licenses.MIT?.licenseText ?? '')])).toBe('');
  });
});
