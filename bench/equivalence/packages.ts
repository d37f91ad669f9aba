/**
 * What the maker of inputs was tuned on, or whose survivors were seen: figures of these are no evidence. The second half
 * was kept back until 2026-11-24, 14:30 UTC.
 */
export const developmentPackages = [
  ...['left-pad@1.3.0', 'ms@2.1.3', 'deepmerge@4.3.1', 'minimist@1.2.8', 'camelcase@9.0.0', 'mitt@3.0.1'],
  ...['regexparam@3.0.0', 'pretty-ms@9.3.1', 'yocto-queue@1.2.1', 'quick-lru@7.0.0', 'nanoevents@9.1.0'],
  ...['map-obj@6.0.0', 'sprintf-js@1.1.3', 'ini@6.0.0', 'dequal@2.0.3'],
  ...['decamelize@6.0.1', 'leven@4.1.0', 'filter-obj@6.1.0', 'indent-string@5.0.0', 'kind-of@6.0.3'],
  ...['just-partition@2.2.0', 'pupa@3.3.0', 'parse-ms@4.0.0', 'split-lines@3.0.0', 'change-case@5.4.4'],
  ...['pluralize@8.0.0', 'sort-keys@6.0.1', 'cookie@1.0.2', 'bytes@3.1.2'],
  ...['range-parser@1.2.1', 'compare-versions@6.1.1', 'eventemitter3@5.0.1', 'tiny-emitter@2.1.0'],
  ...['denque@2.1.0', 'yallist@5.0.0', 'dlv@1.1.3', 'mri@1.2.0', 'hex-rgb@5.0.0', 'pretty-bytes@7.0.0'],
  ...['array-flatten@3.0.0', 'flat@6.0.1', 'tiny-lru@11.2.11', 'heap@0.2.7', 'string-similarity@4.0.4'],
] as const;

/**
 * Chosen on 2026-11-24, 17:20 UTC, by name and kind alone, before anything was run on them; none was named anywhere in
 * this repository or in the benches beside it.
 */
export const heldBackPackages = [
  ...[
    'strip-indent@4.0.0',
    'dedent@1.5.3',
    'detect-indent@7.0.1',
    'normalize-path@3.0.0',
    'escape-goat@4.0.0',
  ],
  ...['longest-streak@3.1.0', 'damerau-levenshtein@1.0.8', 'trim-newlines@5.0.0', 'string-argv@0.3.2'],
  ...['comma-separated-tokens@2.0.3', 'parse-numeric-range@1.3.0', 'content-type@1.0.5', 'shell-quote@1.8.1'],
  ...['set-cookie-parser@2.7.1', 'querystringify@2.2.0', 'iso8601-duration@2.1.2', 'markdown-table@3.0.4'],
  ...['tinydate@1.3.0', 'ordinal@1.0.3', 'rgb-hex@4.0.0', 'url-join@5.0.0', 'safe-stable-stringify@2.5.0'],
  ...['fast-json-stable-stringify@2.1.0', 'dset@3.1.4', 'deep-object-diff@1.1.9', 'shallow-equal@3.1.0'],
  ...['flatted@3.3.1', 'object-path@0.11.8', 'array-move@4.0.0', 'array-equal@1.0.2', 'tinyqueue@3.0.0'],
  ...['flatqueue@3.0.0', 'lru_map@0.4.1', 'hashids@2.3.0', 'await-to-js@3.0.0', 'p-reduce@3.0.0'],
  ...['tiny-async-pool@2.1.0', 'p-each-series@3.0.0'],
] as const;

/** Releases that changed documents, types or settings alone; that their code is the same is checked at each run. */
export const equalVersions = [
  ...['left-pad 1.1.0 1.1.1', 'left-pad 1.1.3 1.2.0', 'ms 2.1.2 2.1.3', 'escape-html 1.0.0 1.0.1'],
  ...['mri 1.1.6 1.2.0', 'klona 2.0.5 2.0.6', 'dequal 2.0.2 2.0.3', 'eventemitter3 5.0.3 5.0.4'],
  ...['tiny-emitter 2.0.1 2.0.2', 'denque 2.0.0 2.0.1', 'array-flatten 2.1.1 2.1.2', 'leven 3.0.0 3.1.0'],
  ...['kind-of 6.0.1 6.0.2', 'hex-rgb 4.0.0 4.1.0'],
] as const;

/** Releases of which the newer changed something that most users never meet: as near as two honest packages are. */
export const nextReleases = [
  ...['decamelize 5.0.1 6.0.1', 'leven 3.1.0 4.1.0', 'indent-string 4.0.0 5.0.0', 'camelcase 8.0.0 9.0.0'],
  ...['pretty-bytes 6.1.1 7.0.0', 'map-obj 5.0.2 6.0.0', 'split-lines 2.1.0 3.0.0', 'sort-keys 5.1.0 6.0.1'],
  ...['parse-ms 3.0.0 4.0.0', 'filter-obj 5.1.0 6.1.0', 'regexparam 2.0.2 3.0.0', 'deepmerge 4.2.2 4.3.1'],
  ...['minimist 1.2.5 1.2.8', 'flat 5.0.2 6.0.1', 'hex-rgb 4.3.0 5.0.0', 'compare-versions 6.0.0 6.1.1'],
] as const;
