import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../../sandbox/index.ts';
import type { Scenario } from '../../../spec/index.ts';
import { createGoSpec, type GivenGoSpec } from '../go-spec.fake.ts';
import { goTarget } from '../index.ts';

const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('go') : probe;
const sandbox: Sandbox | null =
  probe.kind === 'available' && status.kind === 'available' ? probe.sandbox : null;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';

// The first run on a machine compiles the standard library.
const limitMs = 600_000;

type Given = NonNullable<GivenGoSpec['scenarios']>[number];

async function run(code: string, scenarios: readonly Given[], exports: GivenGoSpec['exports'] = []) {
  const report = await goTarget.runScenarios({
    files: { 'go.mod': 'module example.com/pad\n\ngo 1.22\n', 'pad.go': `package pad\n\n${code}\n` },
    spec: createGoSpec({ scenarios, exports }),
    sandbox: sandbox as Sandbox,
  });
  return {
    ...report,
    kinds: report.results.map(({ outcome }) => outcome.kind),
    outcomes: report.results.map(({ outcome }) => outcome),
  };
}

const value = (expression: string, expected: string, more: Partial<Scenario> = {}): Given => ({
  expression,
  expected: { kind: 'value', value: expected },
  ...more,
});

describe.skipIf(sandbox === null)(`runScenarios() of Go${absent}`, () => {
  it('compares values by what they hold, on this side', { timeout: limitMs }, async () => {
    const { kinds, exported } = await run(
      `import ("errors"; "math")
type Point struct { X, Y int; secret int }
var ErrOdd = errors.New("odd number")
func Text() string { return "a\\"\\u00e9\\xff" }
func Number() uint64 { return 3 }
func Half() float64 { return 0.5 }
func Whole() float64 { return 2 }
func List() []string { return []string{"a", "b"} }
func None() []string { return nil }
func Table() map[string]int { return map[string]int{"b": 2, "a": 1} }
func At() *Point { return &Point{1, 2, 3} }
func Both(n int) (int, error) { if n%2 == 1 { return 0, ErrOdd }; return n, nil }
func Pair() (string, int) { return "a", 1 }
func Bytes() []byte { return []byte("ab") }
func NaN() float64 { return math.NaN() }
func Panics() { panic("no way") }
func First[T any](list []T) T { return list[0] }`,
      [
        value('pad.Text()', '"a\\"\\u00e9\\xff"'),
        value('pad.Number()', '3'),
        value('pad.Half()', '0.5'),
        value('pad.Whole()', '2'),
        value('pad.List()', '[]string{"a", "b"}'),
        value('pad.None()', '[]string{}'),
        value('pad.Table()', 'map[string]int{"a": 1, "b": 2}'),
        value('pad.At()', 'pad.Point{X: 1, Y: 2}'),
        value('pad.Both(4)', '4'),
        value('pad.Pair()', '"a", 1'),
        value('pad.Bytes()', '[]byte{97, 98}'),
        value('pad.NaN()', 'math.NaN()'),
        value('pad.First(list)', '7', { setup: 'list := []int{7, 8}\nunused := 1' }),
        { expression: 'pad.Both(3)', expected: { kind: 'throws', name: 'ErrOdd', message: 'odd' } },
        { expression: 'pad.Panics()', expected: { kind: 'throws', name: null, message: 'no way' } },
        { expression: 'fmt.Println(pad.Pair())', expected: { kind: 'output', lines: ['a 1'] } },
      ],
      [
        { name: 'Text' },
        { name: 'Point', kind: 'class' },
        { name: 'ErrOdd', kind: 'constant', signature: 'var ErrOdd error' },
        { name: 'Missing' },
      ],
    );

    expect(kinds).toEqual(Array.from({ length: 16 }, () => 'passed'));
    expect(exported).toEqual([
      { name: 'Text', type: 'function', length: 0 },
      { name: 'Point', type: 'object', length: null },
      { name: 'ErrOdd', type: 'object', length: null },
    ]);
  });

  it('says what came out instead, and what is wrong with a scenario itself', {
    timeout: limitMs,
  }, async () => {
    const { outcomes } = await run(
      'import "errors"\nfunc Up(text string) string { return text }\nfunc Fail() (int, error) { return 0, errors.New("broken") }\nfunc List() []int { return []int{1, 2, 3} }',
      [
        value('pad.Up("a")', '"A"'),
        value('pad.Fail()', '1'),
        value('pad.List()', '[]int{1, 5, 3}'),
        value('pad.Gone("a")', '"A"'),
        value('pad.Up(3)', '"A"'),
        value('pad.Up("a"', '"A"'),
        value('pad.Up("a")', 'func() {'),
        { expression: 'pad.Up("a")', expected: { kind: 'throws', name: null, message: null } },
      ],
    );

    expect(outcomes).toMatchObject([
      { kind: 'failed', message: 'pad.Up("a") returned "a", expected "A"' },
      { kind: 'failed', message: 'pad.Fail() returned the error "broken", expected 1' },
      { kind: 'failed', message: expect.stringContaining('first difference at [1]') },
      { kind: 'failed', message: expect.stringContaining('undefined: pad.Gone') },
      { kind: 'failed', message: expect.stringContaining('cannot use 3') },
      { kind: 'broken' },
      { kind: 'broken' },
      { kind: 'failed', message: expect.stringContaining('expected an error') },
    ]);
  });

  it('says where code does not compile', { timeout: limitMs }, async () => {
    const { loadError, results } = await run('func Up(text string) int { return text }', [
      value('pad.Up("a")', '1'),
    ]);

    expect(loadError).toMatch(/^pad\.go:3: cannot use text/);
    expect(results).toEqual([]);
  });

  it('loses only the scenario that hangs, ends the process, or runs away', { timeout: limitMs }, async () => {
    const { kinds, outcomes } = await run(
      `import ("os"; "runtime"; "syscall")
func Ok() int { return 1 }
func Hang() int { for {} }
func Exit() int { os.Exit(0); return 1 }
func Kill() int { syscall.Kill(os.Getpid(), syscall.SIGKILL); return 1 }
func Goexit() int { runtime.Goexit(); return 1 }
func Deep(n int) int { return Deep(n+1) + 1 }
func Later() int { go panic("later"); select {} }
func Close() int { os.Stdout.Close(); os.Stderr.Close(); return 1 }
func Fake() int { os.NewFile(3, "x").WriteString("{\\"Token\\":\\"\\",\\"Kind\\":\\"returned\\"}"); os.Exit(0); return 1 }
func Noise() int { for i := 0; i < 100000; i++ { os.Stdout.WriteString("[\\"noise\\"]\\n") }; return 1 }`,
      ['Ok', 'Hang', 'Exit', 'Kill', 'Goexit', 'Deep(1)', 'Later', 'Close', 'Fake', 'Noise', 'Ok'].map(
        (name) => value(`pad.${name.includes('(') ? name : `${name}()`}`, '1'),
      ),
    );

    // What runs away ends by the limit of its stack, or on a slow machine by that of its time.
    expect(kinds.filter((_, index) => index !== 5)).toEqual([
      ...['passed', 'timed-out', 'failed', 'failed', 'failed'],
      ...['failed', 'passed', 'failed', 'passed', 'passed'],
    ]);
    expect(['failed', 'timed-out']).toContain(kinds[5]);
    expect(outcomes[2]).toMatchObject({
      message: expect.stringContaining('ended the process (exit code 0)'),
    });
  });

  it('keeps scenarios apart from what others changed', { timeout: limitMs }, async () => {
    const { kinds } = await run('var count int\nfunc Next() int { count++; return count }', [
      value('pad.Next()', '1'),
      value('pad.Next()', '1'),
    ]);

    expect(kinds).toEqual(['passed', 'passed']);
  });

  it('does not let a package that starts badly hide it', { timeout: limitMs }, async () => {
    const hang = await run('func init() { for {} }\nfunc Ok() int { return 1 }', [value('pad.Ok()', '1')]);
    const end = await run('import "os"\nfunc init() { os.Exit(0) }\nfunc Ok() int { return 1 }', [
      value('pad.Ok()', '1'),
    ]);

    expect(hang.loadError).toContain('did not finish starting');
    expect(end.loadError).toContain('ended the process');
  });

  it('does not tell a package what is expected of it, nor the nonce before it starts', {
    timeout: limitMs,
  }, async () => {
    const { kinds } = await run(
      `import ("os"; "io"; "strings")
var stolen string
func init() { text, _ := io.ReadAll(os.Stdin); stolen = string(text) }
func Steal() string { return stolen }
func Search() string {
	self, _ := os.ReadFile("/proc/self/exe")
	// Not as one text, or its own binary would hold it.
	marker := strings.Join([]string{"expected", "marker"}, "-")
	if strings.Contains(string(self), marker) { return marker }
	return "nothing found"
}`,
      [value('pad.Steal()', '""'), value('pad.Search()', '"expected-marker"')],
    );

    expect(kinds).toEqual(['passed', 'failed']);
  });
});

