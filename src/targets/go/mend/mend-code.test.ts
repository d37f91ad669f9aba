import { describe, expect, it } from 'vitest';
import type { ApiExport, Spec } from '../../../spec/index.ts';
import { createGoSpec } from '../go-spec.fake.ts';
import { mendGoCode } from './mend-code.ts';

const fenced = (code: string) => `Here it is:\n\`\`\`go\n${code}\n\`\`\`\nThat is all.\n`;

const functionOf = (name: string): Partial<ApiExport> & { name: string } => ({
  name,
  kind: 'function',
  signature: `func ${name}(text string) string`,
});

async function mend(code: string, spec: Spec = createGoSpec({ exports: [functionOf('PadIt')] })) {
  const mended = await mendGoCode(fenced(code), spec);
  if (mended.kind === 'unusable') throw new Error(mended.problem);
  return { ...mended, text: mended.sources['pad.go'] ?? '', kinds: mended.mends.map(({ kind }) => kind) };
}

describe('mendGoCode()', () => {
  it('leaves whole code as it is', async () => {
    const { text, missing, undeclared, mends } = await mend(
      'package pad\n\nimport (\n\t"strings"\n)\n\n// PadIt pads.\nfunc PadIt(text string) string {\n\treturn strings.Repeat(" ", 2) + text\n}',
    );

    expect(text).toBe(
      'package pad\n\nimport (\n\t"strings"\n)\n\n// PadIt pads.\nfunc PadIt(text string) string {\n\treturn strings.Repeat(" ", 2) + text\n}\n',
    );
    expect({ missing, undeclared, mends }).toEqual({ missing: [], undeclared: [], mends: [] });
  });

  it('drops programs, tests, examples and statements at the top', async () => {
    const { text, kinds } = await mend(
      'package main\n\nimport "fmt"\n\nfunc PadIt(text string) string { return text }\n\nfunc TestPadIt(t *testing.T) {}\n\nfunc ExamplePadIt() {\n\tfmt.Println(1)\n\t// Output: 1\n}\n\nfunc main() {\n\tfmt.Println(PadIt("a"))\n}\n\nfmt.Println(PadIt("b"))',
    );

    expect(text).toBe('package pad\n\nfunc PadIt(text string) string { return text }\n');
    expect(kinds).toEqual(expect.arrayContaining(['package', 'dropped', 'import']));
  });

  it('adds standard imports that are used, drops those that are not, and keeps aliases', async () => {
    const { text } = await mend(
      'import (\n\t"os"\n\tstr "strings"\n)\n\nfunc PadIt(text string) string { return str.TrimSpace(text) + strconv.Itoa(utf8.RuneCountInString(text)) }',
    );

    expect(text).toContain('import (\n\t"strconv"\n\tstr "strings"\n\t"unicode/utf8"\n)');
    expect(text).not.toContain('"os"');
  });

  it('takes a variable for no package', async () => {
    const { text } = await mend(
      'type box struct{ x int }\n\nfunc PadIt(text string) string {\n\tbytes := box{1}\n\t_ = bytes.x\n\treturn text\n}',
    );

    expect(text).not.toContain('import');
  });

  it('names packages of others as undeclared', async () => {
    const { undeclared, text } = await mend(
      'import "github.com/somebody/padding"\n\nfunc PadIt(text string) string { return padding.Of(text) }',
    );

    expect(undeclared).toEqual(['github.com/somebody/padding']);
    expect(text).not.toContain('github.com');
  });

  it('spells documented names as documented, also where they are used', async () => {
    const spec = createGoSpec({
      exports: [
        functionOf('PadIt'),
        {
          name: 'Padder',
          kind: 'class',
          signature: 'type Padder struct{}',
          members: [
            {
              name: 'Run',
              kind: 'method',
              static: false,
              optional: false,
              signature: 'func (p *Padder) Run() string',
              summary: '',
            },
          ],
        },
      ],
    });
    const { text, missing, kinds } = await mend(
      'type padder struct{}\n\nfunc (p *padder) run() string { return padIt("a") }\n\nfunc padIt(text string) string { p := padder{}; return text + p.run() }',
      spec,
    );

    expect(text).toContain('func (p *Padder) Run() string { return PadIt("a") }');
    expect(text).toContain('func PadIt(text string) string { p := Padder{}; return text + p.Run() }');
    expect(missing).toEqual([]);
    expect(kinds.filter((kind) => kind === 'renamed')).toHaveLength(3);
  });

  it('keeps the longer of two declarations', async () => {
    const { text } = await mend(
      'func PadIt(text string) string { return "" }\n\nfunc PadIt(text string) string {\n\treturn " " + text\n}',
    );

    expect(text.match(/func PadIt/g)).toHaveLength(1);
    expect(text).toContain('" " + text');
  });

  it('makes variables used that are set and never used, and changes nothing else', async () => {
    const { text, kinds } = await mend(
      'func PadIt(text string) string {\n\tcount := 3\n\tfor index, letter := range text {\n\t\ttext += string(letter)\n\t}\n\tfor at := range text {\n\t\ttext += "x"\n\t}\n\tvar rest, used = 1, 2\n\treturn text[:used]\n}',
    );

    expect(text).toContain('count := 3; _ = count');
    expect(text).toContain('for _, letter := range text');
    expect(text).toContain('for range text');
    expect(text).toContain('var rest, used = 1, 2; _ = rest');
    expect(kinds).toContain('unused');
  });

  it('declares a documented constant that was left out', async () => {
    const spec = createGoSpec({
      exports: [functionOf('PadIt'), { name: 'Width', kind: 'constant', signature: 'const Width = 8' }],
    });

    expect((await mend('func PadIt(text string) string { return text }', spec)).text).toContain(
      'const Width = 8',
    );
  });

  it('says what is missing, and takes blocks together where one lacks it', async () => {
    const spec = createGoSpec({ exports: [functionOf('PadIt'), functionOf('PadAll'), functionOf('None')] });
    const mended = await mendGoCode(
      `${fenced('package pad\n\nfunc PadIt(text string) string {\n\treturn text + text\n}')}${fenced('package pad\n\nfunc PadAll(text string) string { return "" }')}`,
      spec,
    );

    expect(mended).toMatchObject({ kind: 'code', missing: ['None'] });
  });

  it('hands on code that does not parse, for the compiler to say where', async () => {
    const { text, missing } = await mend(
      'package pad\n\nfunc PadIt(text string) string {\n\treturn text +\n}\n',
    );

    expect(text).toContain('return text +');
    expect(missing).toEqual([]);
  });

  it('refuses a reply without code', async () => {
    expect(await mendGoCode('I cannot do that.', createGoSpec())).toMatchObject({ kind: 'unusable' });
  });

  it('stays quick with hostile replies', async () => {
    const started = performance.now();
    await mendGoCode(fenced(`func PadIt() ${'{'.repeat(20_000)}`), createGoSpec());
    await mendGoCode(`${'```go\nfunc a() {}\n'.repeat(2_000)}`, createGoSpec());
    await mendGoCode(fenced(`import ${'('.repeat(50_000)}`), createGoSpec());

    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
