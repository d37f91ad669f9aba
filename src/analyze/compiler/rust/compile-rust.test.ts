import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../core/index.ts';
import type { DocSet, Document } from '../../../docs/types.ts';
import { findBodies } from '../../../syntax-trees/index.ts';
import { docSet } from '../doc-set.fake.ts';
import { compileRust } from './index.ts';

/** A crate as the docs room hands it over: outlines by file, and a README. */
function crate(
  outlines: Readonly<Record<string, string>>,
  given: {
    readonly readme?: string;
    readonly name?: string;
    readonly entryPoints?: Record<string, unknown>;
  } = {},
): DocSet {
  const { name = 'pad-it', readme, entryPoints } = given;
  const plain = docSet({
    name,
    ...(readme !== undefined && { readme }),
    ...(entryPoints && { entryPoints }),
  });
  const documents = Object.entries(outlines).map(
    ([origin, text], index): Document => ({
      id: index === 0 ? 'types' : `types-${index + 1}`,
      kind: 'declaration',
      origin,
      text,
      sha256: sha256Hex(text),
      isOutline: true,
      cuts: [],
    }),
  );
  return {
    ...plain,
    record: { ...plain.record, ecosystem: 'crates' },
    documents: [...plain.documents, ...documents],
  };
}

/** Doc tests in front of a function. */
const documented = (lines: readonly string[], info = '') =>
  `/// Pads.\n///\n/// \`\`\`${info}\n${lines.map((line) => `/// ${line}`.trimEnd()).join('\n')}\n/// \`\`\`\npub fn pad(text: &str, width: usize) -> String;\n`;
const scenariosOf = async (lines: readonly string[], info = '') =>
  (await compileRust(crate({ 'src/lib.rs': documented(lines, info) }))).scenarios;

describe('compileRust()', () => {
  const outlines = {
    'src/lib.rs': [
      '//! Pads texts. See [`pad`] and <https://pads.example/home>.',
      'pub use inner::{Padder, Side};',
      '/// Pads a text. More follows.',
      '///',
      '/// # Examples',
      '///',
      '/// ```',
      '/// assert_eq!(pad_it::pad("a", 2), "a ");',
      '/// ```',
      'pub fn pad(text: &str, width: usize) -> String;',
      '/// The widest.',
      'pub const WIDEST: usize = 80;',
      'pub mod side;',
      '#[cfg(feature = "extra")]',
      'pub fn extra();',
      '#[macro_export]\nmacro_rules! padded {\n    ($text:expr) => {};\n}',
    ].join('\n'),
    'src/inner.rs': [
      '/// Keeps a width.',
      '#[derive(Debug, Clone)]',
      'pub struct Padder {\n    /// In signs.\n    pub width: usize,\n    /* private fields */\n}',
      'impl Padder {\n    /// Makes one.\n    pub fn new(width: usize) -> Self;\n    pub fn pad(&self, text: &str) -> String;\n    #[cfg(feature = "extra")]\n    pub fn more(&self);\n}',
      'impl Default for Padder {}',
      'pub enum Side {\n    Left,\n    Right(char),\n}',
    ].join('\n'),
    'src/side.rs':
      '/// Flips.\npub trait Flip {\n    fn flip(&self) -> Self;\n    fn flip_twice(&self) -> Self; // provided\n}\nimpl Flip for str {}\n',
  };

  it('reads the surface: paths, signatures, parameters, members, summaries', async () => {
    const { surface } = await compileRust(crate(outlines));

    expect(surface).toMatchObject({ language: 'rust', module: null, import_name: 'pad_it' });
    expect(surface.exports.map(({ name, kind }) => [name, kind])).toEqual([
      ['Padder', 'class'],
      ['Side', 'enum'],
      ['pad', 'function'],
      ['WIDEST', 'constant'],
      ['side::Flip', 'interface'],
      ['padded', 'function'],
    ]);
    const byName = new Map(surface.exports.map((entry) => [entry.name, entry]));
    expect(byName.get('pad')).toMatchObject({
      signature: 'pub fn pad(text: &str, width: usize) -> String',
      parameters: [
        { name: 'text', type: '&str', optional: false, rest: false, default: null },
        { name: 'width', type: 'usize' },
      ],
      returns: 'String',
      summary: 'Pads a text.',
      evidence: 'declaration',
      source: { document: 'types', lines: [10, 10] },
    });
    expect(
      byName.get('Padder')?.members.map(({ name, kind, static: isStatic }) => [name, kind, isStatic]),
    ).toEqual([
      ['width', 'property', false],
      ['new', 'method', true],
      ['pad', 'method', false],
    ]);
    expect(byName.get('Side')?.members.map(({ signature }) => signature)).toEqual(['Left', 'Right(char)']);
    expect(byName.get('side::Flip')?.members).toMatchObject([
      { name: 'flip', optional: false },
      { name: 'flip_twice', optional: true },
    ]);
    expect(byName.get('WIDEST')?.signature).toBe('pub const WIDEST: usize = 80');
  });

  it('counts features that are on by default, and leaves others out', async () => {
    const on = await compileRust(
      crate(outlines, { entryPoints: { features: ['extra'], 'default-features': ['extra'] } }),
    );
    const off = await compileRust(crate(outlines, { entryPoints: { features: ['extra'] } }));

    expect(on.surface.exports.map(({ name }) => name)).toContain('extra');
    expect(on.types).toContain('pub fn more(&self);');
    expect(off.surface.exports.map(({ name }) => name)).not.toContain('extra');
    expect(off.types).not.toContain('more');
  });

  it('renders declarations where consumers find them, free of examples and links', async () => {
    const { types } = await compileRust(crate(outlines));

    expect(types.split('\n')[0]).toMatch(/^\/\/ Declarations/);
    expect(types).toContain('/// Pads a text. More follows.\npub fn pad');
    expect(types).toContain('pub mod side {\n    /// Flips.\n    pub trait Flip {');
    expect(types).toContain('impl Default for Padder {}');
    expect(types).not.toMatch(/assert_eq|```|https?:|\[`/);
    expect(await findBodies('rust', types)).toEqual([]);
  });

  it('tells metadata without links', async () => {
    const { metadata } = await compileRust(crate(outlines, { entryPoints: { 'rust-version': '1.60' } }));

    expect(metadata).toMatchObject({ ecosystem: 'crates', module: null, package_name: 'pad-it' });
    expect(JSON.stringify(metadata)).not.toContain('https:');
  });
});

