import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../core/index.ts';
import type { DocSet, Document, DocumentKind } from '../../../docs/types.ts';
import { findBodies } from '../../../syntax-trees/index.ts';
import { docSet as createDocSet } from '../doc-set.fake.ts';
import { compilePython } from './index.ts';

interface Given {
  readonly readme?: string;
  readonly modules?: Readonly<Record<string, string>>;
  readonly guide?: string;
  readonly name?: string;
}

function docSet({ readme, modules = {}, guide, name = 'pad-it' }: Given): DocSet {
  const document = (id: string, kind: DocumentKind, origin: string, text: string): Document => ({
    ...{ id, kind, origin, text, sha256: sha256Hex(text), cuts: [] },
    ...(kind === 'declaration' ? { isOutline: true as const } : {}),
  });
  const base = createDocSet({ name });
  return {
    ...base,
    record: { ...base.record, ecosystem: 'pypi', entryPoints: { 'requires-python': '>=3.8' } },
    documents: [
      ...(readme === undefined ? [] : [document('readme', 'readme', 'README.rst', readme)]),
      ...Object.entries(modules).map(([origin, text], at) =>
        document(`types-${at + 1}`, 'declaration', origin, text),
      ),
      ...(guide === undefined ? [] : [document('guide-1', 'guide', 'docs/use.md', guide)]),
    ],
  };
}

const pad =
  'def pad(text: str, width: int = 4, *, fill: str = " ") -> str:\n    """Pads a text from the left. More of it."""\n    ...\n';

async function compile(given: Given) {
  const compiled = await compilePython(docSet(given));
  const { surface, scenarios, types } = compiled;
  return {
    ...{ compiled, surface, types, bindings: scenarios.bindings },
    names: surface.exports.map(({ name }) => name),
    claims: scenarios.scenarios.map(({ setup, expression, expected }) => [
      setup,
      expression,
      expected.kind === 'value' ? expected.value : expected,
    ]),
  };
}

/** Claims of a README about `pad`. */
const claimsOf = async (readme: string) =>
  (await compile({ readme, modules: { 'pad_it/__init__.py': pad } })).claims;

