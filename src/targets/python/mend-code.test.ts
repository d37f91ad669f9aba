import { describe, expect, it } from 'vitest';
import { mendPython } from './mend-code.ts';
import { createPythonSpec, fenced } from './python-spec.fake.ts';
import { renderPythonWanted } from './render-brief.ts';

const path = 'src/pad_it/__init__.py';
const good = 'def pad(text):\n    return text.rjust(4)';

async function mend(reply: string, names: readonly string[] = ['pad']) {
  const code = await mendPython(reply, createPythonSpec({ exports: names.map((name) => ({ name })) }));
  if (code.kind === 'unusable')
    return { problem: code.problem, text: '', kinds: [], missing: [], undeclared: [] };
  const kinds = code.mends.map(({ kind }) => kind);
  return {
    problem: null,
    text: code.sources[path] ?? '',
    kinds,
    missing: code.missing,
    undeclared: code.undeclared,
  };
}

describe('mendPython()', () => {
  it('leaves good code as it is and says what the module offers', async () => {
    expect(await mend(fenced(good))).toEqual({
      problem: null,
      text: `__all__ = ['pad']\n\n${good}\n`,
      ...{ kinds: [], missing: [], undeclared: [] },
    });
  });

  it.each([
    ['an example at the end', 'print(pad("a"))'],
    ['a main block', 'if __name__ == "__main__":\n    print(pad("a"))'],
    ['an assertion', 'assert pad("a") == "   a"'],
    ['a result that nothing reads', 'result = pad("a")'],
    ['a loop that prints', 'for x in "ab":\n    print(pad(x))'],
    ['a test', 'def test_pad():\n    assert pad("a")'],
    [
      'a class of tests',
      'import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        pad("a")',
    ],
    ['a main function', 'def main():\n    print(pad("a"))'],
    ['a text that stands alone', '"""Usage: pad(x)"""'],
  ])('drops %s', async (_, extra) => {
    const { text, kinds } = await mend(fenced(`${good}\n\n${extra}`));

    expect(text.replace('import unittest\n\n', '')).toBe(`__all__ = ['pad']\n\n${good}\n`);
    expect(kinds[0]).toMatch(/-dropped$/);
  });

  it('keeps constants, tables that are filled, and helpers', async () => {
    const code =
      'WIDTH = 4\nTABLE = {}\nfor at in range(3):\n    TABLE[at] = at\n\n\ndef _help(x):\n    return x\n\n\ndef pad(text):\n    return _help(TABLE[WIDTH])';

    expect((await mend(fenced(code))).text).toBe(`__all__ = ['pad']\n\n${code}\n`);
  });

  it('imports what the standard library has and the code forgot', async () => {
    const code =
      'def pad(text: Optional[str]) -> List[str]:\n    return re.sub("a", "b", text), OrderedDict(), math.pi';

    const { text, kinds, undeclared } = await mend(fenced(code));

    expect(text).toContain('from collections import OrderedDict\nimport math\nimport re\n');
    expect(kinds).toEqual(['import-added', 'import-added', 'import-added']);
    expect(undeclared).toEqual([]);
  });

  it.each([
    ['a name that nothing declares', 'def pad(text):\n    return helper(text)', ['helper']],
    ['a package of others', 'import numpy as np\ndef pad(text):\n    return np.array(text)', ['numpy']],
  ])('reports %s', async (_, code, undeclared) => {
    expect(await mend(fenced(code))).toMatchObject({ undeclared, problem: null });
  });

  it('does not take for undeclared what is bound within', async () => {
    const code = [
      'def pad(text, *args, fill=" ", **rest):',
      '    try:',
      '        with open(text) as file, (lambda q: q)(1):',
      '            pass',
      '    except OSError as error:',
      '        raise ValueError(error) from error',
      '    for at, (one, two) in enumerate(args):',
      '        if (found := one) and [x for x in two if x]:',
      '            import json as j',
      '            return j.dumps(found), at, fill, rest, file',
      '    match text:',
      '        case [head, *tail]:',
      '            return head, tail',
      '    def inner(): return inner',
      '    global shared',
      '    shared = 1',
    ].join('\n');

    expect((await mend(fenced(code))).undeclared).toEqual([]);
  });

  it('drops imports of the package itself', async () => {
    const { text, kinds } = await mend(fenced(`from pad_it import pad\nfrom .core import x\n${good}`));

    expect(text).toBe(`__all__ = ['pad']\n\n${good}\n`);
    expect(kinds).toEqual(['own-import-dropped', 'own-import-dropped']);
  });

  it('takes the later of two declarations, but never an echo', async () => {
    const later = await mend(fenced(`def pad(text):\n    return 1\n${good}`));
    const echo = await mend(fenced(`${good}\ndef pad(text):\n    """Pads."""\n    ...`));

    expect([later.text, echo.text]).toEqual([
      `__all__ = ['pad']\n\n${good}\n`,
      `__all__ = ['pad']\n\n${good}\n`,
    ]);
    expect(later.kinds).toEqual(['duplicate-dropped']);
  });

  it('hands on a name that is spelled in another case', async () => {
    const { text, kinds, missing } = await mend(fenced('def padText(text):\n    return text'), ['pad_text']);

    expect(text).toContain('\npad_text = padText\n');
    expect([kinds, missing]).toEqual([['name-matched'], []]);
  });

  it('says which documented names are missing', async () => {
    expect((await mend(fenced(good), ['pad', 'trim'])).missing).toEqual(['trim']);
  });

  it('leaves out what a reply that was cut off left unfinished', async () => {
    const { text, kinds } = await mend(`\`\`\`python\n${good}\n\n\ndef _more(x):\n    return (x +`);

    expect(text).toContain(good);
    expect(kinds).toContain('unparsable-dropped');
  });

  it.each([
    ['no code', 'I cannot do that.', /no code block/],
    ['code of another language', '```js\nfunction pad() {}\n```', /no code block/],
    ['a syntax error', fenced('def pad(text:\n    return 1'), /does not parse: line 1/],
    ['nothing that was asked for', fenced('def other(x):\n    return x'), /declares none of pad/],
    [
      'a nest of brackets',
      fenced(`def pad(text):\n    return ${'('.repeat(3000)}1${')'.repeat(3000)}`),
      /deeply/,
    ],
  ])('refuses %s', async (_, reply, problem) => {
    expect((await mend(reply)).problem).toMatch(problem);
  });

  it('names two exports of one name apart by their modules', async () => {
    const spec = createPythonSpec({ exports: [{ name: 'a.pad' }, { name: 'b.pad' }] });
    const code = await mendPython(fenced(`${good}\n\n\ndef b_pad(text):\n    return text`), spec);

    expect(code).toMatchObject({ kind: 'code', missing: [] });
  });
});

describe('renderPythonWanted()', () => {
  it('names parameters with defaults that the module can have', () => {
    const parameter = { name: 'a', type: 'unknown', optional: true, rest: false };
    const spec = createPythonSpec({
      exports: [
        {
          name: 'pad',
          signature: 'def pad(...)',
          parameters: [
            { ...parameter, name: 'text', optional: false, default: null },
            { ...parameter, default: 'TABLE' },
            { ...parameter, name: 'b', default: 'WIDTH' },
            { ...parameter, name: 'c', default: "'x'", keyword_only: true },
            { ...parameter, name: 'rest', rest: true, default: null, keyword_only: true },
          ],
        },
        { name: 'WIDTH', kind: 'constant' },
      ],
    });

    expect(renderPythonWanted(spec)).toContain(
      "def pad(text, a=None, b=WIDTH, *, c='x', **rest)\nWIDTH = ...",
    );
  });
});
