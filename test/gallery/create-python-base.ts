import { renderHeader, renderHeaderLines, renderLicense } from '../../src/license/index.ts';
import { type Spec, specFilenames } from '../../src/spec/index.ts';
import { findTarget } from '../../src/targets/index.ts';
import { createPythonSpec, type GivenSpec } from '../../src/targets/python/python-spec.fake.ts';
import { type Base, license } from './create-base.ts';

/** The licence header of a file in Python. */
export const pythonHeader = renderHeader(license.choice, license.parties, 'hash');

/** A package in Python as its target lays it out. */
export async function createPythonBase(texts: {
  readonly given: GivenSpec;
  readonly code: string;
  /** One module, by the name that is imported. */
  readonly original: string;
}): Promise<Base> {
  const target = await findTarget('python');
  if (target === null) throw new Error('there is no target for Python');
  const given = createPythonSpec(texts.given);
  const spec: Spec = {
    ...given,
    packageVersion: '1.0.0',
    texts: { ...Object.fromEntries(specFilenames.map((name) => [name, ''])), ...given.texts },
  };
  const delivery = {
    ...{ packageName: spec.packageName, packageVersion: '1.0.0', licenseExpression: 'MIT' },
    licenseText: renderLicense(license.choice, license.parties),
    headerLines: renderHeaderLines(license.choice, license.parties),
  };
  const [path] = target.codePaths(spec, delivery);
  if (path === undefined) throw new Error('the target has no place for code');
  return {
    ...{ name: spec.packageName, spec, links: ['https://code.example/pad-it-maker/pad-it'] },
    files: { ...target.renderPapers(spec, delivery), [path]: `${pythonHeader}\n${texts.code}` },
    original: { [`${spec.surface.import_name}.py`]: texts.original },
  };
}

const parameter = (name: string, type: string, fallback: string | null = null) => ({
  ...{ name, type, optional: fallback !== null, rest: false, default: fallback },
});
const member = (name: string, signature: string, kind: 'method' | 'getter' = 'method') => ({
  ...{ name, kind, static: false, optional: false, signature, summary: '' },
});

/** One function with one option. */
export const padTexts = {
  given: {
    exports: [
      {
        ...{ name: 'pad', signature: 'def pad(text: str, width: int = 4) -> str', returns: 'str' },
        parameters: [parameter('text', 'str'), parameter('width', 'int', '4')],
      },
    ],
    scenarios: [
      ['', "pad('7')", "'   7'"],
      ['', "pad('x', width=2)", "' x'"],
    ],
  },
  code: 'def pad(text, width=4):\n    return text.rjust(width)\n',
  original: 'def pad(text, width=4):\n  return " " * (width - len(text)) + text\n',
} as const satisfies Parameters<typeof createPythonBase>[0];

/** Functions on texts and lists, an error, and a class with state. */
export const wordKitTexts = {
  given: {
    importName: 'word_kit',
    exports: [
      {
        ...{ name: 'count_words', returns: 'Dict[str, int]' },
        signature: 'def count_words(text: str, smallest: int = 1) -> Dict[str, int]',
        parameters: [parameter('text', 'str'), parameter('smallest', 'int', '1')],
      },
      {
        ...{ name: 'first_words', returns: 'List[str]' },
        signature: 'def first_words(text: str, limit: int = 3) -> List[str]',
        parameters: [parameter('text', 'str'), parameter('limit', 'int', '3')],
      },
      {
        ...{ name: 'unique', signature: 'def unique(items: List[str]) -> List[str]', returns: 'List[str]' },
        parameters: [parameter('items', 'List[str]')],
      },
      {
        ...{ name: 'parse_count', returns: 'Tuple[str, int]' },
        signature: 'def parse_count(text: str) -> Tuple[str, int]',
        parameters: [parameter('text', 'str')],
      },
      {
        ...{ name: 'Tally', kind: 'class', signature: 'class Tally' },
        members: [
          member('add', 'def add(self, word: str) -> None'),
          member('most', 'def most(self) -> Optional[str]'),
          member('total', 'def total(self) -> int', 'getter'),
        ],
      },
    ],
    scenarios: [
      ['', "count_words('a b a')", "{'a': 2, 'b': 1}"],
      ['', "count_words('One two, ONE!')", "{'one': 2, 'two': 1}"],
      ['', "count_words('a bee', smallest=2)", "{'bee': 1}"],
      ['', "first_words('pear fig')", "['pear', 'fig']"],
      ['', "first_words('b c a d', limit=2)", "['b', 'c']"],
      ['', "first_words('')", '[]'],
      ['', "unique(['b', 'a', 'b'])", "['b', 'a']"],
      ['', "unique(['fig'])", "['fig']"],
      ['', "parse_count('3 apples')", "('apples', 3)"],
      ['', "parse_count('12 figs')", "('figs', 12)"],
      ['', "parse_count('104 plums')", "('plums', 104)"],
      ['', "parse_count('none')", { kind: 'throws', name: 'ValueError', message: null }],
      ["tally = Tally()\ntally.add('x')\ntally.add('y')\ntally.add('x')", 'tally.most()', "'x'"],
      ["tally = Tally()\ntally.add('x')", 'tally.total', '1'],
    ],
  },
  code: `import re


def count_words(text, smallest=1):
    counts = {}
    for word in re.findall('[a-z]+', text.lower()):
        if len(word) >= smallest:
            counts[word] = counts.get(word, 0) + 1
    return counts


def first_words(text, limit=3):
    return text.split()[:limit]


def unique(items):
    return list(dict.fromkeys(items))


def parse_count(text):
    match = re.fullmatch('([0-9]+) ([a-z]+)', text)
    if match is None:
        raise ValueError('a number and a word are wanted')
    return match.group(2), int(match.group(1))


class Tally:
    def __init__(self):
        self._counts = {}

    def add(self, word):
        self._counts[word] = self._counts.get(word, 0) + 1

    def most(self):
        if not self._counts:
            return None
        return max(self._counts, key=self._counts.get)

    @property
    def total(self):
        return sum(self._counts.values())
`,
  original: `import collections
import string

LETTERS = frozenset(string.ascii_lowercase)


class CountError(ValueError):
    pass


def _split(text):
    word = ''
    for sign in text.lower() + ' ':
        if sign in LETTERS:
            word += sign
        elif word:
            yield word
            word = ''


def count_words(text, smallest=1):
    return dict(collections.Counter(w for w in _split(text) if not len(w) < smallest))


def first_words(text, limit=3):
    words = iter(text.split())
    if limit < 0:
        return list(words)[:limit]
    return [w for _, w in zip(range(limit), words)]


def unique(items):
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen


def parse_count(text):
    digits = ''
    for sign in text:
        if sign not in string.digits:
            break
        digits += sign
    rest = text[len(digits):]
    name = rest[1:]
    if not digits or rest[:1] != ' ' or not name or not LETTERS.issuperset(name):
        raise CountError(text)
    return (name, int(digits))


class Tally(object):
    def __init__(self):
        self.all = []

    def add(self, word):
        self.all.append(word)

    def most(self):
        found, best = None, 0
        for word in self.all:
            if self.all.count(word) > best:
                found, best = word, self.all.count(word)
        return found

    total = property(lambda self: len(self.all))
`,
} as const satisfies Parameters<typeof createPythonBase>[0];
