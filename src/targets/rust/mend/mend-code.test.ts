import { describe, expect, it } from 'vitest';
import { renderRustAnyValue } from '../../../syntax-trees/index.ts';
import { createRustSpec, fenced, type GivenRustSpec, member } from '../rust-spec.fake.ts';
import { mendCode } from './mend-code.ts';

async function mend(reply: string, given: GivenRustSpec = {}) {
  const code = await mendCode(reply, createRustSpec(given));
  if (code.kind === 'unusable') throw new Error(code.problem);
  return { ...code, text: code.sources['src/lib.rs'] ?? '' };
}

const pad = 'pub fn pad(text: &str, width: usize) -> String { format!("{:<1$}", text, width) }';

describe('mendCode() of Rust', () => {
  it('leaves honest code as it is', async () => {
    const code = await mend(`Here.\n\n${fenced(pad)}\nThat is all.`);

    expect(code).toMatchObject({ text: `${pad}\n`, missing: [], undeclared: [], mends: [] });
  });

  it('takes the block that declares most, whatever stands around it', async () => {
    const code = await mend(
      `\`\`\`toml\n[package]\nname = "x"\n\`\`\`\n\`\`\`rust\nfn main() { pad("a", 1); }\n\`\`\`\n${fenced(pad)}`,
    );

    expect(code.text).toBe(`${pad}\n`);
  });

  it.each([
    ['main', 'fn main() { println!("{}", pad("a", 2)); }', 'main-dropped'],
    [
      'tests',
      '#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    fn holds() { assert_eq!(pad("a", 2), "a "); }\n}',
      'tests-dropped',
    ],
    ['a test', '#[test]\nfn holds() {}', 'tests-dropped'],
    ['a print', 'println!("{}", pad("a", 2));', 'top-level-dropped'],
    ['a variable', 'let padded = pad("a", 2);', 'top-level-dropped'],
    ['an attribute of the crate', '#![no_std]', 'top-level-dropped'],
    ['itself as another crate', 'extern crate pad_it;', 'top-level-dropped'],
    ['an import of itself', 'use pad_it::pad;', 'import-dropped'],
    ['an import of what stands here', 'use crate::pad;', 'import-dropped'],
    ['a module that is no file', 'mod helpers;', 'module-dropped'],
    [
      'what it declares twice',
      'pub fn pad(text: &str, width: usize) -> String { String::new() }',
      'duplicate-dropped',
    ],
  ])('drops %s', async (_, line, kind) => {
    const code = await mend(fenced(`${line}\n${pad}`));

    expect(code.text.trim()).toBe(pad);
    expect(code.mends).toEqual([{ kind, detail: expect.any(String) }]);
  });

  it.each([
    ['', 'value-type-added'],
    [
      'pub enum Value { Null, Bool(bool), Int(i64), Float(f64), String(String), List(Vec<Value>), Map(std::collections::BTreeMap<String, Value>) }\n',
      'value-conversions-added',
    ],
  ])('puts the type of any value in, or what %j leaves out of it', async (own, kind) => {
    const { signature } = renderRustAnyValue('Value');
    const shown = 'pub fn show(value: impl Into<Value>) -> Value { value.into() }';

    const code = await mend(fenced(`${own}${shown}`), {
      exports: [
        { name: 'show', kind: 'function' },
        { name: 'Value', kind: 'enum', signature },
      ],
    });

    expect(code.text).toMatch(/enum Value \{[\s\S]*impl From<&str> for Value/);
    expect(code).toMatchObject({ missing: [], undeclared: [], mends: [{ kind, detail: 'Value' }] });
  });

  it('makes documented names public: functions, types, methods', async () => {
    const code = await mend(
      fenced(
        'struct Padder { width: usize }\nimpl Padder {\n    fn new(width: usize) -> Self { Self { width } }\n    fn own(&self) {}\n}\npub(crate) fn pad() {}\nfn helper() {}',
      ),
      {
        exports: [
          { name: 'Padder', kind: 'class', members: [member('new', { static: true })] },
          { name: 'pad', kind: 'function' },
        ],
      },
    );

    expect(code.text).toContain('pub struct Padder');
    expect(code.text).toContain('    pub fn new(');
    expect(code.text).toContain('    fn own(');
    expect(code.text).toContain('\npub fn pad() {}\nfn helper() {}');
  });

  it('matches names in case, and paths', async () => {
    const code = await mend(
      fenced('pub fn padText() {}\npub struct Error;\npub mod other { pub fn flip() {} }'),
      {
        exports: [
          { name: 'pad_text', kind: 'function' },
          { name: 'error::Error', kind: 'class' },
          { name: 'flip', kind: 'function' },
          { name: 'gone', kind: 'function' },
        ],
      },
    );

    expect(code.text).toContain('pub use crate::padText as pad_text;');
    expect(code.text).toContain('pub mod error {\npub use crate::Error;\n}');
    expect(code.text).toContain('pub use crate::other::flip;');
    expect(code.missing).toEqual(['gone']);
  });

  it('puts what belongs into a module that is there already into it', async () => {
    const code = await mend(fenced('pub struct Error;\nmod error {\n    pub fn report() {}\n}'), {
      exports: [
        { name: 'error::Error', kind: 'class' },
        { name: 'error::report', kind: 'function' },
      ],
    });

    expect(code.text).toContain('pub mod error {\n    pub fn report() {}\npub use crate::Error;\n}');
  });

  it.each([
    ['a type', 'HashMap::<u8, u8>::new();', 'use std::collections::HashMap;'],
    ['a module', 'let _: Option<fmt::Error> = None;', 'use std::fmt;'],
    ['a function', 'max(1, 2);', 'use std::cmp::max;'],
    ['a trait by its method', 'let _ = u8::from_str("1");', 'use std::str::FromStr;'],
    [
      'a trait behind a macro',
      'let mut out = String::new(); let _ = write!(out, "a");',
      'use std::fmt::Write as _;',
    ],
    ['what a macro takes', 'let _ = vec![Rc::new(1)];', 'use std::rc::Rc;'],
  ])('adds the import of %s', async (_, body, line) => {
    const code = await mend(fenced(`//! Doc.\npub fn pad() { ${body} }`));

    expect(code.text).toBe(`//! Doc.\n${line}\npub fn pad() { ${body} }\n`);
    expect(code.mends).toEqual([{ kind: 'import-added', detail: line.slice(0, -1) }]);
  });

  it.each([
    ['an own type of that name', 'pub struct HashMap;\npub fn pad() { let _ = HashMap; }'],
    ['what is imported', 'use std::collections::HashMap;\npub fn pad() { let _: HashMap<u8, u8>; }'],
    ['what a glob brings', 'use std::collections::*;\npub fn pad() { let _: HashMap<u8, u8>; }'],
    ['a whole path', 'pub fn pad() { let _: std::collections::HashMap<u8, u8>; }'],
    ['a text', 'pub fn pad() -> &\'static str { "HashMap fmt::Error" }'],
    ['a comment', '/* HashMap */ pub fn pad() {} // Rc'],
    ['a parameter of a type', 'pub fn pad<Range: Clone>(range: Range) -> Range { range.clone() }'],
    [
      'what a formatter writes',
      'pub struct A;\nimpl std::fmt::Display for A { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "a") } }\npub fn pad() {}',
    ],
  ])('adds no import for %s', async (_, source) => {
    expect((await mend(fenced(source))).mends).toEqual([]);
  });

  it('adds imports within the module that needs them', async () => {
    const code = await mend(fenced('pub mod inner {\n    pub fn pad() { let _: HashMap<u8, u8>; }\n}'), {
      exports: [{ name: 'inner::pad', kind: 'function' }],
    });

    expect(code.text).toContain('pub mod inner {\n    use std::collections::HashMap;\n');
  });

  it('names crates of others', async () => {
    const code = await mend(
      fenced(
        `use regex::Regex;\nuse std::fmt;\nmod own { pub fn f() {} }\nuse own::f;\nuse crate::own as other;\n${pad}`,
      ),
    );

    expect(code.undeclared).toEqual(['regex']);
  });

  it.each([
    ['there is no code', 'I cannot do that.', 'no code block'],
    ['nothing documented is declared', fenced('pub fn other() {}'), 'declares none of pad'],
    ['it is no Rust at all', fenced('fn (((('), 'declares none'],
  ])('turns a reply away where %s', async (_, reply, problem) => {
    expect(await mendCode(reply, createRustSpec())).toMatchObject({
      kind: 'unusable',
      problem: expect.stringMatching(problem),
    });
  });

  it('leaves code that does not parse to the compiler, which says where', async () => {
    const broken = 'pub fn pad(text: &str) -> String { text.to_string( }';

    expect(await mend(fenced(broken))).toMatchObject({ text: `${broken}\n`, mends: [] });
  });

  it('ends for hostile replies', async () => {
    for (const code of [
      `pub fn pad() { ${'('.repeat(50_000)} }`,
      `use ${'a::{'.repeat(5_000)}b${'}'.repeat(5_000)};\n${pad}`,
      `${'pub mod m {'.repeat(2_000)}`,
    ]) {
      const started = performance.now();
      await mendCode(fenced(code), createRustSpec());
      expect(performance.now() - started).toBeLessThan(4_000);
    }
  });
});
