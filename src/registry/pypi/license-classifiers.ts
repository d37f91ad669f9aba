/** What the licence classifiers of Python packages mean; those that name no version or no clauses are left as they are. */
const meanings: Readonly<Record<string, string>> = {
  'mit license': 'MIT',
  'mit no attribution license (mit-0)': 'MIT-0',
  'apache software license': 'Apache-2.0',
  'isc license (iscl)': 'ISC',
  'mozilla public license 2.0 (mpl 2.0)': 'MPL-2.0',
  'mozilla public license 1.1 (mpl 1.1)': 'MPL-1.1',
  'gnu general public license v2 (gplv2)': 'GPL-2.0-only',
  'gnu general public license v2 or later (gplv2+)': 'GPL-2.0-or-later',
  'gnu general public license v3 (gplv3)': 'GPL-3.0-only',
  'gnu general public license v3 or later (gplv3+)': 'GPL-3.0-or-later',
  'gnu lesser general public license v2 (lgplv2)': 'LGPL-2.0-only',
  'gnu lesser general public license v2 or later (lgplv2+)': 'LGPL-2.0-or-later',
  'gnu lesser general public license v3 (lgplv3)': 'LGPL-3.0-only',
  'gnu lesser general public license v3 or later (lgplv3+)': 'LGPL-3.0-or-later',
  'gnu affero general public license v3': 'AGPL-3.0-only',
  'gnu affero general public license v3 or later (agplv3+)': 'AGPL-3.0-or-later',
  'python software foundation license': 'PSF-2.0',
  'the unlicense (unlicense)': 'Unlicense',
  'cc0 1.0 universal (cc0 1.0) public domain dedication': 'CC0-1.0',
  'zlib/libpng license': 'Zlib',
  'boost software license 1.0 (bsl-1.0)': 'BSL-1.0',
  'eclipse public license 2.0 (epl-2.0)': 'EPL-2.0',
  'universal permissive license (upl)': 'UPL-1.0',
  'zope public license': 'ZPL-2.1',
  'academic free license (afl)': 'AFL-3.0',
};
const mostLicenses = 10;

/** The licence that classifiers name, as an expression; several are a choice. Empty when they name none. */
export function readClassifiedLicense(classifiers: readonly string[]): string {
  const names = classifiers.flatMap((classifier) => {
    const parts = classifier.slice(0, 300).split('::');
    const last = parts.at(-1)?.trim() ?? '';
    // The group of approved licences is no licence.
    if (parts[0]?.trim() !== 'License' || parts.length < 2 || last === 'OSI Approved') return [];
    return [Object.hasOwn(meanings, last.toLowerCase()) ? (meanings[last.toLowerCase()] ?? last) : last];
  });
  const unique = [...new Set(names)].slice(0, mostLicenses);
  return unique.length > 1 ? `(${unique.join(' OR ')})` : (unique[0] ?? '');
}
