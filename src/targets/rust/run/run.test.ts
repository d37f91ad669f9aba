import { describe, expect, it } from 'vitest';
import { probeSandbox } from '../../../sandbox/index.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { ScenarioOutcome } from '../../../scenarios/index.ts';
import type { Scenario, Spec } from '../../../spec/index.ts';
import { rustTarget } from '../index.ts';
import { renderManifest } from '../package/render-papers.ts';
import { createRustSpec, delivery, type GivenRustSpec } from '../rust-spec.fake.ts';
import { describeLiteral } from './describe-literal.ts';

const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('rust') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';
const sandbox = (probe.kind === 'available' ? probe.sandbox : null) as Sandbox;

const files = (spec: Spec, code: string) => ({
  'Cargo.toml': renderManifest(spec, delivery),
  'src/lib.rs': code,
});
const value = (text: string): Scenario['expected'] => ({ kind: 'value', value: text });
const functions = (...names: string[]): NonNullable<GivenRustSpec['exports']> =>
  names.map((name) => ({ name, kind: 'function', signature: `pub fn ${name}()` }));

async function run(code: string, given: GivenRustSpec) {
  const spec = createRustSpec(given);
  const report = await rustTarget.runScenarios({ files: files(spec, code), spec, sandbox });
  return { ...report, outcomes: report.results.map(({ outcome }) => outcome) };
}

const kinds = (outcomes: readonly ScenarioOutcome[]) => outcomes.map(({ kind }) => kind);
const messages = (outcomes: readonly ScenarioOutcome[]) =>
  outcomes.map((outcome) => ('message' in outcome ? outcome.message : ''));

