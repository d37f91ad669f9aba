import { describe, expect, it } from 'vitest';
import { implementSpec } from '../src/build/index.ts';
import type { PackageRecord } from '../src/registry/types.ts';
import { probeSandbox } from '../src/sandbox/index.ts';
import { findTarget } from '../src/targets/index.ts';
import { createScriptedModel } from '../src/wall/scripted-model.fake.ts';
import { specifyArchive, textOf } from './archived-package.fake.ts';

const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('rust') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';

/** A crate as it might be published: the bodies are there to be dropped. */
const initialsCrate = {
  'Cargo.toml': '[package]\nname = "initials-of"\nversion = "0.3.0"\nedition = "2021"\n',
  'README.md':
    '# initials-of\n\nTakes the first letters of the words of a name.\n\n## Usage\n\n```rust\nuse initials_of::initials;\n\nassert_eq!(initials("ada lovelace"), "AL");\nprintln!("{}", initials("grace hopper")); // => GH\n```\n',
  'src/lib.rs': [
    '//! Initials of names.',
    'mod parts;',
    'pub use parts::{Initials, NoWords};',
    '/// The first letters of all words, in capitals.',
    '///',
    '/// Words are parted by blanks and hyphens. A text without words gives an empty one.',
    '///',
    '/// ```',
    '/// assert_eq!(initials_of::initials("jean-luc picard"), "JLP");',
    '/// assert_eq!(initials_of::initials("  "), "");',
    '/// ```',
    'pub fn initials(name: &str) -> String { parts::take_secretly(name, usize::MAX) }',
  ].join('\n'),
  'src/parts.rs': [
    'use std::fmt;',
    '/// There was no word to take a letter of.',
    '#[derive(Debug, Clone, PartialEq, Eq)]',
    'pub struct NoWords;',
    '/// Keeps how many letters are taken at most.',
    '#[derive(Debug, Clone)]',
    'pub struct Initials { most: usize }',
    'impl Initials {',
    '    /// Takes at most `most` letters.',
    '    pub fn new(most: usize) -> Self { Initials { most } }',
    '    /// The letters, or an error where there is no word.',
    '    ///',
    '    /// ```',
    '    /// use initials_of::{Initials, NoWords};',
    '    ///',
    '    /// let two = Initials::new(2);',
    '    /// assert_eq!(two.of("john ronald reuel tolkien"), Ok("JR".to_string()));',
    '    /// assert_eq!(two.of(""), Err(NoWords));',
    '    /// assert!(two.of("- -").is_err());',
    '    /// ```',
    '    pub fn of(&self, name: &str) -> Result<String, NoWords> { let secret = take_secretly(name, self.most); if secret.is_empty() { Err(NoWords) } else { Ok(secret) } }',
    '}',
    'impl fmt::Display for NoWords { fn fmt(&self, f: &mut fmt::Formatter<\'_>) -> fmt::Result { f.write_str("no words") } }',
    "pub(crate) fn take_secretly(name: &str, most: usize) -> String { name.split(|c: char| c.is_whitespace() || c == '-').filter_map(|w| w.chars().next()).take(most).flat_map(char::to_uppercase).collect() }",
  ].join('\n'),
  'tests/all.rs': '#[test]\nfn secret_test() {}\n',
};

const statement = 'Gives the first letter of each part of a name.';

const record: PackageRecord = {
  ecosystem: 'crates',
  name: 'initials-of',
  version: '0.3.0',
  description: 'Initials of names',
  keywords: ['name', 'initials'],
  license: 'MIT',
  homepage: null,
  repository: 'https://code.example/initials-of',
  archive: { url: 'https://registry.example/initials-of.crate', integrity: null, sizeBytes: null },
  unpackedSizeBytes: null,
  deprecated: null,
  dependencies: {},
  entryPoints: { edition: '2021' },
  publishedAt: null,
};

const apart = 'name.split_whitespace().collect()';
const together =
  "name.split(|c: char| c == '-' || c.is_whitespace()).filter(|word| !word.is_empty()).collect()";
const types =
  '#[derive(Debug, Clone, PartialEq, Eq)]\nstruct NoWords;\nimpl Display for NoWords { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "no words") } }\npub struct Initials { most: usize }';
const method =
  'impl Initials {\n    fn new(most: usize) -> Self { Initials { most } }\n    pub fn of(&self, name: &str) -> Result<String, NoWords> { let all: String = initials(name).chars().take(self.most).collect(); if all.is_empty() { Err(NoWords) } else { Ok(all) } }\n}';
const reply = (words: string) =>
  `Here is the crate.\n\n\`\`\`rust\n${types}\n${method}\nfn words(name: &str) -> Vec<&str> { ${words} }\npub fn initials(name: &str) -> String { words(name).iter().filter_map(|word| word.chars().next()).flat_map(|c| c.to_uppercase()).collect() }\n\nfn main() { println!("{}", initials("a b")); }\n\`\`\`\n`;
const wrong = reply(apart);
const good = reply(together);

describe.skipIf(absent !== '')(`a crate of Rust, from its archive to a package${absent}`, () => {
  it('is outlined, compiled, implemented, repaired, and passes its own tests', async () => {
    if (probe.kind === 'unavailable') throw new Error(probe.reason);
    const { sandbox } = probe;
    const { spec } = await specifyArchive(record, initialsCrate, statement);
    const model = createScriptedModel([wrong, good]);
    const delivery = {
      language: 'rust',
      packageName: 'initials-of',
      packageVersion: '0.3.0',
      licenseExpression: 'MIT',
      licenseText: 'All may use it.\n',
      headerLines: ['SPDX-License-Identifier: MIT'],
    } as const;

    const made = await implementSpec({
      spec,
      model,
      sandbox,
      delivery,
      limits: {
        attempts: 3,
        replyTokens: null,
        candidates: 1,
        maxOutputTokens: 1_000,
        briefCharacters: 8_000,
      },
    });

    expect(spec.surface.exports.map(({ name }) => name)).toEqual(['Initials', 'NoWords', 'initials']);
    expect(spec.scenarios.scenarios.map(({ expression }) => expression)).toEqual([
      'initials("ada lovelace")',
      'format!("{}", initials("grace hopper"))',
      'initials("jean-luc picard")',
      'initials("  ")',
      'two.of("john ronald reuel tolkien")',
      'two.of("")',
      'two.of("- -")',
    ]);
    expect(JSON.stringify(spec.texts)).not.toMatch(/secret|filter_map/);
    expect(made).toMatchObject({
      stopped: 'all-passed',
      attempts: [
        { passed: 5, total: 7 },
        { purpose: 'repair', passed: 7 },
      ],
    });
    expect(model.asked.map(textOf)[1]).toContain('gave "JP" instead of "JLP"');
    expect(made.mends.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['main-dropped', 'made-public', 'import-added', 'formatted']),
    );
    expect(Object.keys(made.files).toSorted()).toEqual([
      'Cargo.toml',
      'LICENSE',
      'README.md',
      'src/lib.rs',
      'tests/scenarios.rs',
    ]);
    expect(made.files['src/lib.rs']).toMatch(/^\/\/ SPDX-License-Identifier: MIT\n/);

    const target = await findTarget('rust');
    const [tests, syntax] = [
      await target?.runTests({ files: made.files, spec, sandbox }),
      await target?.checkSyntax({ files: made.files, spec, sandbox }),
    ];
    expect(tests).toMatchObject({ passed: 7, failed: 0, complete: true });
    expect(syntax).toMatchObject({ problems: [] });
  }, 60_000);
});
