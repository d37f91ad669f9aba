import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../docs.fake.ts';
import { guardDocument } from '../../guard/guard-document.ts';
import { goOutliner } from './index.ts';

const outline = (text: string, path = 'lib.go') => goOutliner.outline({ path, text });
const examples = (text: string, path = 'lib_test.go') => goOutliner.readExamples?.({ path, text });

describe('goOutliner.isOutlined()', () => {
  it.each(['lib.go', 'sub/deep/x.go', 'example_test.go', 'x_linux.go'])('opens %s', (path) => {
    expect(goOutliner.isOutlined(path)).toBe(true);
  });

  it.each([
    ...['internal/x.go', 'a/internal/b/x.go', 'vendor/x/y.go', 'testdata/x.go', 'cmd/tool/main.go'],
    ...[
      'examples/a/main.go',
      '_old/x.go',
      '.hidden/x.go',
      'x_windows.go',
      'x_arm64.go',
      'README.md',
      'x.go.txt',
    ],
  ])('leaves %s alone', (path) => {
    expect(goOutliner.isOutlined(path)).toBe(false);
  });
});

describe('goOutliner.outline()', () => {
  it('shows what go doc shows: comments, signatures, exported fields, and no body', async () => {
    const text = await outline(`// Package lib pads texts.
package lib

import "strings"

// Mode says where.
type Mode int

const (
	// Left is the start.
	Left Mode = iota
	middle
	Right // the end
)

// ErrShort is for short texts.
var ErrShort = errors.New("too short")

var table = map[string]int{"a": 1}

// Padder pads.
type Padder struct {
	// Fill is put in.
	Fill rune \`json:"fill"\`
	secret int
	strings.Builder
}

// Pad pads text.
func Pad(text string, length int) (string, error) {
	if length < 0 { panic("negative") }
	return strings.Repeat(" ", length) + text, nil
}

func (p *Padder) Pad(text string) string { return p.inner(text) }
func (p *Padder) inner(text string) string { return text }
func helper() {}
`);

    expect(text).toContain('// Package lib pads texts.\npackage lib');
    expect(text).toContain('// Pad pads text.\nfunc Pad(text string, length int) (string, error)\n');
    expect(text).toContain('\tLeft Mode = iota\n\t_\n\t// the end\n\tRight');
    expect(text).toContain('// The text of this error is "too short".\nvar ErrShort error');
    expect(text).toContain('\tFill rune `json:"fill"`');
    expect(text).toContain('func (p *Padder) Pad(text string) string');
    expect(text).not.toMatch(/secret|table|helper|inner|Repeat|negative|import/);
    expect(await goOutliner.findBodies(text ?? '')).toEqual([]);
  });

  it.each([
    ['a program', 'package main\n\nfunc Run() {}\n'],
    ['what does not parse', 'package p\n\nfunc Run( {\n'],
    ['a file that builds leave out', '//go:build ignore\n\npackage p\n\nfunc Run() {}\n'],
    ['nothing exported', 'package p\n\nfunc run() {}\n'],
    ['another language', 'def run():\n    pass\n'],
  ])('gives nothing for %s', async (_, text) => {
    expect(await outline(text)).toBeNull();
  });

  const hidden = {
    'the length of an array': 'type T [len(func() string { return "MARK" }())]int',
    'a value of a variable': 'var X = func() string { return "MARK" }',
    'a constant expression': 'const X = len("MARK" + "b")',
    'a private constant': 'const x = "MARK"\nfunc F() {}',
    'a nested function': 'func F() func() string { return func() string { return "MARK" } }',
    'a private field': 'type T struct { mark string // MARK\n}',
    'a conditional at the top': 'func F() {}\nif true { println("MARK") }',
    'a long text': `const X = "MARK ${'x '.repeat(300)}"`,
    'a literal of a structure': 'var X = T{Name: "MARK", F: func() {}}',
    'a tag that is a program': 'type T struct {\n\tA int `func main() { MARK() }`\n}',
  };
  it.each(Object.entries(hidden))('drops what hides in %s', async (_, declaration) => {
    const text = await outline(
      `package p\n\n// Keep stays.\nfunc Keep(a int) int { return a }\n\n${declaration}\n`,
    );

    expect(text ?? '').not.toContain('MARK');
    expect(await goOutliner.findBodies(text ?? 'package p\n')).toEqual([]);
  });

  it('reads 50,000 levels of nesting without overflowing', async () => {
    const deep = `package p\n\nfunc F() { x := ${'('.repeat(50_000)}1${')'.repeat(50_000)} }\n`;

    expect(['string', 'object']).toContain(typeof (await outline(deep)));
  });

  it('leaves a source in a comment to the guard, which cuts it', async () => {
    const source = Array.from(
      { length: 200 },
      (_, at) => `//	value${at} := compute(${at}); use(value${at})`,
    );
    const text = await outline(`package p\n\n// Run runs.\n//\n${source.join('\n')}\nfunc Run() {}\n`);
    const guarded = await guardDocument(
      { kind: 'declaration', origin: 'p.go', content: text ?? '', isOutline: true },
      defaultSettings,
      goOutliner,
    );

    expect(guarded.kind).toBe('kept');
    expect(guarded).not.toMatchObject({ text: expect.stringContaining('value100 :=') });
    expect(guarded).toMatchObject({ text: expect.stringContaining('func Run()') });
  });
});

describe('goOutliner.readExamples()', () => {
  const file = `package lib_test

import (
	"fmt"
	pad "example.com/go-padder"
)

func TestSecret(t *testing.T) { secret() }

// This pads.
func ExamplePad() {
	fmt.Println(pad.Pad("a", 2))
	// Output:
	//  a
}

func ExamplePad_silent() { pad.Pad("b", 1) }

func Example_helper() { hidden(); /* Output: in another place */ other() }
`;

  it('shows examples with their output, and nothing else of a test file', async () => {
    const found = await examples(file);

    expect(found).toMatchObject({ kind: 'guide', origin: 'lib_test.go' });
    expect(found?.content).toContain('## Example of `Pad`\n\nThis pads.');
    expect(found?.content).toContain('fmt.Println(padder.Pad("a", 2))\n// Output:\n//  a\n```');
    expect(found?.content).not.toMatch(/secret|silent|hidden|import/i);
  });

  it('leaves out an example that is a program', async () => {
    const long = Array.from({ length: 80 }, (_, at) => `\tfmt.Println(${at})`).join('\n');

    expect(await examples(`package p\n\nfunc ExampleLong() {\n${long}\n\t// Output: 1\n}\n`)).toBeNull();
  });

  it('reads test files alone', async () => {
    expect(await examples(file, 'lib.go')).toBeNull();
  });
});