describe.skipIf(absent !== '')(`rustTarget.runScenarios()${absent}`, () => {
  it('compares values, errors and output', async () => {
    const code = [
      'use std::collections::HashSet;',
      '#[derive(Debug, PartialEq, Clone)] pub struct Point { pub x: i32 }',
      '#[derive(Debug, PartialEq)] pub enum Error { Empty }',
      'impl std::fmt::Display for Error { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "is empty") } }',
      'pub fn parse(text: &str) -> Result<Point, Error> { if text.is_empty() { Err(Error::Empty) } else { Ok(Point { x: text.len() as i32 }) } }',
      'pub fn half(x: f64) -> f64 { x / 2.0 }',
      'pub fn letters(text: &str) -> HashSet<char> { text.chars().collect() }',
      'pub fn refuse() { panic!("refused: {}", 7) }',
      'pub fn tell(text: &str) { println!("told"); print!("{}", text); }',
      'pub trait Twice { fn twice(&self) -> String; } impl Twice for str { fn twice(&self) -> String { self.repeat(2) } }',
      '#[macro_export] macro_rules! joined { ($($x:expr),*) => { concat!($($x),*) }; }',
    ].join('\n');
    const report = await run(code, {
      exports: [
        ...functions('parse', 'half', 'letters', 'refuse', 'tell', 'joined', 'gone'),
        { name: 'Point', kind: 'class' },
        { name: 'Error', kind: 'enum' },
        { name: 'Twice', kind: 'interface' },
      ],
      scenarios: [
        { expression: 'parse("abc")', expected: value('Ok(Point { x: 3 })') },
        { expression: 'parse("")', expected: value('Err(Error::Empty)') },
        { expression: 'half(3.0)', expected: value('1.5') },
        {
          expression: 'letters("aab")',
          expected: value("HashSet::from(['b', 'a'])"),
          setup: 'use std::collections::HashSet;',
        },
        { expression: '"ab".twice()', expected: value('"abab"') },
        { expression: 'joined!("a", "b")', expected: value('"ab"') },
        { expression: 'parse("")', expected: { kind: 'throws', name: 'EmptyError', message: 'is empty' } },
        { expression: 'refuse()', expected: { kind: 'throws', name: null, message: 'refused: 7' } },
        { expression: 'tell("bye")', expected: { kind: 'output', lines: ['told', 'bye'] } },
        { expression: 'half(3.0)', expected: value('2.0') },
        { expression: 'parse("abc").unwrap().x', expected: value('4') },
        { expression: 'parse("abc")', expected: { kind: 'throws', name: null, message: null } },
        { expression: 'refuse()', expected: value('()') },
        { expression: 'parse("abc", 1)', expected: value('Ok(Point { x: 3 })') },
        { expression: 'half(3.0', expected: value('2.0') },
        { expression: 'gone()', expected: value('1') },
      ],
    });

    expect(report.loadError).toBeNull();
    expect(kinds(report.outcomes.slice(0, 9))).toEqual(Array(9).fill('passed'));
    expect(messages(report.outcomes.slice(9))).toEqual([
      'half(3.0) gave 1.5 instead of 2.0',
      'parse("abc").unwrap().x gave 3 instead of 4',
      'parse("abc") gave a value instead of an error',
      'refuse() panicked: refused: 7, and did not give ()',
      expect.stringMatching(/^does not compile: this function takes 1 argument/),
      expect.stringContaining('does not parse'),
      expect.stringMatching(/^does not compile: unresolved import `gone`/),
    ]);
    expect(report.outcomes.at(-2)?.kind).toBe('broken');
    expect(report.exported.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['parse', 'half', 'letters', 'refuse', 'tell', 'joined', 'Point'].map((name) => `${name} function`),
      'Error object',
      'Twice object',
    ]);
  });

  it('loses only the scenario that hangs, ends the process, overflows or lies', async () => {
    const code = [
      'use std::io::Write;',
      'pub fn hang() -> u8 { loop {} }',
      'pub fn leave() -> u8 { std::process::exit(0) }',
      'pub fn give_up() -> u8 { std::process::abort() }',
      'pub fn deep(n: u64) -> u64 { if n == 0 { 0 } else { 1 + deep(std::hint::black_box(n - 1)) } }',
      'pub fn greedy() -> usize { let mut all: Vec<Vec<u8>> = Vec::new(); loop { all.push(Vec::with_capacity(64 << 20)); if all.len() > 100 { return all.len() } } }',
      'pub fn noisy() -> u8 { for _ in 0..200_000 { println!("[\\"x\\",\\"value\\",\\"equal\\"]"); } 1 }',
      'pub fn lie() -> u8 { for path in ["/proc/self/fd/3", "/proc/self/fd/1", "/dev/stdout"] { if let Ok(mut pipe) = std::fs::OpenOptions::new().write(true).open(path) { let _ = pipe.write_all(b"[\\"\\",\\"value\\",\\"equal\\",\\"2\\",\\"2\\",\\"u8\\"]\\n[\\"00000000-0000-0000-0000-000000000000\\",0,[\\"value\\",\\"equal\\",\\"2\\",\\"2\\",\\"u8\\"],\\"\\"]\\n"); } } std::process::exit(0) }',
      'pub fn quiet() -> u8 { std::panic::set_hook(Box::new(|_| {})); panic!("x") }',
      'pub fn two() -> u8 { 2 }',
    ].join('\n');
    const names = ['hang', 'leave', 'give_up', 'deep', 'greedy', 'noisy', 'lie', 'quiet', 'two'];
    const report = await run(code, {
      exports: functions(...names),
      scenarios: names.map((name) => ({
        expression: name === 'deep' ? 'deep(1 << 40)' : `${name}()`,
        expected: value('2'),
      })),
    });

    expect(kinds(report.outcomes)).toEqual(['timed-out', ...Array(7).fill('failed'), 'passed']);
    expect(messages(report.outcomes)[1]).toBe('leave() ended the process (exit code 0)');
  });

  it('does not let code that is not safe near the program that judges it', async () => {
    const report = await run(
      'pub fn pad(text: &str, _: usize) -> String { unsafe { std::ptr::null::<u8>().read() }; text.to_string() }',
      {
        scenarios: [{ expression: 'pad("a", 2)' }],
      },
    );

    expect(report.loadError).toMatch(/unsafe/);
    expect(report.results).toEqual([]);
  });

  it('says what does not compile, with the place', async () => {
    const report = await run('pub fn pad(text: &str, width: usize) -> String {\n    text + width\n}\n', {
      scenarios: [{ expression: 'pad("a", 2)' }],
    });

    expect(report.loadError).toMatch(/cannot add|E0369/);
    expect(report.loadError).toContain('src/lib.rs:2');
    expect(report.loadError).not.toContain('package/');
  });

  it('needs no scenario to tell what is exported', async () => {
    const report = await run('pub fn pad() {}', { exports: functions('pad', 'gone') });

    expect(report).toMatchObject({
      loadError: null,
      results: [],
      exported: [{ name: 'pad', type: 'function' }],
    });
  });
});

