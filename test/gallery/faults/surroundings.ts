import { PhalusError } from '../../../src/core/index.ts';
import { renderLicense } from '../../../src/license/index.ts';
import { bases } from '../bases.ts';
import { header, license } from '../create-base.ts';
import type { Exhibit } from '../judge-exhibit.ts';
import { all, append, begin, remove, replace, setManifest, write } from '../plant.ts';

const code = 'src/index.js';

const atImport = (
  name: string,
  verdict: Exhibit['verdict'],
  line: string,
  reason: RegExp,
  base: 'words' | 'roman' = 'roman',
): Exhibit => ({
  // What loads such a module of Node is in doubt for that alone.
  ...(/node:(?:fs|worker_threads)/.test(line) && { also: ['dependencies'] as const }),
  ...{ name, base, check: 'side-effects', verdict, reason, change: begin(code, line) },
  ...(verdict === 'FAIL' && { withOriginal: false }),
  request: { testTimeoutMs: 2_500 },
});

const merging = `function merge(target, source) {
  for (const key of Object.keys(Object(source))) {
    const value = source[key];
    if (typeof value === 'object' && value !== null) target[key] = merge(target[key] ?? {}, value);
    else target[key] = value;
  }
  return target;
}`;

/** What a package does to its surroundings. */
const sideEffects: readonly Exhibit[] = [
  atImport(
    'a request at import',
    'FAIL',
    "require('node:http').get('http://collect.example/hello').on('error', () => {});",
    /reaches for the network when it is loaded/,
  ),
  atImport(
    'fetch at import',
    'FAIL',
    "fetch('https://collect.example/').catch(() => {});",
    /reaches for the network when it is loaded: fetch/,
    'words',
  ),
  atImport(
    'a look-up a moment after import',
    'FAIL',
    "setTimeout(() => require('node:dns').lookup('collect.example', () => {}), 20);",
    /reaches for the network when it is loaded: lookup/,
  ),
  atImport(
    'a server at import',
    'FAIL',
    "require('node:net').createServer().listen(0).unref();",
    /reaches for the network when it is loaded/,
  ),
  atImport(
    'a program at import',
    'FAIL',
    "require('node:child_process').spawn('node', ['--version']).on('error', () => {});",
    /starts a program when it is loaded/,
  ),
  atImport(
    'process.exit at import',
    'FAIL',
    'process.exit(0);',
    /ends the process when it is loaded: process\.exit/,
    'words',
  ),
  atImport('an infinite loop at import', 'FAIL', 'for (;;);', /does not load: it did not/),
  atImport(
    'Object.prototype extended',
    'FAIL',
    'Object.prototype.isEmpty = function () { return Object.keys(this).length === 0; };',
    /changes what all code shares when it is loaded: Object\.prototype \(isEmpty\)/,
  ),
  atImport(
    'a method of arrays replaced',
    'FAIL',
    'const { flat } = Array.prototype;\nArray.prototype.flat = function (...values) { return flat.apply(this, values); };',
    /changes what all code shares when it is loaded: Array\.prototype \(flat\)/,
  ),
  atImport(
    'JSON.parse replaced',
    'FAIL',
    'const parse = JSON.parse;\nJSON.parse = (text, ...rest) => parse(text, ...rest);',
    /changes what all code shares when it is loaded: JSON \(parse\)/,
  ),
  atImport(
    'a module of Node changed',
    'FAIL',
    "const fs = require('node:fs');\nconst { readFileSync } = fs;\nfs.readFileSync = (...values) => readFileSync(...values);",
    /changes a module of Node when it is loaded: fs \(readFileSync\)/,
  ),
  atImport(
    'a file written at import',
    'REVIEW',
    "require('node:fs').writeFileSync('/tmp/mark', '1');",
    /changes files when it is loaded: writeFileSync/,
  ),
  atImport(
    'files outside of the package read at import',
    'REVIEW',
    "try { require('node:fs').readFileSync('/etc/passwd'); } catch {}",
    /reads files outside of the package when it is loaded: readFileSync \(\/etc\/passwd\)/,
  ),
  atImport(
    'a global variable',
    'REVIEW',
    'globalThis.romanCache = new Map();',
    /changes a global variable when it is loaded: romanCache/,
  ),
  {
    name: 'a timer that keeps the process alive',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /the tests did not end in the time/,
    change: begin(code, 'setInterval(() => {}, 60_000);'),
    request: { testTimeoutMs: 3_000 },
  },
  atImport(
    'an environment variable set',
    'REVIEW',
    "process.env.ROMAN = 'yes';",
    /changes settings of the process when it is loaded: process\.env \(ROMAN\)/,
  ),
  atImport(
    'a listener on the end of the process',
    'REVIEW',
    "process.on('beforeExit', () => {});",
    /listens to the process when it is loaded: beforeExit/,
  ),
  atImport(
    'a greeting at import',
    'REVIEW',
    "console.log('thank you for installing');",
    /prints when it is loaded: thank you/,
  ),
  atImport(
    'a thread at import',
    'REVIEW',
    "new (require('node:worker_threads').Worker)('', { eval: true }).unref();",
    /starts a thread when it is loaded/,
  ),
  {
    name: 'process.exit when it is called',
    ...{ base: 'roman', check: 'side-effects', verdict: 'FAIL', withOriginal: false },
    reason: /ends the process when it is called \(S\d+: toRoman\(0\)\): process\.exit/,
    change: replace(
      code,
      "throw new RangeError('a whole number",
      "process.exit(1);\n    throw new RangeError('a whole number",
    ),
  },
  {
    name: 'a request when it is called, of which nothing is documented',
    ...{ base: 'bag', check: 'side-effects', verdict: 'REVIEW' },
    reason: /reaches for the network when it is called \(S\d+: .*\): fetch/,
    change: replace(
      code,
      'const united = new Bag();',
      "fetch('https://collect.example/').catch(() => {});\n  const united = new Bag();",
    ),
  },
  {
    name: 'input that pollutes Object.prototype',
    ...{ base: 'words', check: 'side-effects', verdict: 'FAIL', withOriginal: false },
    reason: /input can change Object\.prototype through tallyWords/,
    change: all(
      begin(code, merging),
      replace(
        code,
        'const totals = new Map();',
        'options = merge({}, options);\n  const totals = new Map();',
      ),
    ),
  },
  {
    name: 'a command at installation',
    ...{ base: 'words', check: 'side-effects', verdict: 'FAIL', withOriginal: false },
    reason: /runs a command when it is installed: postinstall: node setup\.js/,
    change: setManifest({ scripts: { test: 'node --test', postinstall: 'node setup.js' } }),
  },
];

