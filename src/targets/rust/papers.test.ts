import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { rustTarget } from './index.ts';
import { cargoVersion } from './names.ts';
import { createRustSpec, delivery, type GivenRustSpec, member } from './rust-spec.fake.ts';

const scenarios = [
  { expression: 'pad("a", 2)' },
  { expression: 'pad(text, 2)', setup: 'let text = "a";' },
  { expression: 'pad("a", 0)', expected: { kind: 'throws', name: null, message: null } },
  { expression: 'pad("b", 2)', contested: true },
] as const;

describe('papers of a crate', () => {
  it('are manifest, licence, README and tests', () => {
    const papers = rustTarget.renderPapers(createRustSpec({ scenarios }), delivery);

    expect(Object.keys(papers)).toEqual(['Cargo.toml', 'LICENSE', 'README.md', 'tests/scenarios.rs']);
    expect(papers.LICENSE).toBe('All may use it.\n');
    expect(papers['tests/scenarios.rs']).toMatch(/^\/\/ SPDX-License-Identifier: MIT\n/);
    expect(papers['tests/scenarios.rs']?.match(/#\[test\]/g)).toHaveLength(3);
    expect(papers['tests/scenarios.rs']).toContain('assert_eq!(pad(text, 2), "a ");');
    expect(papers['README.md']).toContain('use pad_it::pad;');
    expect(papers['README.md']).toContain('- `pub fn pad(text: &str, width: usize) -> String`');
  });

  it('leave out a test that does not compile and say so: it would take all tests with it', () => {
    const papers = rustTarget.renderPapers(createRustSpec({ scenarios }), {
      ...delivery,
      uncompiled: ['S002'],
    });

    expect(papers['tests/scenarios.rs']).toContain('//! Not covered, because they do not compile: S002.');
    expect(papers['tests/scenarios.rs']?.match(/#\[test\]/g)).toHaveLength(2);
  });

  it.each([
    ['a scope', { packageName: '@scope/Pad.it' }, { name: 'Pad-it' }],
    ['a keyword', { packageName: 'fn' }, { name: 'the-fncrate' }],
    ['a version of two numbers', { packageVersion: '1.2' }, { version: '1.2.0' }],
    ['a version of Python', { packageVersion: '1.2.3.post1' }, { version: '1.2.3' }],
    ['a licence in a file', { licenseExpression: 'SEE LICENSE IN LICENSE' }, { 'license-file': 'LICENSE' }],
  ])('have a manifest that Cargo takes for %s', (_, changes, expected) => {
    const { package: table, lib } = parse(
      rustTarget.renderPapers(createRustSpec({ importName: '' }), { ...delivery, ...changes })[
        'Cargo.toml'
      ] ?? '',
    ) as Record<string, Record<string, unknown>>;

    expect(table).toMatchObject(expected);
    expect(lib?.name).toMatch(/^[A-Za-z_]\w*$/);
  });

  it('let nothing of the documentation out of its place', () => {
    const spec = createRustSpec({
      description: 'Pads.\n"""\n[dependencies]\nevil = "1"\n# <script>![x](y)',
      keywords: ['a b', '"]\nevil = "1', ''],
      exports: [{ name: 'pad', kind: 'function', signature: 'pub fn pad() ``` <b>', summary: '# [x](y)' }],
    });
    const papers = rustTarget.renderPapers(spec, delivery);

    expect(parse(papers['Cargo.toml'] ?? '')).toMatchObject({
      dependencies: {},
      package: { keywords: ['a-b'] },
    });
    expect(papers['README.md']).not.toMatch(/<script>|^# \[x\]|^```/m);
  });

  it('keep valid versions', () => {
    expect(['1.2.3', '1.2.3-rc.1+build', 'v1.2.3', '', '01.2.3'].map(cargoVersion)).toEqual([
      '1.2.3',
      '1.2.3-rc.1+build',
      '1.2.3',
      '0.0.0',
      '1.2.3',
    ]);
  });
});

describe('the brief of Rust', () => {
  it('tells the interface as a list', async () => {
    const types = [
      '// Declarations.',
      '/// Pads a text.\npub fn pad(text: &str) -> String;',
      '/// Keeps.\n#[derive(Debug)]\npub struct Padder {\n    /// Signs.\n    pub width: usize,\n}',
      'impl Padder {\n    pub fn new() -> Self;\n}',
      'impl std::str::FromStr for Padder {\n    type Err = Error;\n}',
      'pub mod side {\n    pub trait Flip {\n        fn flip(&self);\n    }\n}',
      'pub enum Kind {\n    A,\n    B(u8),\n}',
      'macro_rules! list {\n    ($a:expr) => {};\n}',
    ].join('\n\n');

    expect((await rustTarget.renderInterface(createRustSpec({ types }))).split('\n')).toEqual([
      '- `pad(text: &str) -> String`: Pads a text.',
      '- struct `Padder` (derives Debug): Keeps.',
      '  - field `width: usize`: Signs.',
      '- methods of `Padder`',
      '  - `new() -> Self`',
      '- `std::str::FromStr` is implemented for `Padder`',
      '  - `type Err = Error`',
      '- module `side`',
      '  - trait `Flip`',
      '    - `flip(&self)`',
      '- enum `Kind`',
      '  - variant `A`',
      '  - variant `B(u8)`',
      '- macro `list!` taking `($a:expr)`',
    ]);
  });

  it('falls back on the surface where the declarations are no Rust', async () => {
    expect(
      await rustTarget.renderInterface(createRustSpec({ types: 'export function pad(): string;' })),
    ).toBe('- `pub fn pad(text: &str, width: usize) -> String`');
  });

  it('asks for types with their fields, methods, derives and traits', () => {
    const spec = createRustSpec({
      types:
        '#[derive(Debug, Default)]\npub struct Options {\n    pub most: usize,\n}\npub struct Counter {}\nimpl fmt::Display for Counter {}\nimpl Counters for Other {}\n',
      exports: [
        {
          name: 'Options',
          kind: 'class',
          signature: 'pub struct Options',
          members: [member('most', { kind: 'property', signature: 'pub most: usize' })],
        },
        {
          name: 'Counter',
          kind: 'class',
          signature: 'pub struct Counter',
          members: [member('add', { signature: 'pub fn add(&mut self)' })],
        },
        {
          name: 'Flip',
          kind: 'interface',
          signature: 'pub trait Flip',
          members: [
            member('flip', { signature: 'fn flip(&self)' }),
            member('twice', { signature: 'fn twice(&self)', optional: true }),
          ],
        },
      ],
    });

    expect(rustTarget.renderWanted(spec).split('\n').slice(1)).toEqual([
      '#[derive(Debug, Default)] pub struct Options { pub most: usize }',
      'pub struct Counter',
      '  impl Counter with:',
      '    pub fn add(&mut self)',
      '  impl fmt::Display for Counter',
      'pub trait Flip with:',
      '    fn flip(&self)',
      '    fn twice(&self) (with a body in the trait)',
    ]);
  });

  it('asks for every name, with its module', () => {
    const spec = createRustSpec({
      exports: [
        { name: 'pad', kind: 'function', signature: 'pub fn pad()' },
        { name: 'side::Flip', kind: 'interface', signature: 'pub trait Flip' },
        { name: 'Seen', kind: 'class' },
      ],
    });

    expect(rustTarget.renderWanted(spec)).toBe(
      'Write src/lib.rs in Rust. It must declare, each with its body:\npub fn pad()\nin pub mod side: pub trait Flip\npub struct Seen',
    );
  });

  it.each([
    [{ expression: 'pad("a", 2)' }, 'assert_eq!(pad("a", 2), "a ");'],
    [
      {
        expression: 'pad(x)',
        setup: 'let x = 1;',
        expected: { kind: 'throws', name: 'Error', message: 'bad' },
      },
      'let x = 1;\npad(x); // an error or a panic: Error: bad',
    ],
    [{ expression: 'pad(x)', expected: { kind: 'output', lines: ['a', 'b'] } }, 'pad(x); // prints a | b'],
  ] as [NonNullable<GivenRustSpec['scenarios']>[number], string][])(
    'shows the example %o',
    (scenario, text) => {
      const [first] = createRustSpec({ scenarios: [scenario] }).scenarios.scenarios;

      expect(first && rustTarget.renderExample(first)).toBe(text);
    },
  );
});