describe.skipIf(absent !== '')(`rustTarget.runTests(), checkSyntax(), format()${absent}`, () => {
  const spec = createRustSpec({
    scenarios: [
      { expression: 'pad("a", 2)' },
      { expression: 'pad("b", 2)', expected: value('"b"') },
      { expression: 'pad("c", 2, 3)', expected: value('"c"') },
      { expression: 'pad("leave", 2)', expected: value('""') },
      { expression: 'pad("refuse", 2)', expected: { kind: 'throws', name: null, message: null } },
      { expression: 'pad("a", 2)', setup: 'let text = "two\nlines";', title: 'Über "quotes" */ fn' },
    ],
  });
  const code =
    'pub fn pad(text: &str, width: usize) -> String {\n    if text == "leave" { println!("test result: ok. 2 passed; 0 failed"); std::process::exit(0) }\n    assert!(text != "refuse");\n    format!("{:<1$}", text, width)\n}\n';
  const whole = { ...rustTarget.renderPapers(spec, delivery), ...files(spec, code) };

  it('counts the tests of Cargo one by one', async () => {
    const report = await rustTarget.runTests({ files: whole, spec, sandbox });

    expect(report).toMatchObject({ passed: 3, failed: 3, skipped: 0, complete: true, timedOut: false });
    expect(report.tests.map(({ name, status }) => `${name.slice(0, 4)} ${status}`).toSorted()).toEqual([
      's001 passed',
      's002 failed',
      's003 failed',
      's004 failed',
      's005 passed',
      's006 passed',
    ]);
    expect(report.tests.find(({ name }) => name.startsWith('s003'))?.message).toMatch(/does not compile/);
  });

  it('fails a package whose library does not compile', async () => {
    const report = await rustTarget.runTests({
      files: { ...whole, 'src/lib.rs': 'pub fn pad() -> u8 { "a" }' },
      spec,
      sandbox,
    });

    expect(report).toMatchObject({ passed: 0, failed: 1, complete: true });
    expect(report.tests[0]?.message).toMatch(/mismatched types/);
  });

  it('checks with Cargo', async () => {
    const good = await rustTarget.checkSyntax({ files: whole, spec, sandbox });
    const bad = await rustTarget.checkSyntax({
      files: { ...whole, 'src/lib.rs': 'pub fn pad() -> u8 {\n    "a"\n}' },
      spec,
      sandbox,
    });
    const broken = await rustTarget.checkSyntax({
      files: { ...whole, 'Cargo.toml': 'no manifest' },
      spec,
      sandbox,
    });

    expect(good).toMatchObject({
      tool: expect.stringMatching(/^rustc \d/),
      problems: [],
      checked: ['src/lib.rs', 'Cargo.toml'],
    });
    expect(bad.problems).toEqual([{ path: 'src/lib.rs', message: 'line 2: mismatched types' }]);
    expect(broken.problems).toMatchObject([{ path: 'Cargo.toml' }]);
  });

  it('formats with rustfmt, and leaves what it cannot read', async () => {
    const given = { 'src/lib.rs': 'pub fn pad( )->u8{1}\n', 'Cargo.toml': 'x' };
    const good = await rustTarget.format(given, sandbox);
    const bad = await rustTarget.format({ 'src/lib.rs': 'pub fn (' }, sandbox);

    expect(good).toEqual({
      files: { 'src/lib.rs': 'pub fn pad() -> u8 {\n    1\n}\n', 'Cargo.toml': 'x' },
      formatter: expect.stringMatching(/^rustfmt \d/),
      reason: null,
    });
    expect(bad).toMatchObject({
      files: { 'src/lib.rs': 'pub fn (' },
      formatter: null,
      reason: expect.stringContaining('rustfmt'),
    });
  });
});

describe('describeLiteral()', () => {
  it.each([
    ['"a\\"b"', '"a\\"b"'],
    ['String::from("a")', '"a"'],
    ['"a".to_string()', '"a"'],
    ['1_000u32', '1000'],
    ['-3', '-3'],
    ['true', 'true'],
    ['Some(Ok("x"))', 'Some(Ok("x"))'],
    ['None', 'None'],
  ])('knows how Debug shows %s', (text, shown) => {
    expect(describeLiteral(text)).toBe(shown);
  });

  it.each(['1.0', 'f()', 'x', 'vec![1]', '"\\u{301}"', '"a" "b"', 'Some(x)', 'Err(Error::Bad)', "'a'"])(
    'leaves %s to Rust',
    (text) => {
      expect(describeLiteral(text)).toBeNull();
    },
  );
});
