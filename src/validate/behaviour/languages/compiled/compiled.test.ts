import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../../../sandbox/index.ts';
import { createGoSpec } from '../../../../targets/go/go-spec.fake.ts';
import { createRustSpec } from '../../../../targets/rust/rust-spec.fake.ts';
import { goBehaviour } from '../go/index.ts';
import { rustBehaviour } from '../rust/index.ts';
import type { LanguageSession } from '../types.ts';

const probe = await probeSandbox();
const reasonFor = async (name: 'go' | 'rust'): Promise<string> => {
  if (probe.kind === 'unavailable') return ` (skipped: ${probe.reason})`;
  const status = await probe.sandbox.findToolchain(name);
  return status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';
};
const [noGo, noRust] = [await reasonFor('go'), await reasonFor('rust')];
const sandbox = (): Sandbox => {
  if (probe.kind === 'unavailable') throw new Error(probe.reason);
  return probe.sandbox;
};

/** How both sides part on each call: the name of the difference, `same`, or `nothing` where there is none to compare. */
async function compareCalls(
  session: LanguageSession,
  calls: readonly string[],
): Promise<Record<string, string>> {
  const codes = calls.map((text) => {
    const parts = text.split('; ');
    return { setup: parts.slice(0, -1).join('\n'), expression: parts.at(-1) ?? '' };
  });
  const { original, rebuilt } = await session.runBoth(codes);
  return Object.fromEntries(
    calls.map((text, index) => {
      const [theirs, ours] = [original.get(index), rebuilt.get(index)];
      if (theirs === undefined || ours === undefined || !session.isComparable(theirs))
        return [text, 'nothing'];
      return [text, session.compareAnswers(theirs, ours) ?? 'same'];
    }),
  );
}

describe.skipIf(noGo !== '')(`comparing Go${noGo}`, () => {
  const code = (other: boolean): string => `package pad

import (
	"errors"
	"fmt"
	"math"
)

var ErrA = errors.New("a")
var ErrB = errors.New("b")

type T struct {
	Name   string
	hidden int
}

func None() []int { ${other ? 'return []int{}' : 'return nil'} }
func Zero() float64 { return math.Copysign(0, ${other ? '1' : '-1'}) }
func Nan() float64 { return math.NaN() }
func Which() error { return fmt.Errorf("more: %w", ${other ? 'ErrB' : 'ErrA'}) }
func Words() error { return errors.New("${other ? 'ours' : 'theirs'}") }
func Fails() (int, error) { ${other ? 'panic("no")' : 'return 0, ErrA'} }
func Whole() any { return ${other ? 'int64(3)' : '3'} }
func Keys() map[string]int { return map[string]int{"a": 1, "b": 2, "c": 3} }
func Made() *T { return &T{Name: "x", hidden: ${other ? '2' : '1'}} }
func Named() T { return T{Name: "${other ? 'y' : 'x'}"} }
func Sort(items []int) { ${other ? '' : 'items[0], items[1] = items[1], items[0]'} }
func Tell() int { ${other ? '' : 'fmt.Println("hi")\n\t'}return 1 }
func Hang() int { ${other ? 'for {\n\t}' : 'return 1'} }
${other ? '' : 'func Gone() int { return 1 }'}
`;

  it('tells what users can tell, and nothing else', async () => {
    const spec = createGoSpec({
      exports: [
        ...['ErrA', 'ErrB'].map((name) => ({
          name,
          kind: 'constant' as const,
          signature: `var ${name} error`,
        })),
        { name: 'T', kind: 'class', signature: 'type T struct { Name string }' },
      ],
    });
    const files = (other: boolean) => ({
      'go.mod': 'module example.com/pad\n\ngo 1.21\n',
      'pad.go': code(other),
    });
    const session = await goBehaviour.open({
      ...{ spec, original: files(false), rebuilt: files(true), sandbox: sandbox(), seed: 1 },
    });
    const expected = {
      ...{ 'pad.None()': 'value', 'pad.Zero()': 'value', 'pad.Nan()': 'same', 'pad.Which()': 'error-class' },
      ...{ 'pad.Words()': 'same', 'pad.Fails()': 'outcome', 'pad.Keys()': 'same', 'pad.Made()': 'same' },
      ...{ 'pad.Named()': 'value', 'list := []int{1, 2}; pad.Sort(list)': 'value', 'pad.Tell()': 'output' },
      ...{
        'pad.Hang()': 'outcome',
        'pad.Gone()': 'outcome',
        'pad.Nobody()': 'nothing',
        'pad.None(7)': 'nothing',
      },
      ...{ 'pad.None()[3]': 'same', 'value := pad.Whole(); value': 'same' },
    };

    expect(await compareCalls(session, Object.keys(expected))).toEqual(expected);
  }, 120_000);
});

