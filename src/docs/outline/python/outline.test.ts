import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFakeRegistry,
  createOfflineWeb,
  createProgram,
  createRecord,
  defaultSettings,
} from '../../docs.fake.ts';
import { collectDocumentation } from '../../index.ts';
import { pythonOutliner } from './index.ts';

const outline = (text: string, path = 'pack/__init__.py') => pythonOutliner.outline({ path, text });

/** A word that stands nowhere but in bodies, values and private parts. */
const secret = 'secretsauce';

describe('outline() of Python', () => {
  it('keeps signatures, defaults and docstrings, and drops every body', async () => {
    const text = [
      '"""What the module is for."""',
      'import re',
      'LIMIT = 10',
      'NAMES = {"a": 1}',
      `_private = "${secret}"`,
      'def pad(text: str, width: int = 4, *, fill="0", **rest) -> str:',
      '    """Pads a text."""',
      `    ${secret} = text.rjust(width)`,
      `    return ${secret}`,
      'class Padder(Base):',
      '    """Pads many."""',
      '    width: int = 3',
      '    def __init__(self, width=3):',
      `        self.${secret} = width`,
      '    @property',
      '    def size(self) -> int:',
      `        return self.${secret}`,
      `    def _${secret}(self): pass`,
    ].join('\n');

    const found = await outline(text);

    expect(found).toBe(
      [
        '"""What the module is for."""',
        'LIMIT = 10',
        'NAMES = {"a": 1}',
        'def pad(text: str, width: int = 4, *, fill="0", **rest) -> str:\n    """Pads a text."""\n    ...',
        'class Padder(Base):\n    """Pads many."""\n\n    width: int = 3\n\n    def __init__(self, width=3): ...\n\n    @property\n    def size(self) -> int: ...\n',
      ].join('\n\n'),
    );
  });

  it.each([
    ['a default that is computed', `def f(a=${secret}()): pass`],
    ['a default that is a lambda', `def f(a=lambda: ${secret}(1)): pass`],
    ['a default that assigns', `def f(a=(b := ${secret}())): pass`],
    ['a default of a formatted text', `def f(a=f"{${secret}()}"): pass`],
    ['a default within a list', `def f(a=[1, ${secret}()]): pass`],
    ['a default of a private name', `def f(a=_${secret}): pass`],
    ['an annotation that calls', `def f(a: ${secret}(1) = 1): pass`],
    ['an annotation with a lambda', `def f(a: (lambda: ${secret})): pass`],
    ['a return type that calls', `def f() -> ${secret}(): pass`],
    ['a decorator that runs', `@${secret}(lambda: 1)\ndef f(): pass`],
    ['a base class that is called', `class A(make("${secret}")): pass`],
    ['a keyword of a class that runs', `class A(metaclass=${secret}()): pass`],
    ['a nested function', `def f():\n    def ${secret}(): pass\n    return 1`],
    ['a nested class', `def f():\n    class ${secret}: pass`],
    ['a value that is computed', `VALUE = compute("${secret}")\ndef f(): pass`],
    ['a comprehension', `VALUE = [${secret} for x in y]\ndef f(): pass`],
    ['a lambda', `double = lambda x: ${secret}(x)`],
    ['a loop', `for x in ${secret}(): print(x)\ndef f(): pass`],
    ['a main block', `if __name__ == "__main__":\n    ${secret}()\ndef f(): pass`],
    ['a condition', `if ${secret}():\n    def f(): pass`],
    ['a long text as a default', `def f(a="${secret} ${'x'.repeat(300)}"): pass`],
    ['a program in a default', `def f(a="import os; ${secret} = os.listdir('.')"): pass`],
    [
      'a table that the work is done with',
      `NUMERALS = (${Array.from({ length: 13 }, (_, at) => `('${secret}', ${at})`).join(', ')})\ndef f(): pass`,
    ],
    [
      'a table of a thousand values',
      `TABLE = {${Array.from({ length: 100 }, (_, at) => `"${secret}${at}": ${at}`).join(', ')}}`,
    ],
    ['a comment', `# ${secret}\ndef f(): pass`],
    ['a body that comes after a docstring', `def f():\n    "doc"\n    yield ${secret}`],
    ['a statement on the line of the head', `def f(): return ${secret}`],
    ['a class attribute that is computed', `class A:\n    x = ${secret}()\n    y = 1`],
    ['a text in pieces', `VALUE = "a" "${secret}"\ndef f(): pass`],
    ['what a with statement opens', `with ${secret}() as x:\n    def f(): pass`],
  ])('lets nothing through from %s', async (_, text) => {
    const found = (await outline(text)) ?? '';

    expect(found).not.toContain(secret);
    expect(await pythonOutliner.findBodies(found)).toEqual([]);
  });

  it('does not let the line below a title in a docstring open a block of code', async () => {
    expect(await outline('"""Pads\n~~~~\n\nWords.\n"""\n')).toBe('"""Pads\n----\n\nWords.\n"""\n');
  });

  it('tells a default that is a named literal by its value', async () => {
    const text = `__all__ = ["f"]\nJOINER = "-"\n_LIMIT = -3\nTABLE = make()\ndef f(a=JOINER, b=_LIMIT, c=TABLE): pass\n`;

    expect(await outline(text)).toBe(`__all__ = ['f']\n\ndef f(a="-", b=-3, c=TABLE): ...\n`);
  });

  it('reads what stands under conditions once', async () => {
    const text =
      'try:\n    def f(a): return 1\nexcept ImportError:\n    def f(b): return 2\nelse:\n    def g(): pass\n';

    expect(await outline(text)).toBe('def f(a): ...\n\ndef g(): ...\n');
  });

  it('keeps to the names that __all__ lists', async () => {
    const text = '__all__ = ["f"]\nfrom .core import g\nimport os\ndef f(): pass\ndef h(): pass\n';

    expect(await outline(text)).toBe("__all__ = ['f']\n\nfrom .core import g\n\ndef f(): ...\n");
  });

  it('gives overloads, aliases of types, tuples with names, and constants of an enumeration', async () => {
    const text = [
      'Mode = Literal["a", "b"]',
      'Point = namedtuple("Point", "x y")',
      'class Color(Enum):\n    RED = 1',
      '@overload\ndef f(a: int) -> int: ...',
      '@overload\ndef f(a: str) -> str: ...',
      'def f(a):\n    "Both."\n    return a',
    ].join('\n');

    expect(await outline(text)).toBe(
      [
        'Mode = Literal["a", "b"]',
        'class Point(NamedTuple):\n    x: Any\n    y: Any',
        'class Color(Enum):\n    RED = 1',
        '@overload\ndef f(a: int) -> int: ...',
        '@overload\ndef f(a: str) -> str: ...',
        'def f(a):\n    """Both."""\n    ...\n',
      ].join('\n\n'),
    );
  });

  it.each([
    ['a text that does not parse', 'def f(:\n  pass'],
    ['nothing public', '_x = 1\ndef _f(): pass'],
    ['nesting of a hundred thousand', `x = ${'('.repeat(100_000)}1${')'.repeat(100_000)}\n`],
    [
      'classes a thousand deep',
      Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}class _A:`).join('\n'),
    ],
  ])('gives nothing for %s', async (_, text) => {
    expect(await outline(text)).toBeNull();
  });

  it('writes docstrings so that they are read back as they were', async () => {
    const doc = fc.stringMatching(/^[a-z][a-z"'\\\n {}#`]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(doc, async (text) => {
        const literal = JSON.stringify(text);
        const found = (await outline(`def f():\n    ${literal}\n`)) ?? '';
        const again = (await outline(found)) ?? '';
        expect(await pythonOutliner.findBodies(found)).toEqual([]);
        expect(again).toBe(found);
      }),
      { numRuns: 60 },
    );
  });

  it('holds no statement of a body, whatever the statements are', async () => {
    const statement = fc.constantFrom(
      'x = 1',
      'return g(1)',
      'if a:\n        b()',
      'for i in a:\n        b(i)',
      'yield 1',
      'raise E(1)',
      'lambda: 0',
      'with a as b:\n        c()',
      'def inner(): return 1',
      'print("a")',
      'assert a',
      'global q',
      '"text"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 6 }), async (body) => {
        const code = `def f(a):\n    ${body.join('\n    ')}\n`;
        const found = (await outline(code)) ?? '';
        expect(await pythonOutliner.findBodies(found)).toEqual([]);
        expect(found.replace(/"""text"""/, '')).toMatch(/^def f\(a\):\s+\.\.\.\n$/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('findBodies() of Python', () => {
  it.each([
    'x = f()',
    'f()',
    'x = [f() for y in z]',
    'def f():\n    return 1\n',
    'def f():\n    """doc"""\n    x = 1\n',
    'def f(a=g()): ...',
    'def f(a: g()): ...',
    'def f() -> g(): ...',
    'def f(a, b=lambda: 1): ...',
    '@g(lambda: 1)\ndef f(): ...',
    '@g\ndef f(): ...',
    'class A(f()): ...',
    'class A:\n    x = f()\n',
    'class A:\n    def f(self):\n        self.x = 1\n',
    'if a:\n    def f(): ...\n',
    'f"{x}"',
    'x = f"{g()}"',
    'x: f() = 1',
    'x = y if z else w',
    'x = yield',
    'x = not y',
    'x = a @ b',
    'x[0] = 1',
    'x.y = 1',
    'a, b = 1, 2',
    'del x',
    'raise X',
    'while True: ...',
    '__all__ = [f()]',
    'type A = f()',
    `x = "${'y'.repeat(400)}"`,
    `${Array.from({ length: 200 }, (_, at) => `x${at} = "${'word '.repeat(30)}"`).join('\n')}\n`,
    'def f(:',
  ])('reports %j', async (text) => {
    expect(await pythonOutliner.findBodies(text)).not.toEqual([]);
  });
});

describe('isOutlined() and selectSources() of Python', () => {
  it.each([
    ['pack/__init__.py', true],
    ['src/pack/core.pyi', true],
    ['pack.py', true],
    ['tests/test_pack.py', false],
    ['pack/tests/__init__.py', false],
    ['test_pack.py', false],
    ['setup.py', false],
    ['docs/conf.py', false],
    ['examples/one.py', false],
    ['pack/_vendor/other.py', false],
    ['pack/core.js', false],
    ['pack/a-b.py', false],
  ])('%s: %s', (path, wanted) => {
    expect(pythonOutliner.isOutlined(path)).toBe(wanted);
  });

  it('takes private modules only where a public one hands them on', async () => {
    const files = [
      { path: 'pack/__init__.py', text: 'from ._used import f\nfrom . import core\n' },
      { path: 'pack/_used.py', text: 'from ._inner import *\n' },
      { path: 'pack/_inner.py', text: 'def f(): pass\n' },
      { path: 'pack/_other.py', text: 'def g(): pass\n' },
      { path: 'pack/core.py', text: '' },
    ];

    const chosen = await pythonOutliner.selectSources?.(files);

    expect(chosen?.map(({ path }) => path)).toEqual([
      'pack/__init__.py',
      'pack/_used.py',
      'pack/_inner.py',
      'pack/core.py',
    ]);
  });
});

describe('readMetadata() of Python', () => {
  it('gives the long description with the kind of its text', () => {
    const path = 'pack.egg-info/PKG-INFO';
    const text =
      'Metadata-Version: 2.1\nName: pack\nDescription-Content-Type: text/markdown\n\n# pack\n\nPads.\n';

    expect(pythonOutliner.readMetadata({ path, text })).toEqual({
      kind: 'readme',
      origin: `${path}.md`,
      content: '# pack\n\nPads.\n',
    });
  });

  it('reads the older field with its indented lines', () => {
    const text = 'Name: pack\nDescription: pack\n        ====\n        \n        Pads.\nPlatform: any\n';

    expect(pythonOutliner.readMetadata({ path: 'PKG-INFO', text })).toMatchObject({
      origin: 'PKG-INFO.rst',
      content: 'pack\n====\n\nPads.',
    });
  });

  it('gives nothing for another file and for UNKNOWN', () => {
    expect(pythonOutliner.readMetadata({ path: 'setup.cfg', text: 'x\n\ny' })).toBeNull();
    expect(pythonOutliner.readMetadata({ path: 'PKG-INFO', text: 'Name: a\n\nUNKNOWN\n' })).toBeNull();
  });
});

describe('collectDocumentation() of a Python package', () => {
  const collect = (files: Record<string, string>) =>
    collectDocumentation({
      record: createRecord({ ecosystem: 'pypi' }),
      registry: createFakeRegistry({ 'sample@1.3.0': files }).registry,
      web: createOfflineWeb().web,
      settings: defaultSettings,
    });

  it('hands on outlines and the long description, and no source', async () => {
    const set = await collect({
      'PKG-INFO':
        'Name: sample\n\nsample\n======\n\nPads texts to a width that is asked for, from the left.\n',
      'setup.py': createProgram(5),
      'sample/__init__.py': `def pad(a):\n    """Pads."""\n    ${secret} = 1\n`,
      'sample/data.py': 'not python at all (\n',
      'tests/test_sample.py': createProgram(5),
    });

    expect(set.documents.map(({ id, origin, isOutline }) => [id, origin, isOutline])).toEqual([
      ['readme', 'PKG-INFO.rst', undefined],
      ['types', 'sample/__init__.py', true],
    ]);
    expect(JSON.stringify(set.documents)).not.toContain(secret);
    expect(set.refusals.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['setup.py', 'tests/test_sample.py']),
    );
  });

  const program = Array.from({ length: 200 }, (_, at) => `total_${at} = add(total_${at - 1}, ${at})`);
  it.each([
    ['plain', program],
    ['fenced', ['```python', ...program, '```']],
    ['behind prompts', program.map((line) => `>>> ${line}`)],
    ['as a literal block', ['Source::', '', ...program.map((line) => `    ${line}`)]],
  ])('cuts a program that a docstring holds (%s)', async (_, lines) => {
    const doc = lines.join('\n    ');
    const set = await collect({
      'sample/__init__.py': `def pad(a):\n    """Pads.\n\n    ${doc}\n    """\n    pass\n`,
    });

    const [types] = set.documents;
    expect(types?.text).not.toContain('total_150');
    expect(types?.cuts.length).toBeGreaterThan(0);
    expect(await pythonOutliner.findBodies(types?.text ?? '')).toEqual([]);
  });

  it('leaves honest docstrings with examples whole', async () => {
    const doc = '>>> pad("a", 3)\n    \'00a\'\n    >>> result = pad("ab", 3)\n    >>> result\n    \'0ab\'';
    const functions = Array.from(
      { length: 40 },
      (_, at) => `def pad${at}(a):\n    """Pads.\n\n    ${doc}\n    """\n`,
    );
    const set = await collect({ 'sample/__init__.py': functions.join('\n') });

    expect(set.documents[0]?.cuts).toEqual([]);
  });
});
