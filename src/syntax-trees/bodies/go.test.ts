import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBodies } from '../find-bodies.ts';

const find = (text: string) => findBodies('go', `package p\n\n${text}\n`);

const honest = {
  functions: '// Up is loud.\nfunc Up(text string, more ...int) (string, error)',
  methods: 'func (v *Value[K]) Get(key K) (found bool)',
  generics: 'func Map[A, B any](list []A, change func(A) B) []B',
  structures: 'type T struct {\n\tio.Reader\n\tName, Other string `json:"name,omitempty"`\n\tM [3]int\n}',
  interfaces: 'type I interface {\n\tfmt.Stringer\n\tGet(int) (string, error)\n\t~int | string\n}',
  aliases: 'type A = map[string]chan<- []T',
  constants:
    'const (\n\tA Kind = iota + 1\n\tB\n\tC = 1 << 3\n\tD = "text"\n\tE = -2.5e3\n\tF = \'x\'\n\tG = time.Second\n)',
  variables: 'var Err error\nvar (\n\tA, B int\n\tC map[string]func(int) bool\n)',
};

const hostile = {
  'a function with a body': 'func F() { steal() }',
  'a method with a body': 'func (t T) F() int { return 1 }',
  'a variable with a value': 'var X = compute()',
  'a function as a variable': 'var X = func() int { return 1 }',
  'a call in a constant': 'const X = len("a")',
  'a function in the length of an array': 'type T [len(func() string { return "" }())]int',
  'a function in the length of a parameter': 'func F(a [f()]int)',
  'a composite literal': 'var X = []string{"a"}',
  'a statement at the top': 'fmt.Println("x")',
  'an import': 'import "os"',
  'a long text in a constant': `const X = "${'a '.repeat(200)}"`,
  'many texts in constants': Array.from(
    { length: 90 },
    (_, at) => `const X${at} = "${'line '.repeat(20)}"`,
  ).join('\n'),
  'a source beside a field': 'type T struct {\n\tA int `func main() { println(1) }`\n}',
  'a long sum': `const X = ${Array.from({ length: 60 }, () => 'a').join(' + ')}`,
  'what does not parse': 'func F( {',
};

describe('findBodies() of Go', () => {
  it.each(Object.entries(honest))('finds nothing in %s', async (_, text) => {
    expect(await find(text)).toEqual([]);
  });

  it.each(Object.entries(hostile))('finds %s', async (_, text) => {
    expect(await find(text)).not.toEqual([]);
  });

  it('finds a statement wherever it is put between declarations', async () => {
    const statements = [
      'x := 1',
      'if a { b() }',
      'for {}',
      'go f()',
      'return 1',
      'a = b',
      'func() {}()',
      '{ }',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.values(honest)),
        fc.constantFrom(...statements),
        fc.nat(8),
        async (declarations, statement, at) => {
          const texts = [...declarations];
          texts.splice(Math.min(at, texts.length), 0, `func Hidden() {\n\t${statement}\n}`);
          expect(await find(texts.join('\n\n'))).not.toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives up on what is nested too deeply instead of overflowing', async () => {
    expect(await find(`type T ${'[]'.repeat(50_000)}int`)).not.toEqual([]);
    expect(await find(`const X = ${'('.repeat(50_000)}1${')'.repeat(50_000)}`)).not.toEqual([]);
  });
});
