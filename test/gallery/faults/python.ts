import { PhalusError } from '../../../src/core/index.ts';
import { pythonHeader } from '../create-python-base.ts';
import type { Exhibit } from '../judge-exhibit.ts';
import { append, replace } from '../plant.ts';

const code = 'src/pad_it/__init__.py';
const python = { base: 'python', verdict: 'FAIL', withOriginal: false } as const;
const needs = (requirement: string) =>
  replace('pyproject.toml', 'dependencies = []', `dependencies = ["${requirement}"]`);

/** Faults in a package in Python, which is never compared by calling its original: what is right is REVIEW there. */
export const pythonFaults: readonly Exhibit[] = [
  {
    ...{ ...python, name: 'Python: a colon is missing', check: 'syntax' },
    reason: /src\/pad_it\/__init__\.py does not compile: .*line \d+|does not compile/,
    change: replace(code, 'width=4):', 'width=4)'),
  },
  {
    ...{ ...python, name: 'Python: a module that is not in the standard library', check: 'syntax' },
    reason: /does not compile: .*requests/,
    change: replace(code, 'def pad', 'import requests\n\n\ndef pad'),
  },
  {
    ...{ ...python, name: 'Python: a wrong default', check: 'tests' },
    reason: /1 of 2 scenarios passed; S001: pad\('7'\) returned/,
    change: replace(code, 'width=4', 'width=5'),
  },
  {
    ...{ ...python, name: 'Python: an exit when it is imported', check: 'tests' },
    reason: /does not load/,
    change: replace(code, 'def pad', 'import os\n\nos._exit(0)\n\n\ndef pad'),
  },
  {
    ...{ ...python, name: 'Python: a test that fails', check: 'tests' },
    reason: /1 test of 3 failed/,
    change: append(
      'tests/test_scenarios.py',
      '\n\nclass OtherTests(unittest.TestCase):\n    def test_other(self):\n        self.fail("no")',
    ),
  },
  {
    ...{ ...python, name: 'Python: an export that is missing', check: 'api-surface' },
    reason: /pad is not exported|does not load/,
    change: replace(code, 'def pad(', 'def pads('),
  },
  {
    ...{ ...python, name: 'Python: a dependency that does not exist', check: 'dependencies' },
    reason: /asks for no-such-thing >=1, which its registry does not have/,
    change: needs('no-such-thing>=1'),
    request: {
      readDependency: () => Promise.reject(new PhalusError('not-found', 'Cannot find "no-such-thing"')),
    },
  },
  {
    ...{ ...python, name: 'Python: a dependency under a stricter licence', check: 'dependencies' },
    reason: /copyleft-words@2\.0 is under GPL-3\.0-or-later, which asks for more/,
    change: needs('copyleft-words'),
    request: { readDependency: async () => ({ version: '2.0', license: 'GPL-3.0-or-later' }) },
  },
  {
    ...{ ...python, name: "Python: the original's home in a comment", check: 'secrets' },
    reason: /names where the original is at home: code\.example\/pad-it-maker\/pad-it/,
    change: append(code, '# https://code.example/pad-it-maker/pad-it'),
  },
  {
    ...{ ...python, name: 'Python: a file without its header', check: 'license' },
    reason: /src\/pad_it\/__init__\.py does not begin with the licence header/,
    change: replace(code, pythonHeader, ''),
  },
  {
    ...{ ...python, name: 'Python: another licence in the manifest', check: 'license' },
    reason: /pyproject\.toml says "GPL-3\.0-only" as its licence/,
    change: replace('pyproject.toml', 'license = "MIT"', 'license = "GPL-3.0-only"'),
  },
];