describe('compilePython(): the surface', () => {
  it('reads a function with its parameters, defaults, type and first sentence', async () => {
    const { surface, compiled } = await compile({ modules: { 'src/pad_it/__init__.py': pad } });

    expect(surface).toMatchObject({ language: 'python', module: null, import_name: 'pad_it' });
    expect(surface.exports).toEqual([
      {
        ...{
          name: 'pad',
          local_name: 'pad',
          kind: 'function',
          overloads: [],
          members: [],
          evidence: 'declaration',
        },
        signature: 'def pad(text: str, width: int = 4, *, fill: str = " ") -> str',
        returns: 'str',
        summary: 'Pads a text from the left.',
        source: { document: 'types-1', lines: [1, 3] },
        parameters: [
          { name: 'text', type: 'str', optional: false, rest: false, default: null },
          { name: 'width', type: 'int', optional: true, rest: false, default: '4' },
          { name: 'fill', type: 'str', optional: true, rest: false, default: '" "', keyword_only: true },
        ],
      },
    ]);
    expect(compiled.metadata).toMatchObject({ ecosystem: 'pypi', engine: '>=3.8', module: null });
  });

  it('follows what the package hands on, and says a name once', async () => {
    const { names } = await compile({
      modules: {
        'pad_it/__init__.py':
          'from ._core import pad, trim as cut\n\nfrom .more import *\n\nfrom . import special\n',
        'pad_it/_core.py': `${pad}\ndef trim(text): ...\n\ndef hidden(text): ...\n`,
        'pad_it/more.py': "__all__ = ['widen']\n\ndef widen(a): ...\n\ndef other(a): ...\n",
        'pad_it/special.py': 'GERMAN = 1\n',
      },
    });

    expect(names).toEqual(['pad', 'cut', 'widen']);
  });

  it('takes modules that the documentation tells to import, and all where the package hands on nothing', async () => {
    const modules = {
      'pad_it/__init__.py': pad,
      'pad_it/special.py': 'GERMAN = 1\n',
      'pad_it/inner.py': 'def no(): ...\n',
    };
    const told = await compile({ modules, readme: 'Use::\n\n    from pad_it.special import GERMAN\n' });
    const bare = await compile({
      modules: { 'pad_it/__init__.py': '"""Nothing."""\n', 'pad_it/special.py': 'GERMAN = 1\n' },
    });

    expect([told.names, bare.names]).toEqual([['pad', 'special.GERMAN'], ['special.GERMAN']]);
  });

  it('has signatures from the stub and documentation from the module', async () => {
    const { surface } = await compile({
      modules: {
        'pad_it/__init__.py': 'def pad(text, width=4):\n    """Pads."""\n    ...\n',
        'pad_it/__init__.pyi': 'def pad(text: str, width: int = ...) -> str: ...\n',
      },
    });

    expect(surface.exports[0]).toMatchObject({
      signature: 'def pad(text: str, width: int = ...) -> str',
      summary: 'Pads.',
    });
  });

  it('reads classes with members, and the constructor that fields make', async () => {
    const { surface } = await compile({
      modules: {
        'pad_it/__init__.py': [
          'class Padder(Base):',
          '    """Pads many."""',
          '    width: int = 3',
          '    def __init__(self, width=3): ...',
          '    @property',
          '    def size(self) -> int: ...',
          '    @staticmethod',
          '    def make(width): ...',
          '@dataclass(frozen=True)',
          'class Point:',
          '    x: int',
          '    y: int = 0',
          'class Color(Enum):',
          '    RED = 1',
        ].join('\n'),
      },
    });

    const [padder, point, color] = surface.exports;
    expect(padder?.members.map(({ name, kind, static: isStatic }) => [name, kind, isStatic])).toEqual([
      ['width', 'property', false],
      ['__init__', 'constructor', false],
      ['size', 'getter', false],
      ['make', 'method', true],
    ]);
    expect(point?.members.at(-1)?.signature).toBe('def __init__(self, x: int, y: int = 0)');
    expect(color?.kind).toBe('enum');
  });

  it('knows names from examples alone where there is no module to read', async () => {
    const { surface } = await compile({
      readme: '>>> from pad_it import pad, Padder\n>>> pad("a")\n\'   a\'\n',
    });

    expect(surface.exports.map(({ name, kind, evidence }) => [name, kind, evidence])).toEqual([
      ['pad', 'function', 'example'],
      ['Padder', 'class', 'example'],
    ]);
  });

  it('writes 06 as declarations with their words, free of examples, code and links', async () => {
    const { types } = await compile({
      modules: {
        'pad_it/__init__.py': [
          'def pad(text):',
          '    """Pads. See https://pads.example/x and :func:`trim`.',
          '',
          '    >>> pad("a")',
          "    'a'",
          '',
          '    .. code-block:: python',
          '',
          '        pad(1)',
          '',
          '    Returns a text::',
          '',
          '        pad(2)',
          '',
          '    ```',
          '    pad(3)',
          '    ```',
          '    The end.',
          '    """',
          '    ...',
        ].join('\n'),
      },
    });

    expect(types).toBe(
      '# The interface in Python: declarations and what they say, without bodies.\n\ndef pad(text):\n    """Pads. See  and `trim`.\n\n    Returns a text:\n    The end.\n    """\n    ...\n',
    );
    expect(await findBodies('python', types)).toEqual([]);
  });
});

describe('compilePython(): long docstrings', () => {
  it('cross as far as the firewall lets words in a row be taken over', async () => {
    const words = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');
    const { types } = await compile({
      modules: { 'pad_it/__init__.py': `def pad(a):\n    """${words}"""\n    ...\n` },
    });

    expect(types).toContain('word299 ...');
    expect(types).not.toContain('word300');
  });
});

