import { describe, expect, it } from 'vitest';
import type { ApiSurface, TestScenarios } from '../../spec/index.ts';
import { createRandom } from '../random.ts';
import { createRustCallMaker } from './rust-calls.ts';
import { readRustFields, readRustSignature } from './rust-types.ts';

describe('readRustSignature()', () => {
  it('reads references, generics with their bounds and what a method takes', () => {
    const read = readRustSignature(
      "pub fn join<'a, T: AsRef<str>>(&mut self, items: &'a [T], end: impl Into<String>) -> Result<Vec<&'a str>, Error> where T: Clone",
    );

    expect(read).toMatchObject({
      ...{ name: 'join', self: 'mutable', isUnsafe: false },
      parameters: [
        { kind: 'reference', item: { kind: 'list', item: { name: 'T' } } },
        { kind: 'bounds', bounds: [{ name: 'Into', inner: [{ name: 'String' }] }] },
      ],
      result: { name: 'Result', inner: [{ name: 'Vec' }, { name: 'Error' }] },
    });
    expect(read?.generics.get('T')).toMatchObject({ bounds: [{ name: 'AsRef' }, { name: 'Clone' }] });
  });

  it('reads closures in a where clause', () => {
    const read = readRustSignature(
      "fn by<F>(text: &str, f: F) -> bool where F: for<'a> FnMut(&'a char) -> bool,",
    );

    expect(read?.generics.get('F')).toMatchObject({
      bounds: [{ kind: 'function', parameters: [{ kind: 'reference' }], result: { name: 'bool' } }],
    });
  });

  it.each(['', 'pub struct X', 'fn', 'fn x(', `fn x(${'('.repeat(5000)}`, `fn x<${'<'.repeat(5000)}`])(
    'does not fail on %.20s',
    (text) => {
      expect(() => readRustSignature(text)).not.toThrow();
    },
  );

  it('reads what a variant holds', () => {
    expect(readRustFields('(usize, String)')).toMatchObject([
      { type: { name: 'usize' } },
      { type: { name: 'String' } },
    ]);
    expect(readRustFields('{ start: usize, unit: String }').map(({ name }) => name)).toEqual([
      'start',
      'unit',
    ]);
  });
});

describe('createRustCallMaker()', () => {
  const entry = (name: string, kind: string, signature: string, members: object[] = []): object => ({
    ...{ name, local_name: name, kind, signature, overloads: [], parameters: [], returns: null },
    ...{ members, summary: '', evidence: 'declaration', source: null },
  });
  const member = (name: string, signature: string, isStatic = false): object => ({
    ...{ name, kind: 'method', static: isStatic, optional: false, signature, summary: '' },
  });
  const surface = {
    exports: [
      entry('pad', 'function', 'pub fn pad(text: &str, width: usize) -> String'),
      entry('fill', 'function', 'pub fn fill(out: &mut [u8]) -> usize'),
      entry('Bag', 'class', 'pub struct Bag { /* private fields */ }', [
        member('new', 'pub fn new() -> Self', true),
        member('add', 'pub fn add(&mut self, word: &str) -> bool'),
      ]),
      entry('ToLoud', 'interface', 'pub trait ToLoud', [member('to_loud', 'fn to_loud(&self) -> String')]),
    ],
  } as unknown as ApiSurface;
  const scenarios = { bindings: [], scenarios: [] } as unknown as TestScenarios;
  const declarations = 'impl ToLoud for str {}\n\nimpl std::str::FromStr for Bag {\n}\n';

  it('calls functions, methods, traits and what a type is said to be', () => {
    const maker = createRustCallMaker({
      ...{ spec: { surface, scenarios }, declarations, random: createRandom(1), code: [], texts: [] },
    });
    const calls = Array.from({ length: 80 }, () => maker.invent()).map(
      (call) => `${call?.setup}\n${call?.expression}`,
    );

    for (const wanted of [
      /pad\("[\s\S]*", (?:\d+|usize::MAX(?: - 1)?)\)$/,
      /let mut value1 = \[0u8; \d+\];\nfill\(&mut value1\)$/,
      /let mut subject = Bag::new\(\);[\s\S]*subject\.add\("/,
      /"[\s\S]*"\.to_loud\(\)$/,
      /\.parse::<Bag>\(\)$/,
    ]) {
      expect(calls.some((call) => wanted.test(call)) ? '' : `no call like ${wanted}`).toBe('');
    }
  });
});
