import { describe, expect, it } from 'vitest';
import { type Delivery, implementSpec, renameImplementation } from '../src/build/index.ts';
import { handOver } from '../src/firewall/index.ts';
import type { PackageRecord } from '../src/registry/types.ts';
import { probeSandbox } from '../src/sandbox/index.ts';
import { findTarget } from '../src/targets/index.ts';
import { createScriptedModel } from '../src/wall/scripted-model.fake.ts';
import { specifyArchive, textOf } from './archived-package.fake.ts';

const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('python') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';

/** A module that is documented by its docstrings, as one file: the bodies are there to be dropped. */
const numerals = {
  'PKG-INFO': [
    'Metadata-Version: 2.1',
    'Name: old-numerals',
    'Version: 1.1',
    'Requires-Python: >=3.8',
    'Description-Content-Type: text/x-rst',
    '',
    'old-numerals',
    '============',
    '',
    'Writes numbers as the Romans did, and reads them back.',
    '',
    'Use',
    '---',
    '',
    '>>> import old_numerals',
    '>>> old_numerals.write(1994)',
    "'MCMXCIV'",
    ">>> old_numerals.read('xlii', strict=False)",
    '42',
    '',
  ].join('\n'),
  'old_numerals.py': [
    '"""Numbers as the Romans wrote them."""',
    "__all__ = ['write', 'read', 'NumeralError', 'LARGEST']",
    'LARGEST = 3999',
    "_secret_table = [(1000, 'M'), (900, 'CM')]",
    'class NumeralError(ValueError):',
    '    """What was given is no numeral, or no number that one can be written for."""',
    'def write(number: int) -> str:',
    '    """The numeral for a number from 1 to `LARGEST`.',
    '',
    '    >>> write(4)',
    "    'IV'",
    '    >>> write(0)',
    '    Traceback (most recent call last):',
    '      ...',
    '    NumeralError: 0 is out of range',
    '    """',
    '    secret_text = ""',
    '    for value, sign in _secret_table: pass',
    '    return secret_text',
    'def read(text: str, *, strict: bool = True) -> int:',
    '    """The number that a numeral stands for; small letters count when it is not strict.',
    '',
    "    >>> read('XIV')",
    '    14',
    "    >>> read('xiv')",
    '    Traceback (most recent call last):',
    '      ...',
    "    NumeralError: 'xiv' is no numeral",
    '    """',
    '    return secret_sum(text)',
  ].join('\n'),
  'setup.py': 'from setuptools import setup\nsetup(name="old-numerals")\n',
};

/** A package that is documented by its README, with a class and a module below it. */
const labels = {
  'README.md': [
    '# label-kit',
    '',
    'Makes short labels of texts and counts them.',
    '',
    '## Use',
    '',
    '```python',
    'from label_kit import Counter, label',
    '',
    'assert label("Ada Lovelace") == "ada-lovelace"',
    'label("A  b", joiner="_")  # => "a_b"',
    '',
    'counter = Counter()',
    'counter.add("Ada L")',
    'counter.add("ada l")',
    'counter.most()  # => ("ada-l", 2)',
    '```',
    '',
    '```python',
    'from label_kit.words import split',
    '',
    'print(split("one two"))  # ["one", "two"]',
    '```',
    '',
  ].join('\n'),
  'src/label_kit/__init__.py': 'from .words import label\nfrom ._counter import Counter\n',
  'src/label_kit/words.py': [
    'def split(text):\n    """The words of a text."""\n    return text.secret_split()',
    'def label(text: str, joiner: str = "-") -> str:\n    """The words of a text in small letters, joined."""\n    return joiner.join(secret(text))',
  ].join('\n'),
  'src/label_kit/_counter.py': [
    'class Counter:',
    '    """Counts texts of one label together."""',
    '    def __init__(self):\n        self._secret = {}',
    '    def add(self, text: str) -> None:\n        """Counts a text."""\n        self._secret[text] = 1',
    '    def most(self) -> tuple[str, int]:\n        """The label that was counted most, and how often."""\n        return max(self._secret)',
  ].join('\n'),
};

const statement = 'Does what its documentation says.';

function createRecord(name: string, description: string): PackageRecord {
  return {
    ...{ ecosystem: 'pypi', name, version: '1.1', description, keywords: [], license: 'MIT', homepage: null },
    repository: `https://code.example/${name}`,
    archive: { url: `https://registry.example/${name}.tar.gz`, integrity: null, sizeBytes: null },
    ...{ unpackedSizeBytes: null, deprecated: null, dependencies: {}, publishedAt: null },
    entryPoints: { 'requires-python': '>=3.8' },
  };
}

const fenced = (code: string): string => `\`\`\`python\n${code}\n\`\`\`\n`;