describe('compilePython(): scenarios', () => {
  it('takes prompts with the setup that they need, and nothing else', async () => {
    const readme = [
      '>>> from pad_it import pad',
      '>>> other = 1',
      '>>> text = "a"',
      '>>> pad(text)',
      "'   a'",
      '>>> pad(text,',
      '...     width=2)',
      "' a'",
      '',
      '>>> import pad_it',
      '>>> pad_it.pad("b")',
      "'   b'",
    ].join('\n');

    expect(await claimsOf(readme)).toEqual([
      ['text = "a"', 'pad(text)', "'   a'"],
      ['text = "a"', 'pad(text,\n    width=2)', "' a'"],
      ['', 'pad("b")', "'   b'"],
    ]);
  });

  it.each([
    ['a comment behind', 'pad("a")  # => "b"', [['', 'pad("a")', '"b"']]],
    ['a comment below', 'pad("a")\n# returns [1, 2]', [['', 'pad("a")', '[1, 2]']]],
    ['a value over lines', "pad(1)\n# {'a': 1,\n#  'b': 2}", [['', 'pad(1)', "{'a': 1, 'b': 2}"]]],
    ['a variable', 'x = pad("a")  # 3', [['', 'pad("a")', '3']]],
    ['words that a function of texts returns', 'pad("a")  # -> a b', [['', 'pad("a")', "'a b'"]]],
    ['words that are printed', 'print(pad("a"))  # x-b', [['', 'pad("a")', "'x-b'"]]],
    [
      'an error',
      'pad(None)  # raises TypeError: no text',
      [['', 'pad(None)', { kind: 'throws', name: 'TypeError', message: 'no text' }]],
    ],
    ['an assertion', 'assert pad("a") == "b"', [['', 'pad("a")', '"b"']]],
    ['a negated assertion', 'assert not pad("a")', [['', 'bool(pad("a"))', 'False']]],
    ['an assertion of unittest', 'r = pad("a")\nself.assertEqual(r, "b")', [['r = pad("a")', 'r', '"b"']]],
    ['prose behind', 'pad("a")  # this pads the text', []],
    ['a value that is left open', 'pad("a")  # "b..."', [['', 'pad("a")', '"b..."']]],
    ['a list that is left open', 'pad("a")  # [1, 2, ...]', []],
    ['a name that nobody has', 'pad(unknown)  # 1', []],
    ['a package of others', 'import numpy\npad(numpy.array(1))  # 1', []],
    ['the time', 'import time\npad(time.time())  # 1', []],
    ['nothing of the package', 'len("a")  # 1', []],
  ])('reads %s', async (_, code, claims) => {
    expect(
      await claimsOf(`Use\n---\n\n.. code-block:: python\n\n    ${code.replaceAll('\n', '\n    ')}\n`),
    ).toEqual(claims);
  });

  it.each([
    [
      'an error',
      '>>> pad(1)\nTraceback (most recent call last):\n  ...\nTypeError: no text',
      [['', 'pad(1)', { kind: 'throws', name: 'TypeError', message: 'no text' }]],
    ],
    ['what is no literal, as repr shows it', '>>> pad(1)\nPad(1)', [['', 'repr(pad(1))', "'Pad(1)'"]]],
    ['nan', '>>> pad(1)\nnan', [['', 'pad(1)', "float('nan')"]]],
    [
      'values of the standard library',
      ">>> pad(1)\nOrderedDict([('a', datetime.date(2020, 1, 2))])",
      [['', 'pad(1)', "OrderedDict([('a', datetime.date(2020, 1, 2))])"]],
    ],
    ['equality', '>>> pad(1) == [1, 2]\nTrue', [['', 'pad(1)', '[1, 2]']]],
    [
      'what is printed',
      '>>> print(repr(pad(1)))\na\nb',
      [['', 'print(repr(pad(1)))', { kind: 'output', lines: ['a', 'b'] }]],
    ],
    ['pprint', '>>> from pprint import pprint\n>>> pprint(pad(1))\n[1]', [['', 'pad(1)', '[1]']]],
    ['what is skipped', '>>> pad(1)  # doctest: +SKIP\n2', []],
    ['an address', '>>> pad(1)\n<Pad object at 0x7f00>', []],
    [
      'what an iterator gave before',
      '>>> it = iter([pad(1)])\n>>> next(it)\n1\n>>> next(it)\n2',
      [
        ['it = iter([pad(1)])', 'next(it)', '1'],
        ['it = iter([pad(1)])\nnext(it)', 'next(it)', '2'],
      ],
    ],
    [
      'what a variable was before',
      '>>> a = [pad(1)]\n>>> a.append(2)\n>>> a = [pad(3)]\n>>> len(a)\n1',
      [['a = [pad(3)]', 'len(a)', '1']],
    ],
    [
      'modules of the standard library without an import',
      '>>> pad(itertools.count())\n1',
      [['import itertools', 'pad(itertools.count())', '1']],
    ],
  ])('reads behind prompts: %s', async (_, readme, claims) => {
    expect(await claimsOf(readme)).toEqual(claims);
  });

  it('reads docstrings, in which names of the module are known', async () => {
    const { claims, bindings } = await compile({
      modules: {
        'pad_it/__init__.py': 'from .core import filter, pad\n',
        'pad_it/core.py': [
          'def pad(text):\n    """Pads.\n\n    >>> pad("a")\n    \'b\'\n    >>> filter(pad("a"))\n    1\n    """\n    ...',
          'def filter(text):\n    """Filters.\n\n    >>> list(map(_helper, filter("a")))\n    []\n    """\n    ...',
        ].join('\n'),
      },
    });

    expect(claims).toEqual([
      ['', 'pad("a")', "'b'"],
      ['', 'filter_(pad("a"))', '1'],
    ]);
    expect(bindings).toEqual([
      { local: 'pad', export: 'pad' },
      { local: 'filter_', export: 'filter' },
    ]);
  });

  it('counts equal examples once and marks those that contradict each other', async () => {
    const { compiled } = await compile({
      readme: '>>> pad("a")\n\'b\'\n\n>>> pad("a")\n"b"\n\n>>> pad("c")\n1\n\n>>> pad("c")\n2\n',
      modules: { 'pad_it/__init__.py': pad },
    });

    expect(
      compiled.scenarios.scenarios.map(({ id, expression, contested }) => [id, expression, contested]),
    ).toEqual([
      ['S001', 'pad("a")', false],
      ['S002', 'pad("c")', true],
      ['S003', 'pad("c")', true],
    ]);
  });

  it('names the line of the document', async () => {
    const { compiled } = await compile({
      readme: 'Pads\n====\n\nLike this:\n\n>>> pad("a")\n\'b\'\n',
      modules: { 'pad_it/__init__.py': pad },
    });

    expect(compiled.scenarios.scenarios[0]).toMatchObject({
      title: 'Pads',
      source: { document: 'readme', lines: [6, 6] },
    });
  });

  it.each([
    ['brackets', `>>> pad(${'['.repeat(50_000)}`],
    ['prompts', '>>> pad(1)\n'.repeat(20_000)],
    ['colons', '::\n\n    x\n\n'.repeat(10_000)],
    ['quotes', `>>> pad("${'\\'.repeat(50_000)}`],
    ['dots', `>>> pad(1)  # ${'.'.repeat(50_000)}`],
    ['blanks', `${' '.repeat(100_000)}>>> pad(1)`],
    ['equals', `>>> pad(1)\n${'='.repeat(100_000)}`],
  ])('ends in time on a flood of %s', async (_, readme) => {
    const started = performance.now();
    await claimsOf(readme);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
