export type LicenseClass =
  | 'public-domain'
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'proprietary'
  | 'unknown';

/** From the freest to the least free; `unknown` counts as least. */
export const classOrder: readonly LicenseClass[] = [
  'public-domain',
  'permissive',
  'weak-copyleft',
  'strong-copyleft',
  'proprietary',
  'unknown',
];

// Prefixes of SPDX identifiers: versions and variants of one licence share what they ask for.
const prefixes: Readonly<Record<Exclude<LicenseClass, 'unknown'>, readonly string[]>> = {
  'public-domain': ['CC0-', 'Unlicense', 'PDDL-', 'CC-PDDC', 'SAX-PD', 'blessing', 'NIST-PD', 'LOOP'],
  permissive: [
    ...[
      '0BSD',
      'MIT',
      'ISC',
      'BSD-',
      'Apache-',
      'BlueOak-',
      'WTFPL',
      'Zlib',
      'zlib-',
      'Python-',
      'PSF-',
      'X11',
    ],
    ...[
      'BSL-1.0',
      'Artistic-2.0',
      'AFL-',
      'NCSA',
      'PostgreSQL',
      'Unicode-',
      'UPL-',
      'Beerware',
      'FTL',
      'W3C',
    ],
    ...[
      'CC-BY-1',
      'CC-BY-2',
      'CC-BY-3',
      'CC-BY-4',
      'OFL-',
      'HPND',
      'ICU',
      'curl',
      'libpng',
      'MulanPSL-',
      'Ruby',
    ],
    ...[
      'ECL-',
      'Fair',
      'bzip2-',
      'TCL',
      'Vim',
      'OpenSSL',
      'PHP-',
      'JSON',
      'Xnet',
      'AML',
      'NTP',
      'Naumen',
      'ZPL-',
    ],
  ],
  'weak-copyleft': [
    ...['LGPL-', 'MPL-', 'EPL-', 'CDDL-', 'CPL-', 'IPL-', 'APSL-', 'MS-RL', 'Artistic-1.0', 'LPPL-', 'CPAL-'],
    ...['CECILL-C', 'ErlPL-', 'SPL-', 'NPL-', 'APL-', 'LGPLLR', 'QPL-'],
  ],
  'strong-copyleft': [
    ...[
      'GPL-',
      'AGPL-',
      'EUPL-',
      'OSL-',
      'CC-BY-SA-',
      'CECILL-1',
      'CECILL-2',
      'RPL-',
      'Sleepycat',
      'Parity-',
    ],
    ...['GFDL-', 'ODbL-', 'NGPL', 'OGTSL', 'copyleft-next-'],
  ],
  proprietary: [
    ...[
      'BUSL-',
      'SSPL-',
      'Elastic-',
      'PolyForm-',
      'Prosperity-',
      'CC-BY-NC',
      'CC-BY-ND',
      'JPL-image',
      'Hippocratic-',
    ],
    ...['FSL-', 'Watcom-'],
  ],
};

/** The class of one SPDX identifier; an exception (`WITH ...`) makes strong copyleft weak. */
export function classifyIdentifier(identifier: string, exception: string | undefined): LicenseClass {
  let best: { name: LicenseClass; length: number } = { name: 'unknown', length: 0 };
  for (const [name, starts] of Object.entries(prefixes) as [LicenseClass, readonly string[]][]) {
    for (const start of starts) {
      if (identifier.startsWith(start) && start.length > best.length) best = { name, length: start.length };
    }
  }
  return best.name === 'strong-copyleft' && exception !== undefined ? 'weak-copyleft' : best.name;
}