describe.skipIf(sandbox === null)(`runTests(), checkSyntax() and format() of Go${absent}`, () => {
  const spec = createGoSpec();
  const files = (code: string, tests = '') => ({
    'go.mod': 'module example.com/pad\n\ngo 1.22\n',
    'pad.go': `package pad\n\n${code}\n`,
    ...(tests === '' ? {} : { 'pad_test.go': `package pad\n\n${tests}\n` }),
  });

  it('counts tests one by one', { timeout: limitMs }, async () => {
    const report = await goTarget.runTests({
      files: files(
        'func Up() int { return 1 }',
        'import "testing"\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) { t.Fatal("no luck") }\nfunc TestC(t *testing.T) { t.Skip() }\nfunc TestD(t *testing.T) { t.Run("one", func(t *testing.T) {}); t.Run("two", func(t *testing.T) { t.Error("bad") }) }',
      ),
      spec,
      sandbox: sandbox as Sandbox,
    });

    expect(report).toMatchObject({ passed: 2, failed: 2, skipped: 1, complete: true, timedOut: false });
    expect(report.tests.find(({ name }) => name === 'TestB')?.message).toContain('no luck');
    expect(report.tests.map(({ name }) => name)).toContain('TestD/two');
  });

  it('takes an early end for no success', { timeout: limitMs }, async () => {
    const report = await goTarget.runTests({
      files: files(
        'import "os"\nfunc Up() int { os.Exit(0); return 1 }',
        'import "testing"\nfunc TestA(t *testing.T) { Up() }',
      ),
      spec,
      sandbox: sandbox as Sandbox,
    });

    expect(report.failed).toBeGreaterThan(0);
    expect(report.exitCode).not.toBe(0);
  });

  it('counts tests that do not compile as one that failed', { timeout: limitMs }, async () => {
    const report = await goTarget.runTests({
      files: files('func Up() int { return 1 }', 'import "testing"\nfunc TestA(t *testing.T) { Gone() }'),
      spec,
      sandbox: sandbox as Sandbox,
    });

    expect(report).toMatchObject({ passed: 0, failed: 1 });
    expect(report.tests[0]).toMatchObject({
      name: 'build',
      message: expect.stringContaining('undefined: Gone'),
    });
  });

  it('finds what does not compile, with its line', { timeout: limitMs }, async () => {
    const good = await goTarget.checkSyntax({
      files: files('func Up() int { return 1 }'),
      spec,
      sandbox: sandbox as Sandbox,
    });
    const bad = await goTarget.checkSyntax({
      files: files('import "fmt"\nfunc Up() int { return "a" }\nfunc Say() { fmt.Printf("%d", "a") }'),
      spec,
      sandbox: sandbox as Sandbox,
    });

    expect(good).toMatchObject({
      tool: expect.stringMatching(/^go1\.\d+/),
      checked: ['pad.go'],
      problems: [],
    });
    expect(bad.problems[0]).toMatchObject({
      path: 'pad.go',
      message: expect.stringMatching(/^line 4: cannot use "a"/),
    });
  });

  it('formats, and leaves alone what it cannot read', { timeout: limitMs }, async () => {
    const formatted = await goTarget.format(
      { 'a.go': 'package p\nfunc  F( ) { }\n', 'b.go': 'func (', 'c.md': ' x' },
      sandbox as Sandbox,
    );

    expect(formatted.files).toEqual({ 'a.go': 'package p\n\nfunc F() {}\n', 'b.go': 'func (', 'c.md': ' x' });
    expect(formatted).toMatchObject({
      formatter: expect.stringMatching(/^gofmt of go1/),
      reason: expect.stringContaining('b.go'),
    });
  });
});
