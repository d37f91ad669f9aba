/** What the maker of Python's inputs was tried on while it was written: figures of these are no evidence. */
export const developmentPackages = [
  ...['python-slugify', 'inflection', 'humanize', 'semver', 'roman', 'titlecase', 'natsort', 'webcolors'],
] as const;

/** Chosen on 2026-11-24, 17:35 UTC, by name and kind alone, before any mutant of them was compared. */
export const heldBackPackages = [
  ...[
    'num2words',
    'text-unidecode',
    'iniconfig',
    'sortedcontainers',
    'toolz',
    'more-itertools',
    'itsdangerous',
  ],
  ...['wcwidth', 'idna', 'parse', 'jmespath', 'dpath', 'xmltodict', 'boltons', 'shortuuid', 'pyphen'],
  ...['word2number', 'unidecode', 'stringcase', 'pluralizer', 'levenshtein-py', 'tinycss2', 'furl', 'bidict'],
] as const;

/**
 * Releases whose modules are the same, or differ in their version number alone; that this is so is checked at each run.
 * On 2026-11-24 it was so of none of these: better pairs are wanted.
 */
export const equalVersions = [
  ...['toolz==0.12.1..0.12.0', 'inflection==0.5.1..0.5.0', 'iniconfig==2.0.0..1.1.1', 'idna==3.10..3.9'],
  ...['python-slugify==8.0.4..8.0.3', 'xmltodict==0.13.0..0.12.0', 'jmespath==1.0.1..1.0.0'],
  ...['titlecase==2.4.1..2.4', 'itsdangerous==2.1.2..2.1.1', 'natsort==8.4.0..8.3.1', 'six==1.17.0..1.16.0'],
] as const;