describe('scenarios of compileRust()', () => {
  it.each([
    ['equality', 'assert_eq!(pad("a", 2), "a ");', 'pad("a", 2)', { kind: 'value', value: '"a "' }],
    [
      'equality the other way round',
      'assert_eq!("a ", pad("a", 2));',
      'pad("a", 2)',
      { kind: 'value', value: '"a "' },
    ],
    [
      'a message',
      'assert_eq!(pad("a", 2), "a ", "for {}", 1);',
      'pad("a", 2)',
      { kind: 'value', value: '"a "' },
    ],
    ['inequality', 'assert_ne!(pad("a", 2), "a");', 'pad("a", 2) != "a"', { kind: 'value', value: 'true' }],
    ['a comparison', 'assert!(pad("a", 2) == "a ");', 'pad("a", 2)', { kind: 'value', value: '"a "' }],
    ['truth', 'assert!(pad("a", 2).is_empty());', 'pad("a", 2).is_empty()', { kind: 'value', value: 'true' }],
    [
      'falsehood',
      'assert!(!pad("a", 2).is_empty());',
      'pad("a", 2).is_empty()',
      { kind: 'value', value: 'false' },
    ],
    [
      'an error',
      'assert!(pad("a", 2).parse::<u8>().is_err());',
      'pad("a", 2).parse::<u8>()',
      { kind: 'throws', name: null, message: null },
    ],
    [
      'a comment behind a print',
      'println!("{}", pad("a", 2)); // => a b',
      'format!("{}", pad("a", 2))',
      { kind: 'value', value: '"a b"' },
    ],
    [
      'a comment behind a call',
      'let padded = pad("a", 2); // => "a "',
      'pad("a", 2)',
      { kind: 'value', value: '"a "' },
    ],
    [
      'a list',
      'assert_eq!(vec![pad("a", 1)], vec!["a"]);',
      'vec![pad("a", 1)]',
      { kind: 'value', value: 'vec!["a"]' },
    ],
  ])('reads %s', async (_, line, expression, expected) => {
    const { scenarios, bindings } = await scenariosOf(['use pad_it::pad;', line]);

    expect(scenarios).toMatchObject([
      { id: 'S001', setup: '', expression, expected, contested: false, source: { document: 'types' } },
    ]);
    expect(bindings).toEqual([{ local: 'pad', export: 'pad' }]);
  });

  it.each([
    ['a value that is both sides', ['assert_eq!(1, 1);']],
    ['nothing of the crate', ['assert_eq!(1 + 1, 2);']],
    ['another crate', ['use rand::random;', 'assert_eq!(pad_it::pad(random(), 2), "a");']],
    [
      'the clock',
      ['assert_eq!(pad_it::pad("a", std::time::Instant::now().elapsed().as_secs() as usize), "a");'],
    ],
    ['a print without a comment', ['println!("{}", pad_it::pad("a", 2));']],
    ['prose behind a call', ['pad_it::pad("a", 2); // pads it to two signs']],
    ['what does not parse', ['assert_eq!(pad_it::pad("a", 2, "a ");']],
  ])('claims nothing of %s', async (_, lines) => {
    expect((await scenariosOf(lines)).scenarios).toEqual([]);
  });

  it.each([['ignore'], ['no_run'], ['compile_fail'], ['text'], ['toml']])(
    'passes over blocks marked %s',
    async (info) => {
      expect((await scenariosOf(['assert_eq!(pad_it::pad("a", 2), "a ");'], info)).scenarios).toEqual([]);
    },
  );

  it('reads a panic that is asked for', async () => {
    const { scenarios } = await scenariosOf(
      ['use pad_it::pad;', 'let width = 0;', 'pad("a", width);'],
      'should_panic',
    );

    expect(scenarios).toMatchObject([
      { setup: 'let width = 0;', expression: 'pad("a", width)', expected: { kind: 'throws' } },
    ]);
  });

  it('takes along what a claim depends on: values, changes, hidden lines, items, std imports', async () => {
    const { scenarios } = await scenariosOf([
      '# use std::collections::HashMap;',
      'use pad_it::pad;',
      'let unrelated = 1;',
      'let mut all = Vec::new();',
      'all.push(pad("a", 1));',
      'assert_eq!(all.pop(), Some("a".to_string()));',
      'let last = all.pop();',
      '# let map: HashMap<u8, u8> = HashMap::new();',
      'fn twice(x: usize) -> usize { x * 2 }',
      'assert_eq!(all.len() + twice(1) + map.len(), 2);',
    ]);

    expect(scenarios[1]?.setup.split('\n')).toEqual([
      'use std::collections::HashMap;',
      'let mut all = Vec::new();',
      'all.push(pad("a", 1));',
      'let _ = all.pop() == Some("a".to_string());',
      'let last = all.pop();',
      'let map: HashMap<u8, u8> = HashMap::new();',
      'fn twice(x: usize) -> usize { x * 2 }',
    ]);
  });

  it('binds names by their paths, and writes them short', async () => {
    const { scenarios, bindings } = await scenariosOf(['assert_eq!(pad_it::pad("pad_it::pad", 2), "a ");']);

    expect(scenarios[0]?.expression).toBe('pad("pad_it::pad", 2)');
    expect(bindings).toEqual([{ local: 'pad', export: 'pad' }]);
  });

  it('binds a trait whose methods are called', async () => {
    const docs = crate({
      'src/lib.rs': `/// \`\`\`\n/// use pad_it::Pad as _;\n/// assert_eq!("a".pad(2), "a ");\n/// \`\`\`\npub trait Pad {\n    fn pad(&self, width: usize) -> String;\n}\nimpl Pad for str {}\n`,
    });
    const { scenarios } = await compileRust(docs);

    expect(scenarios.bindings).toEqual([{ local: 'Pad', export: 'Pad' }]);
  });

  it('replaces ? by unwrap, which a scenario can do', async () => {
    const { scenarios } = await scenariosOf([
      '# fn main() -> Result<(), std::num::ParseIntError> {',
      'let width: usize = "2".parse()?;',
      'assert_eq!(pad_it::pad("a", width), "a ");',
      '# Ok(())',
      '# }',
    ]);

    expect(scenarios).toMatchObject([{ setup: 'let width: usize = "2".parse().unwrap();' }]);
  });

  it('marks what the documentation says in two ways', async () => {
    const { scenarios } = await scenariosOf([
      'use pad_it::pad;',
      'assert_eq!(pad("a", 2), "a ");',
      'assert_eq!(pad("a",  2), " a");',
    ]);

    expect(scenarios.map(({ contested }) => contested)).toEqual([true, true]);
  });

  it('reads the README, titles from its headings, lines as they stand', async () => {
    const readme = '# pad\n\n## Usage\n\n```rust\nuse pad_it::pad;\n\nassert_eq!(pad("a", 2), "a ");\n```\n';
    const { scenarios } = (
      await compileRust(
        crate({ 'src/lib.rs': 'pub fn pad(text: &str, width: usize) -> String;\n' }, { readme }),
      )
    ).scenarios;

    expect({ scenarios }).toMatchObject({
      scenarios: [{ title: 'Usage', source: { document: 'readme', lines: [8, 8] } }],
    });
  });

  it('ends in time for hostile documentation', async () => {
    const lines = [
      'assert_eq!('.repeat(2_000),
      `${'('.repeat(20_000)}pad_it::pad()`,
      `"${'\\'.repeat(20_001)}`,
      `pad_it::${'a::'.repeat(8_000)}b`,
    ];
    for (const line of lines) {
      const started = performance.now();
      await scenariosOf([line, 'assert_eq!(pad_it::pad("a", 2), "a ");']);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});
