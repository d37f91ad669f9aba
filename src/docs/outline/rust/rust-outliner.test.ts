import { describe, expect, it } from 'vitest';
import { Config } from '../../../config/index.ts';
import { guardDocument } from '../../guard/guard-document.ts';
import { outlineFiles } from '../outline-files.ts';
import { rustOutliner } from './index.ts';

const settings = Config.parse({}).docs;
const outline = (text: string) => rustOutliner.outline({ path: 'src/lib.rs', text });

/** As an archive holds them. */
async function outlineAll(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Readonly<Record<string, string>>> {
  const archive = Object.entries(files).map(([path, content]) => ({
    path,
    content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  const { documents } = await outlineFiles(archive, rustOutliner);
  return Object.fromEntries(documents.map(({ origin, content }) => [origin, String(content)]));
}

describe('rustOutliner.outline()', () => {
  it('keeps declarations, documentation and literal constants, and drops bodies', async () => {
    const text = await outline(
      [
        '//! Counts.',
        'use std::fmt;',
        '/// How many at most.',
        'pub const MOST: usize = 3;',
        'pub const LATER: usize = secret_sum(2);',
        '/// Counts things.',
        '///',
        '/// ```',
        '/// assert_eq!(count("a"), 1);',
        '/// ```',
        '#[inline]',
        '#[must_use = "counted for nothing"]',
        'pub fn count<T: AsRef<str>>(mut text: T, (first, last): (u8, u8)) -> usize {',
        '    let secret_length = text.as_ref().len();',
        '    secret_length',
        '}',
        '#[derive(Debug, Clone)]',
        'pub struct Counter { /// So far.\n pub so_far: usize, secret_step: usize }',
        'impl Counter { pub fn new() -> Self { Self { so_far: 0, secret_step: 1 } } fn secret_helper(&self) {} }',
        'impl fmt::Display for Counter { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { secret_write(f) } }',
        'pub trait Countable { const SIZE: usize; fn size(&self) -> usize; fn half(&self) -> usize { self.size() / secret_two() } }',
        'fn secret_sum(a: usize) -> usize { a + 1 }',
        'struct SecretState;',
        'impl SecretState { pub fn secret_method() {} }',
        '#[doc(hidden)] pub fn secret_internal() {}',
        '#[cfg(test)] mod tests { pub fn secret_test() {} }',
        'thread_local! { static SECRET: u8 = 1; }',
        '#[macro_export] macro_rules! counted { ($($item:expr),*) => { secret_expand($($item),*) }; }',
        'macro_rules! secret_macro { () => {} }',
      ].join('\n'),
    );

    expect(text).not.toMatch(/secret/i);
    expect(text).toContain('//! Counts.');
    expect(text).toContain('pub const MOST: usize = 3;');
    expect(text).toContain('pub const LATER: usize;');
    expect(text).toContain('/// assert_eq!(count("a"), 1);');
    expect(text).toContain('#[must_use]\npub fn count<T: AsRef<str>>(text: T, _: (u8, u8)) -> usize;');
    expect(text).toContain('    pub so_far: usize,\n    /* private fields */');
    expect(text).toContain('    pub fn new() -> Self;');
    expect(text).toContain('impl fmt::Display for Counter {}');
    expect(text).toContain('    fn half(&self) -> usize; // provided');
    expect(text).toContain('($($item:expr),*) => {};');
    expect(await rustOutliner.findBodies(text ?? '')).toEqual([]);
  });

  it.each([
    ['a block in an array type', 'pub fn hidden() -> [u8; { let secret = 3; secret }] { [0; 3] }'],
    ['a block in a generic argument', 'pub fn hidden(x: Foo<{ let secret = 3; secret }>) {}'],
    ['a default of a constant parameter', 'pub struct Hidden<const N: usize = { let secret = 3; secret }>;'],
    ['a value that is worked out', 'pub static HIDDEN: u8 = { let secret = 3; secret };'],
    ['a number of a variant', 'pub enum Hidden { A = { let secret = 3; secret } }'],
    ['an attribute', '#[cfg_attr(all(), doc = "secret")] #[custom(secret)] pub fn hidden() {}'],
    ['a function within a function', 'pub fn hidden() { pub fn secret() {} }'],
    ['an impl within a function', 'pub fn hidden() { impl Secret { pub fn secret() {} } }'],
    ['a macro that makes items', 'make_items! { pub fn secret() { run() } }'],
    [
      'the patterns of a macro',
      `#[macro_export] macro_rules! hidden { (let secret = one_long_word_of_a_program; if secret { give_back(secret) } else { nothing }) => {}; }`,
    ],
    ['a text as a constant', 'pub const HIDDEN: &str = "let secret = compute(1);";'],
    ['a comment that documents nothing', '// let secret = 1;\npub fn hidden(/* secret */ x: u8) {}'],
    ['a body after an error of grammar', 'pub fn hidden() { let secret = ; } }\n'],
  ])('shows nothing of %s', async (_, source) => {
    const text = (await outline(`pub struct Shown;\n${source}\npub fn shown() {}`)) ?? '';

    expect(text).not.toContain('secret');
    expect(await rustOutliner.findBodies(text)).toEqual([]);
  });

  it('gives null for what does not parse, and ends for deep nesting', async () => {
    expect(await outline('this is no Rust at all }')).toBeNull();
    for (const source of [
      `pub fn f() { ${'{'.repeat(100_000)} }`,
      `pub const X: u8 = ${'('.repeat(50_000)}1${')'.repeat(50_000)};\npub struct A;`,
      `${'pub mod m {'.repeat(3_000)}${'}'.repeat(3_000)}`,
      `pub type A = ${'Vec<'.repeat(20_000)}u8${'>'.repeat(20_000)};`,
    ]) {
      const text = await outline(source);
      expect(text === null || (await rustOutliner.findBodies(text)).length === 0).toBe(true);
    }
  });
});

describe('rustOutliner.selectSources()', () => {
  it('follows what is public from the root, and leaves out what nobody hands on', async () => {
    const outlines = await outlineAll({
      'src/lib.rs':
        'mod parse;\nmod secret;\npub mod open;\npub use parse::{Parser, inner::Deep as Deeper};\npub use crate::secret::*;\nmod glob { pub fn private_glob() {} }',
      'src/parse/mod.rs':
        'pub mod inner;\npub struct Parser;\npub struct SecretParser;\nimpl Parser { pub fn new() -> Self { Self } }\nimpl SecretParser { pub fn secret_new() {} }',
      'src/parse/inner.rs': 'pub struct Deep;\npub fn secret_deep() {}',
      'src/secret.rs': 'pub fn handed_on() {}\nfn kept() {}',
      'src/open.rs': 'pub fn open() {}\nmod secret_module { pub fn secret() {} }',
      'src/unreached.rs': 'pub fn secret_unreached() {}',
      'src/tests.rs': 'pub fn secret_test() {}',
      'src/bin/tool.rs': 'pub fn secret_tool() {}',
      'tests/a.rs': 'pub fn secret_test() {}',
      'build.rs': 'pub fn secret_build() {}',
      'src/bytes.rs': new Uint8Array([0x70, 0x75, 0x62, 0xff, 0xfe]),
    });

    expect(Object.keys(outlines).toSorted()).toEqual([
      'src/lib.rs',
      'src/open.rs',
      'src/parse/inner.rs',
      'src/parse/mod.rs',
      'src/secret.rs',
    ]);
    expect(outlines['src/parse/mod.rs']).toContain('pub fn new() -> Self;');
    expect(outlines['src/parse/inner.rs']).toContain('pub struct Deep;');
    expect(outlines['src/secret.rs']).toContain('pub fn handed_on();');
    expect(Object.values(outlines).join('\n')).not.toMatch(/secret_|Secret|kept|private_glob/);
  });

  it('finds a root that stands beside the folder of sources', async () => {
    expect(await outlineAll({ 'lib.rs': 'pub fn f() {}' })).toEqual({ 'lib.rs': 'pub fn f();\n' });
  });
});

describe('guardDocument() of an outline of Rust', () => {
  const guard = async (source: string, changes: Partial<typeof settings> = {}) => {
    const content = (await outline(source)) ?? '';
    return guardDocument(
      { kind: 'declaration', origin: 'src/lib.rs', content, isOutline: true },
      { ...settings, ...changes },
      rustOutliner,
    );
  };
  const program = Array.from(
    { length: 40 },
    (_, index) => `let value_${index} = compute(${index}) + other[${index}];`,
  );

  it('keeps doc tests of a usual size', async () => {
    const result = await guard(
      `/// Doubles.\n///\n/// \`\`\`\n${program
        .slice(0, 5)
        .map((line) => `/// ${line}\n`)
        .join('')}/// \`\`\`\npub fn double(x: u8) -> u8 { x * 2 }`,
    );

    expect(result).toMatchObject({ kind: 'kept', cuts: [], text: expect.stringContaining('value_4') });
  });

  it.each([
    ['in a fence', [' ```', ...program.map((line) => ` ${line}`), ' ```']],
    ['as text', program.map((line) => ` ${line}`)],
    ['as a block', program.map((line) => `     ${line}`)],
  ])('cuts a program out of a comment that tells it %s', async (_, lines) => {
    const docs = lines.map((line) => `///${line}\n`).join('');
    const result = await guard(`${docs}pub fn double(x: u8) -> u8 { x * 2 }`, { max_code_block_lines: 20 });

    expect(result).toMatchObject({ kind: 'kept', text: expect.not.stringContaining('value_20') });
    expect(result.kind === 'kept' && result.cuts.length).toBe(1);
    expect(result.kind === 'kept' && (await rustOutliner.findBodies(result.text))).toEqual([]);
  });

  it('refuses an outline that holds a body, whoever made it', async () => {
    const document = {
      kind: 'declaration',
      origin: 'src/lib.rs',
      content: 'pub fn f() { run() }',
      isOutline: true,
    } as const;

    expect(await guardDocument(document, settings, rustOutliner)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('source code'),
    });
  });
});