describe.skipIf(noRust !== '')(`comparing Rust${noRust}`, () => {
  const code = (other: boolean): string => `
#[derive(Debug, PartialEq)]
pub enum Fault { Short, Long { by: usize } }
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("${other ? 'ours' : 'theirs'}") }
}
impl std::error::Error for Fault {}
#[derive(Debug)]
pub struct Own { ${other ? 'inner: Vec<u8>' : 'inside: u8'} }
pub fn own() -> Own { Own { ${other ? 'inner: vec![1]' : 'inside: 1'} } }
pub fn owns() -> Vec<Own> { vec![own()] }
pub fn zero() -> f64 { ${other ? '0.0' : '-0.0'} }
pub fn nan() -> f64 { f64::NAN }
pub fn which() -> Result<u8, Fault> { Err(${other ? 'Fault::Long { by: 1 }' : 'Fault::Short'}) }
pub fn words() -> Result<u8, Fault> { Err(Fault::Short) }
pub fn some() -> Option<Option<u8>> { ${other ? 'None' : 'Some(None)'} }
pub fn stops() -> Result<u8, Fault> { ${other ? 'panic!("no")' : 'Err(Fault::Short)'} }
pub fn keys() -> std::collections::HashMap<u8, u8> { (0..9).map(|key| (key, key)).collect() }
pub fn counts() -> impl Iterator<Item = u8> { ${other ? '0..4' : '0..3'} }
pub fn fill(out: &mut [u8]) { out[0] = ${other ? '1' : '2'}; }
pub fn tell() -> u8 { ${other ? '' : 'println!("hi");'} 1 }
pub fn text() -> String { String::from("a") }
${other ? '' : 'pub fn gone() -> u8 { 1 }'}
`;

  it('tells what users can tell, and nothing else', async () => {
    const names = [
      'own',
      'owns',
      'zero',
      'nan',
      'which',
      'words',
      'some',
      'stops',
      'keys',
      'counts',
      'fill',
      'tell',
      'text',
      'gone',
    ];
    const variant = (name: string, signature: string) => ({
      ...{ name, kind: 'property' as const, static: true, optional: false, signature, summary: '' },
    });
    const spec = createRustSpec({
      types: 'impl Error for Fault {}\n',
      exports: [
        ...names.map((name) => ({ name, kind: 'function' as const, signature: `pub fn ${name}()` })),
        {
          ...{ name: 'Fault', kind: 'enum', signature: 'pub enum Fault { Short, Long { by: usize } }' },
          members: [variant('Short', 'Short'), variant('Long', 'Long { by: usize }')],
        },
        { name: 'Own', kind: 'class', signature: 'pub struct Own { /* private fields */ }' },
      ],
    });
    const manifest = '[package]\nname = "pad-it"\nversion = "1.0.0"\nedition = "2021"\n';
    const files = (other: boolean) => ({ 'Cargo.toml': manifest, 'src/lib.rs': code(other) });
    const session = await rustBehaviour.open({
      ...{ spec, original: files(false), rebuilt: files(true), sandbox: sandbox(), seed: 1 },
    });
    const expected = {
      ...{ 'own()': 'same', 'owns()': 'same', 'zero()': 'value', 'nan()': 'same', 'which()': 'error-class' },
      ...{
        'words()': 'same',
        'some()': 'value',
        'stops()': 'outcome',
        'keys()': 'same',
        'counts()': 'value',
      },
      ...{
        'let mut a = vec![0u8, 0];; fill(&mut a)': 'value',
        'tell()': 'output',
        'text()': 'same',
        'gone()': 'outcome',
      },
      ...{ 'nobody()': 'nothing', 'Fault::Short': 'same', '"a".len()': 'same' },
    };

    expect(await compareCalls(session, Object.keys(expected))).toEqual(expected);
  }, 120_000);
});