const numeralsCode = [
  'LARGEST = 3999',
  'SIGNS = dict(M=1000, CM=900, D=500, CD=400, C=100, XC=90, L=50, XL=40, X=10, IX=9, V=5, IV=4, I=1)',
  '',
  '',
  'class NumeralError(ValueError):',
  '    pass',
  '',
  '',
  'def write(number):',
  '    if not 0 < number <= LARGEST:',
  '        raise NumeralError(f"{number} is out of range")',
  '    parts = []',
  '    for sign, value in SIGNS.items():',
  '        parts.append(sign * (number // value))',
  '        number %= value',
  '    return "".join(parts)',
  '',
  '',
  'def read(text, *, strict=True):',
  '    sign = text if strict else text.upper()',
  '    if re.fullmatch("[IVXLCDM]+", sign):',
  '        values = [SIGNS[letter] for letter in sign] + [0]',
  '        return sum(-a if a < b else a for a, b in zip(values, values[1:]))',
  '    raise NumeralError(f"{text!r} is no numeral")',
  '',
  '',
  'print(write(4))',
].join('\n');

const labelsCode = [
  'import collections',
  '',
  '',
  'def split(text):',
  '    return text.split()',
  '',
  '',
  'def label(text, joiner="-"):',
  '    return joiner.join(split(text)).lower()',
  '',
  '',
  'class Counter:',
  '    def __init__(self):',
  '        self._counts = collections.Counter()',
  '',
  '    def add(self, text):',
  '        self._counts[label(text)] += 1',
  '',
  '    def most(self):',
  '        return self._counts.most_common(1)[0]',
].join('\n');

const cases = [
  {
    name: 'old-numerals',
    files: numerals,
    code: numeralsCode,
    wrong: numeralsCode.replace('number %= value', 'number -= value'),
    exports: ['write', 'read', 'NumeralError', 'LARGEST'],
    scenarios: 6,
    mends: ['example-dropped', 'import-added'],
  },
  {
    name: 'label-kit',
    files: labels,
    code: labelsCode,
    wrong: labelsCode.replace('.lower()', ''),
    exports: ['label', 'Counter', 'words.split'],
    scenarios: 4,
    mends: [],
  },
] as const;

describe.skipIf(status.kind === 'unavailable')(`a package of Python${absent}`, () => {
  it.each(cases)(
    '$name goes from its archive to a package that its own tests pass, and a wrong reply is repaired',
    async (wanted) => {
      if (probe.kind === 'unavailable') return;
      const record = createRecord(wanted.name, 'A small package');
      const { docSet, spec: cleared } = await specifyArchive(record, wanted.files, statement);
      expect(JSON.stringify(docSet.documents)).not.toContain('secret');
      const handed = await handOver(cleared);
      if (handed.kind === 'refused') throw new Error(JSON.stringify(handed.findings));
      const { spec } = handed;
      const model = createScriptedModel([fenced(wanted.wrong), fenced(wanted.code)]);
      const neutral: Delivery = {
        language: 'python',
        ...{ packageName: spec.packageName, packageVersion: '1.0.0' },
        ...{
          licenseExpression: 'MIT',
          licenseText: 'All may use it.\n',
          headerLines: ['SPDX-License-Identifier: MIT'],
        },
      };
      const delivery = { ...neutral, packageName: wanted.name, packageVersion: '1.1' };

      const implementation = await implementSpec({
        ...{ spec, model, sandbox: probe.sandbox, delivery: neutral },
        limits: {
          attempts: 3,
          replyTokens: null,
          candidates: 1,
          maxOutputTokens: 2_000,
          briefCharacters: 6_000,
        },
      });
      const named = await renameImplementation(implementation, {
        ...{ spec: cleared, delivery },
        worked: { spec, delivery: neutral },
      });
      const target = await findTarget('python');
      const run = { files: named.files, spec: cleared, sandbox: probe.sandbox };
      const [tests, syntax, report] = [
        await target?.runTests(run),
        await target?.checkSyntax(run),
        await target?.runScenarios(run),
      ];

      expect(cleared.surface.exports.map(({ name }) => name)).toEqual(wanted.exports);
      expect(cleared.scenarios.scenarios).toHaveLength(wanted.scenarios);
      expect(implementation.attempts).toHaveLength(2);
      expect(implementation.attempts[0]?.problem).toMatch(/^S\d{3}: /);
      expect(implementation).toMatchObject({ stopped: 'all-passed', report: { loadError: null } });
      expect(implementation.mends.filter(({ attempt }) => attempt === 2).map(({ kind }) => kind)).toEqual(
        expect.arrayContaining([...wanted.mends]),
      );
      expect(model.asked.map(textOf).join('\n')).not.toMatch(/secret|old.numerals|label.kit/i);
      expect(tests).toMatchObject({ passed: wanted.scenarios, failed: 0, complete: true });
      expect(syntax?.problems).toEqual([]);
      expect(report?.results.filter(({ outcome }) => outcome.kind !== 'passed')).toEqual([]);
      expect(report?.exported.map(({ name }) => name)).toEqual(expect.arrayContaining([...wanted.exports]));
    },
  );
});
