import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../core/index.ts';
import type { DocSet, Document } from '../../../docs/types.ts';
import { docSet } from '../doc-set.fake.ts';
import { compileDocumentation } from '../index.ts';

const outline = `// Package pad pads texts.
package pad

// Mode says where the padding goes.
type Mode int

const (
	// Left is the start.
	Left Mode = iota
	Right
)

// ErrShort is for lengths below zero.
// The text of this error is "length below zero".
var ErrShort error

// Pad pads a text on its left side. It costs nothing.
//
//	Pad("a", 3) => "  a"
//
// See https://pad.example/docs for more, or code.example.com/pad/v2 alone.
func Pad(text string, length int) string

// Parse reads a number.
func Parse(text string) (n int, err error)

// Words splits a text.
//
//	"a b"  => ["a", "b"]
//	""     => []
func Words(text string) []string

// Box holds a text.
type Box struct {
	// Text is held.
	Text string
}

// New makes a box.
func New(text string) *Box

// Wide says how wide the box is.
func (b *Box) Wide(extra ...int) int

// Count counts.
func (b *Box) Count() int
`;

async function compile(readme: string, more: Readonly<Record<string, string>> = {}) {
  const base = docSet({ readme, name: 'example.com/go-pad' });
  const create = (origin: string, text: string, kind: Document['kind']): Document => ({
    ...{ id: `${kind}-${origin}`, kind, origin, text, sha256: sha256Hex(text), cuts: [] },
    ...(kind === 'declaration' ? { isOutline: true } : {}),
  });
  const set: DocSet = {
    ...base,
    record: { ...base.record, ecosystem: 'go', version: 'v1.0.0' },
    documents: [
      ...base.documents,
      create('pad.go', outline, 'declaration'),
      ...Object.entries(more).map(([origin, text]) =>
        create(origin, text, origin.endsWith('.go') ? 'declaration' : 'guide'),
      ),
    ],
  };
  const compiled = await compileDocumentation(set);
  const claims = compiled.scenarios.scenarios.map(({ setup, expression, expected }) => ({
    code: setup === '' ? expression : `${setup}; ${expression}`,
    result: expected.kind === 'value' ? expected.value : expected,
  }));
  return { ...compiled, claims };
}

const go = (code: string) => `\`\`\`go\n${code}\n\`\`\`\n`;

