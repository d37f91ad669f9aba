import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBodies } from '../find-bodies.ts';

describe("findBodies('rust')", () => {
  it.each([
    ['pub fn f() { run(); }', 'function item'],
    ['pub const X: u32 = compute();', 'call expression'],
    ['pub const X: u32 = 1 + 2;', 'binary expression'],
    ['pub const X: [u8; 2] = [0; 2 + compute()];', 'expression'],
    ['pub const X: fn() = || run();', 'closure expression'],
    ['pub static X: u32 = { run(); 1 };', 'block'],
    ['pub fn f() -> [u8; { run(); 3 }];', 'block'],
    ['pub struct S<const N: usize = { run() }>;', 'block'],
    ['pub struct S { a: Foo<{ run() }> }', 'block'],
    ['pub enum E { A = run() }', 'call expression'],
    ['pub trait T { fn f() { run() } }', 'function item'],
    ['impl S { const X: u32 = run(); }', 'call expression'],
    ['pub fn f() where [(); { run() }]: Sized;', 'block'],
    ['run!();', 'expression statement'],
    ['pub struct S { a: run!() }', 'macro invocation'],
    ['macro_rules! m { () => { run() }; }', 'what a macro makes'],
    [
      'macro_rules! m { (let a_long_name = another_long_name(); if a_long_name { give_back_a_value } else { zero }) => {}; }',
      'more than macros match',
    ],
    ['#[doc = "let x = 1;"] pub fn f();', 'an attribute'],
    ['#[cfg_attr(all(), path = "x.rs")] pub mod m;', 'an attribute'],
    ['#![feature(x)]', 'inner attribute item'],
    ['let x = 1;', 'let declaration'],
    ['x();', 'expression statement'],
    ['extern "C" { fn f(); }', 'foreign mod item'],
    [`pub const X: &str = "${'a'.repeat(400)}";`, 'a long text'],
    ['pub fn f(', 'parse'],
  ])('finds what runs in %s', async (text, what) => {
    const found = await findBodies('rust', `pub struct Before;\n${text}\n`);

    expect(found.join('\n')).toContain(what);
  });

  it('passes what an outline holds', async () => {
    const text = [
      '//! About the crate.',
      '/// Doubles, like `x * 2`.',
      "pub fn double<'a, T: Into<u64> + 'a, const N: usize>(x: &'a mut [T; N], f: impl Fn(u8) -> bool) -> Result<(), Box<dyn std::error::Error>> where T: Clone;",
      'pub const LIMITS: &[(&str, i64)] = &[("a", -1), ("b", 2)];',
      '#[derive(Debug, Clone, PartialEq)]',
      '#[cfg(all(feature = "std", not(test)))]',
      'pub struct Point { pub x: f64, /* private fields */ }',
      'pub struct Pair(pub u8, /* private fields */);',
      'pub enum Kind { #[default] A = 1, B(u8), C { d: char } }',
      'pub trait Shape: Sized { type Unit; const SIDES: u8; fn area(&self) -> f64; // provided\n}',
      'unsafe impl<T: Send> Send for Point {}',
      'pub mod inner { pub use super::Point as Other; }',
      'macro_rules! list { ($($item:expr),* $(,)?) => {}; () => {}; }',
      "pub type Callback = Box<dyn for<'b> FnMut(&'b str) -> Option<u8>>;",
    ].join('\n');

    expect(await findBodies('rust', text)).toEqual([]);
  });

  it('says that deep nesting is none', async () => {
    for (const text of [
      `pub const X: u8 = ${'('.repeat(100_000)}`,
      `pub type A = ${'Vec<'.repeat(5_000)}u8${'>'.repeat(5_000)};`,
      `${'pub mod m { '.repeat(2_000)}${'} '.repeat(2_000)}`,
      `pub fn f(x: ${'&'.repeat(100_000)}u8);`,
    ]) {
      expect(await findBodies('rust', text)).not.toEqual([]);
    }
  });

  it('tells many small texts from constants', async () => {
    const constants = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `pub const C${index}: &str = "${'some words of text '.repeat(8)}";`,
      ).join('\n');

    expect(await findBodies('rust', constants(20))).toEqual([]);
    expect(await findBodies('rust', constants(200))).not.toEqual([]);
  });

  it('finds a body wherever it stands among declarations', async () => {
    const bodies = [
      'fn f() { g() }',
      'const A: u8 = g();',
      'impl S { fn f(&self) { g() } }',
      'trait T { fn f() {} }',
      'static B: u8 = { 1 };',
    ];
    const declarations = [
      'pub struct S;',
      '/// Doc.\npub fn f(x: u8) -> u8;',
      'pub mod m { pub const C: u8 = 1; }',
      'pub enum E { A }',
    ];
    const property = fc.asyncProperty(
      fc.array(fc.constantFrom(...declarations), { maxLength: 6 }),
      fc.constantFrom(...bodies),
      fc.array(fc.constantFrom(...declarations), { maxLength: 6 }),
      async (before, body, after) => {
        expect(await findBodies('rust', [...before, ...after].join('\n'))).toEqual([]);
        expect(await findBodies('rust', [...before, body, ...after].join('\n'))).not.toEqual([]);
      },
    );

    await fc.assert(property, { numRuns: 60 });
  });
});