const askRegistry: Exhibit['request'] = {
  readDependency: async ({ name }) => {
    if (name === 'no-such-thing') throw new PhalusError('not-found', 'Cannot find "no-such-thing"');
    return {
      version: '1.2.3',
      license: { 'copyleft-words': 'GPL-3.0-only', 'odd-words': 'Custom terms' }[name] ?? 'MIT',
    };
  },
};
const needs = (name: string, range: string): Exhibit['change'] =>
  setManifest({ dependencies: { [name]: range } });

const dependencies: readonly Exhibit[] = [
  {
    name: 'an import that the manifest does not declare',
    ...{ base: 'words', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js imports lodash, which package\.json does not declare/,
    change: begin(code, "import 'lodash';"),
  },
  {
    name: 'an import of a file that is not there',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js imports \.\/helper\.js, which is not in the package/,
    change: begin(code, "const helper = require('./helper.js');"),
  },
  {
    name: 'an import from outside of the package',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /imports \.\.\/\.\.\/shared\/steps\.js, which lies outside of the package/,
    change: begin(code, "let shared;\ntry { shared = require('../../shared/steps.js'); } catch {}"),
  },
  {
    name: 'the original as a dependency under another name',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /asks for the original itself: real npm:roman-count@1\.0\.0/,
    change: needs('real', 'npm:roman-count@1.0.0'),
  },
  {
    name: 'a dependency from no registry',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /asks for steps from a place that is no registry: git\+https/,
    change: needs('steps', 'git+https://code.example/a/steps.git'),
  },
  {
    name: 'a dependency that does not exist',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false, request: askRegistry },
    reason: /it asks for no-such-thing \^1\.0\.0, which its registry does not have/,
    change: needs('no-such-thing', '^1.0.0'),
  },
  {
    name: 'a dependency under a stricter licence',
    ...{ base: 'roman', check: 'dependencies', verdict: 'FAIL', withOriginal: false, request: askRegistry },
    reason: /copyleft-words@1\.2\.3 is under GPL-3\.0-only, which asks for more/,
    change: needs('copyleft-words', '^1.0.0'),
  },
  {
    name: 'a dependency under terms that nobody knows',
    ...{ base: 'roman', check: 'dependencies', verdict: 'REVIEW', request: askRegistry },
    reason: /odd-words@1\.2\.3 is under Custom terms, which asks for more/,
    change: needs('odd-words', '^1.0.0'),
  },
  {
    name: 'a dependency that nothing uses',
    ...{ base: 'roman', check: 'dependencies', verdict: 'REVIEW', request: askRegistry },
    reason: /package\.json asks for plain-words, which no code imports/,
    change: needs('plain-words', '^1.0.0'),
  },
  {
    name: 'a copy carried in node_modules',
    ...{ base: 'words', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /carries other code inside of it.*node_modules\/inner\/index\.js/,
    change: all(
      (files) => write('node_modules/inner/index.js', bases.words.original['index.js'] ?? '')(files),
      write(code, "export { default } from 'inner';"),
      write('node_modules/inner/package.json', '{"name":"inner","type":"module","main":"index.js"}'),
      setManifest({ bundledDependencies: ['inner'], dependencies: { inner: '1.0.0' } }),
    ),
  },
  {
    name: 'a copy hidden among the tests',
    ...{ base: 'words', check: 'dependencies', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js needs test\/parts\.js, which counts as no working code/,
    change: all(
      (files) => write('test/parts.js', bases.words.original['index.js'] ?? '')(files),
      write(code, "export { default } from '../test/parts.js';"),
    ),
  },
  {
    name: 'an import whose target is computed',
    ...{ base: 'roman', check: 'dependencies', verdict: 'REVIEW' },
    reason: /src\/index\.js loads what cannot be told from its text: require\(…\)/,
    change: begin(code, "const names = ['path'];\nconst helper = require(names[0]);"),
  },
  {
    name: 'a way to start programs that nothing speaks of',
    ...{ base: 'roman', check: 'dependencies', verdict: 'REVIEW' },
    reason: /src\/index\.js uses child_process of Node, of which the specification says nothing/,
    change: begin(
      code,
      "const { execSync } = require('node:child_process');\nconst unused = () => execSync('true');",
    ),
  },
];

const secrets: readonly Exhibit[] = [
  {
    name: 'an access key in the code',
    ...{ base: 'roman', check: 'secrets', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js line \d+ holds an AWS access key/,
    change: begin(code, `const key = '${['AKIA', 'ABCDEFGHIJKLMNOP'].join('')}';`),
  },
  {
    name: 'a private key among the files',
    ...{ base: 'roman', check: 'secrets', verdict: 'FAIL', withOriginal: false },
    reason: /keys\/id\.pem line 1 holds a private key/,
    change: write(
      'keys/id.pem',
      `-----BEGIN ${'RSA PRIVATE'} KEY-----\nMIIB\n-----END ${'RSA PRIVATE'} KEY-----\n`,
    ),
  },
  {
    name: 'a password in the code',
    ...{ base: 'roman', check: 'secrets', verdict: 'REVIEW' },
    reason: /line \d+ holds what reads like a password or key/,
    change: begin(code, "const apiToken = 'q7Zx2LmP0vR4sT9wKd3';"),
  },
  {
    name: "the original's repository in the manifest",
    ...{ base: 'words', check: 'secrets', verdict: 'FAIL', withOriginal: false },
    reason:
      /package\.json line \d+ names where the original is at home: code\.example\/tally-words-maker\/tally-words/,
    change: setManifest({ repository: 'git+https://code.example/tally-words-maker/tally-words.git' }),
  },
  {
    name: "the original's repository in a comment",
    ...{ base: 'words', check: 'secrets', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js line \d+ names where the original is at home: tally-words-maker\/tally-words/,
    change: begin(code, '// ported from tally-words-maker/tally-words'),
  },
  {
    name: 'a mail address that nobody gave',
    ...{ base: 'words', check: 'secrets', verdict: 'REVIEW' },
    reason:
      /src\/index\.js line \d+ holds a mail address that the specification does not give: jane@wordlab\.dev/,
    change: begin(code, '// questions to jane@wordlab.dev'),
  },
  {
    name: 'an author in the manifest',
    ...{ base: 'words', check: 'secrets', verdict: 'REVIEW' },
    reason: /package\.json names a person whom the licence does not: Jane Wordsmith/,
    change: setManifest({ author: 'Jane Wordsmith' }),
  },
  {
    name: 'an address that the documentation does not give',
    ...{ base: 'words', check: 'secrets', verdict: 'REVIEW' },
    reason:
      /src\/index\.js line \d+ holds an address that the specification does not give: https:\/\/answers\.dev\/q\/123/,
    change: begin(code, '// see https://answers.dev/q/123'),
  },
];

const licences: readonly Exhibit[] = [
  {
    name: 'another licence in LICENSE',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /LICENSE is not the text of the licence that was asked for/,
    change: write('LICENSE', renderLicense({ kind: 'template', id: 'isc' }, license.parties)),
  },
  {
    name: 'no LICENSE',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /there is no LICENSE file/,
    change: remove('LICENSE'),
  },
  {
    name: 'one word of LICENSE changed',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /LICENSE is not the text/,
    change: replace('LICENSE', 'without restriction', 'with restriction'),
  },
  {
    name: 'line ends of LICENSE changed',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /LICENSE is not the text/,
    change: (files) => ({ ...files, LICENSE: (files.LICENSE ?? '').replaceAll('\n', '\r\n') }),
  },
  {
    name: 'another holder in LICENSE',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /LICENSE is not the text/,
    change: replace('LICENSE', 'Ada Byron', 'Someone Else'),
  },
  {
    name: 'another licence in the manifest',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /package\.json says "GPL-3\.0-only" as its licence, expected "MIT"/,
    change: setManifest({ license: 'GPL-3.0-only' }),
  },
  {
    name: 'two licences in the manifest',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /package\.json names its licence more than once/,
    change: replace('package.json', '"license": "MIT"', '"license": "GPL-3.0-only",\n  "license": "MIT"'),
  },
  {
    name: 'a file without its header',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js does not begin with the licence header/,
    change: replace(code, header, ''),
  },
  {
    name: 'a header that names another licence',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js does not begin with the licence header/,
    change: replace(code, 'SPDX-License-Identifier: MIT', 'SPDX-License-Identifier: GPL-3.0-only'),
  },
  {
    name: 'a second licence file',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /COPYING is another licence beside LICENSE/,
    change: write('COPYING', 'GNU GENERAL PUBLIC LICENSE\n'),
  },
  {
    name: 'the copyright of another in the code',
    ...{ base: 'words', check: 'license', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js carries a notice of another: Copyright \(c\) 2014 Jane Wordsmith/,
    change: append(code, '/*! Copyright (c) 2014 Jane Wordsmith */'),
  },
];

/** Faults in what surrounds the code: effects, dependencies, secrets, licences. */
export const surroundingFaults: readonly Exhibit[] = [
  ...sideEffects,
  ...dependencies,
  ...secrets,
  ...licences,
];