describe('compileGo()', () => {
  it('reads the surface of the package: functions, types with members, counted constants, errors', async () => {
    const { surface } = await compile('# pad\n');
    const of = (name: string) => surface.exports.find((entry) => entry.name === name);

    expect(surface).toMatchObject({ language: 'go', module: null, import_name: 'example.com/go-pad' });
    expect(of('Pad')).toMatchObject({
      kind: 'function',
      signature: 'func Pad(text string, length int) string',
      parameters: [
        { name: 'text', type: 'string', optional: false, rest: false },
        { name: 'length', type: 'int' },
      ],
      returns: 'string',
      summary: 'Pad pads a text on its left side.',
    });
    expect(of('Parse')).toMatchObject({ returns: '(int, error)' });
    expect(of('Right')).toMatchObject({ kind: 'constant', signature: 'const Right Mode = 1' });
    expect(of('ErrShort')).toMatchObject({ kind: 'constant', signature: 'var ErrShort error' });
    expect(of('Box')).toMatchObject({
      kind: 'class',
      members: [
        { name: 'Text', kind: 'property', signature: 'Text string', summary: 'Text is held.' },
        { name: 'Wide', kind: 'method', signature: 'func (b *Box) Wide(extra ...int) int' },
        { name: 'Count', kind: 'method' },
      ],
    });
  });

  it('renders declarations without links and examples', async () => {
    const { types } = await compile('# pad\n');

    expect(types).toMatch(/^\/\/ What the package declares, in Go/);
    expect(types).toContain('package pad');
    expect(types).toContain('// Pad pads a text on its left side. It costs nothing.');
    expect(types).not.toMatch(/=>|https?:|example\.com/);
  });

  it('takes what comments of functions show', async () => {
    const { claims } = await compile('# pad\n');

    expect(claims).toEqual([
      { code: 'pad.Pad("a", 3)', result: '"  a"' },
      { code: 'pad.Words("a b")', result: '[]string{"a", "b"}' },
      { code: 'pad.Words("")', result: '[]string{}' },
    ]);
  });

  it('takes examples with output apart, line by line', async () => {
    const { claims } = await compile('# pad\n', {
      pad_test: `# Examples\n\n${go('b := pad.New("ab")\nfmt.Println(pad.Pad("a", 2))\nfmt.Printf("%q is %d wide\\n", "ab", b.Wide())\nn, err := pad.Parse("7")\nif err != nil {\n\tpanic(err)\n}\nfmt.Println(n)\n// Output:\n//  a\n// "ab" is 2 wide\n// 7')}`,
    });

    expect(claims.slice(0, 3)).toEqual([
      { code: 'pad.Pad("a", 2)', result: '" a"' },
      { code: 'b := pad.New("ab"); b.Wide()', result: '2' },
      { code: 'pad.Parse("7")', result: '7' },
    ]);
  });

  it('keeps an example whole that cannot be taken apart', async () => {
    const { claims } = await compile('# pad\n', {
      pad_test: `# Examples\n\n${go('for _, word := range pad.Words("a b") {\n\tfmt.Println(word)\n}\n// Output:\n// a\n// b')}`,
    });

    expect(claims[0]?.code).toMatch(/^func\(\) \{\nfor _, word := range pad\.Words/);
    expect(claims[0]?.result).toEqual({ kind: 'output', lines: ['a', 'b'] });
  });

  it('takes all lines for what is alone in printing', async () => {
    const { claims } = await compile('# pad\n', {
      pad_test: `# Examples\n\n${go('b := pad.New("x")\nfmt.Println(b)\n// Output:\n// first\n//\n//   second')}`,
    });

    expect(claims[0]).toEqual({
      code: 'b := pad.New("x"); fmt.Println(b)',
      result: { kind: 'output', lines: ['first', '', '  second'] },
    });
    expect(claims).toHaveLength(4);
  });

  const inReadme: Readonly<Record<string, readonly [code: string, claim: string, result: string]>> = {
    'a comment with an arrow': ['pad.Pad("a", 2) // => " a"', 'pad.Pad("a", 2)', '" a"'],
    'a comment with a literal': ['x := pad.Pad("a", 2) // "_a"', 'pad.Pad("a", 2)', '"_a"'],
    'a comment that names the variable': ['n, err := pad.Parse("3") // n == 3', 'pad.Parse("3")', '3'],
    'what is printed': ['fmt.Println(pad.Pad("a", 2)) // prints: _a', 'pad.Pad("a", 2)', '"_a"'],
    'a format': ['fmt.Printf("It is %s.", pad.Pad("a", 2)) // It is _a.', 'pad.Pad("a", 2)', '"_a"'],
    'an exported name alone': ['Pad("a", 2) // => " a"', 'pad.Pad("a", 2)', '" a"'],
    'a program': [
      'package main\n\nimport "example.com/go-pad"\n\nfunc main() {\n\tfmt.Println(pad.Pad("a", 2)) // => "_a"\n}',
      'pad.Pad("a", 2)',
      '"_a"',
    ],
    'lines that are no code': ['pad.Pad("b", 2)   => "_b"\npad.Pad("c")) broken', 'pad.Pad("b", 2)', '"_b"'],
  };
  it.each(Object.entries(inReadme))('reads %s', async (_, [code, claim, result]) => {
    const { claims } = await compile(`# pad\n\n${go(code)}`);

    expect(claims[0]).toEqual({ code: claim, result });
  });

  it('reads tables with the variables in front of them, and sentences', async () => {
    const { claims } = await compile(
      `# pad\n\n${go('s := "a"')}\n| Function | Result |\n|---|---|\n| \`Pad(s, 2)\` | \`_a\` |\n\nAnd \`Parse("9")\` returns \`9\`.\n`,
    );

    expect(claims.slice(0, 2)).toEqual([
      { code: 's := "a"; pad.Pad(s, 2)', result: '"_a"' },
      { code: 'pad.Parse("9")', result: '9' },
    ]);
  });

  it('marks what contradicts itself or the declarations', async () => {
    const { scenarios } = await compile(
      `# pad\n\n${go('pad.Pad("a", 2) // => "1"')}\n${go('pad.Pad("a", 2) // => "2"')}\n${go('pad.Pad(\'a\', 2) // => "3"')}`,
    );

    expect(scenarios.scenarios.slice(0, 3).map(({ contested }) => contested)).toEqual([true, true, true]);
  });

  const left: Readonly<Record<string, string>> = {
    'what the clock decides': 'pad.Pad(time.Now().String(), 2) // => "x"',
    'names that nobody knows': 'pad.Pad(unknown, 2) // => "x"',
    'a remark': 'pad.Pad("a", 2) // pads the text',
    'other packages': 'strings.ToUpper("a") // => "A"',
    'a part of a value': 'pad.Words("a") // => [a b ...]',
  };
  it.each(Object.entries(left))('leaves out %s', async (_, code) => {
    const { claims } = await compile(`# pad\n\n${go(code)}`);

    expect(claims).toHaveLength(3);
  });

  it('stops where the package itself is changed', async () => {
    const { claims } = await compile(
      `# pad\n\n${go('pad.Default = 3\nfmt.Println(pad.Pad("a", 2)) // prints: _a')}`,
    );

    expect(claims).toHaveLength(3);
  });

  it('says nothing for documentation without declarations', async () => {
    const base = docSet({ readme: 'Words.', name: 'example.com/x' });
    const { surface } = await compileDocumentation({ ...base, record: { ...base.record, ecosystem: 'go' } });

    expect(surface.exports).toEqual([]);
  });

  it('reads hostile text in time', async () => {
    const started = performance.now();
    await compile(
      `${go(`${'pad.Pad('.repeat(5_000)}`)}${go(`x ${'=> '.repeat(20_000)}`)}${go('// '.repeat(30_000))}`,
    );
    await compile(`| ${'a |'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n`);

    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
