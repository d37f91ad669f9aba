import { pythonHeader } from '../create-python-base.ts';
import type { Exhibit } from '../judge-exhibit.ts';
import { replace } from '../plant.ts';

const code = 'src/word_kit/__init__.py';
const behaves = { base: 'wordKit', check: 'behaviour', verdict: 'FAIL or REVIEW' } as const;
const effects = { base: 'wordKit', check: 'side-effects' } as const;
const atImport = (lines: string) => replace(code, pythonHeader, `${pythonHeader}${lines}\n`);

const answers = `    known = {'3 apples': ('apples', 3), '12 figs': ('figs', 12), '104 plums': ('plums', 104)}
    if text not in known:
        raise ValueError('unknown')
    return known[text]
`;

/** Faults that only calling shows: beside the original, or under observation. */
export const pythonBehaviourFaults: readonly Exhibit[] = [
  {
    ...{ ...behaves, name: 'Python: a wrong default that no example shows' },
    reason: /first_words\(.*: it returned \[.*ours returned \[/,
    change: replace(code, 'limit=3', 'limit=4'),
  },
  {
    ...{ ...behaves, name: 'Python: answers of the examples alone', also: ['beyond-examples'] },
    reason: /parse_count\(.*: it returned .*ours raised ValueError/,
    change: replace(
      code,
      "    match = re.fullmatch('([0-9]+) ([a-z]+)', text)\n    if match is None:\n        raise ValueError('a number and a word are wanted')\n    return match.group(2), int(match.group(1))\n",
      answers,
    ),
  },
  {
    ...{ ...behaves, name: 'Python: answers of the examples alone, where no original is called' },
    ...{ check: 'beyond-examples', verdict: 'REVIEW', withOriginal: false },
    reason:
      /the code of parse_count holds inputs and answers of 3 of its \d examples|inputs near them all alike/,
    change: replace(
      code,
      "    match = re.fullmatch('([0-9]+) ([a-z]+)', text)\n    if match is None:\n        raise ValueError('a number and a word are wanted')\n    return match.group(2), int(match.group(1))\n",
      answers,
    ),
  },
  {
    ...{ ...behaves, name: 'Python: an answer of another type than declared' },
    ...{ check: 'beyond-examples', verdict: 'REVIEW', withOriginal: false },
    reason: /first_words\(.*\) returned a value of the kind tuple, and List\[str\] is declared/,
    change: replace(
      code,
      'return text.split()[:limit]',
      'words = text.split()[:limit]\n    return tuple(words) if len(words) > 2 else words',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: an exit when a call is given something rare' },
    reason: /count_words\(.*ours called sys\.exit/,
    change: replace(
      code,
      '    counts = {}\n',
      '    if len(text) > 12:\n        raise SystemExit(3)\n    counts = {}\n',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: a call that ends the process' },
    reason: /count_words\(.*ours ended the process \(exit code 3\)/,
    change: replace(
      code,
      '    counts = {}\n',
      '    if len(text) > 12:\n        __import__("os")._exit(3)\n    counts = {}\n',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: an endless loop for some inputs' },
    reason: /first_words\(.*ours did not end in time/,
    change: replace(
      code,
      '    return text.split()[:limit]',
      '    while len(text) > 12:\n        pass\n    return text.split()[:limit]',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: an argument that is changed in place' },
    reason: /unique\(.*after the call/,
    change: replace(
      code,
      'return list(dict.fromkeys(items))',
      'found = list(dict.fromkeys(items))\n    items.sort()\n    return found',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: an iterator where a list was' },
    reason: /unique\(.*ours returned <dict_keyiterator/,
    change: replace(code, 'return list(dict.fromkeys(items))', 'return iter(dict.fromkeys(items))'),
  },
  {
    ...{ ...behaves, name: 'Python: an error of another class' },
    reason: /parse_count\(.*it raised CountError.*ours raised LookupError/,
    change: replace(
      code,
      "raise ValueError('a number and a word are wanted')",
      "raise ValueError('a number and a word are wanted') if text == 'none' else LookupError(text)",
    ),
  },
  {
    ...{ ...behaves, name: 'Python: state that all objects share' },
    reason: /Tally\(/,
    change: replace(
      code,
      '    def __init__(self):\n        self._counts = {}\n',
      '    def __init__(self, counts={}):\n        self._counts = counts\n',
    ),
  },
  {
    ...{ ...behaves, name: 'Python: a call that prints' },
    reason: /ours returned .*and printed \["/,
    change: replace(code, '    counts = {}\n', '    counts = {}\n    print(text)\n'),
  },
  {
    ...{ ...effects, name: 'Python: network when it is imported', verdict: 'FAIL' },
    reason: /it reaches for the network when it is loaded: socket\.\w+ \(192\.0\.2\.1\)/,
    change: atImport(
      'import socket\ntry:\n    socket.create_connection(("192.0.2.1", 80), 0.1)\nexcept OSError:\n    pass',
    ),
  },
  {
    ...{ ...effects, name: 'Python: a program that is started when it is imported', verdict: 'FAIL' },
    reason: /it starts a program when it is loaded: subprocess\.Popen/,
    change: atImport('import subprocess\nsubprocess.run(["/bin/true"])'),
  },
  {
    ...{ ...effects, name: 'Python: a change of what all code shares', verdict: 'FAIL' },
    reason: /it changes a module of Python when it is loaded: builtins \(sorted\)/,
    change: atImport('import builtins\nbuiltins.sorted = lambda items, **options: list(items)'),
  },
  {
    ...{ ...effects, name: 'Python: a look into the interpreter', verdict: 'FAIL' },
    reason: /it reaches into the interpreter when it is loaded: gc\.get_objects/,
    change: atImport('import gc\ngc.get_objects()'),
  },
  {
    ...{
      ...effects,
      name: 'Python: a setting of the process changed when it is imported',
      verdict: 'REVIEW',
    },
    ...{ status: 'review' },
    reason: /it changes settings of the process when it is loaded: os\.putenv \(WORD_KIT\)/,
    change: atImport('import os\nos.environ["WORD_KIT"] = "1"'),
  },
  {
    ...{ ...effects, name: 'Python: files of others that are read', verdict: 'REVIEW', status: 'review' },
    reason: /it reads files outside of the package when it is loaded: open \(\/etc\/passwd\)/,
    change: atImport('try:\n    open("/etc/passwd").close()\nexcept OSError:\n    pass'),
  },
  {
    ...{ ...effects, name: 'Python: a thread that is started when it is imported', verdict: 'REVIEW' },
    ...{ status: 'review' },
    reason: /it starts a thread when it is loaded/,
    change: atImport('import threading\nthreading.Thread(target=len, args=("",), daemon=True).start()'),
  },
  {
    ...{ ...effects, name: 'Python: work that is left for the end of the process', verdict: 'REVIEW' },
    ...{ status: 'review' },
    reason: /it listens to the process when it is loaded: /,
    change: atImport('import atexit\natexit.register(lambda: None)'),
  },
  {
    ...{ ...effects, name: 'Python: a setup.py that runs when it is installed', verdict: 'FAIL' },
    reason: /the package runs a command when it is installed: setup\.py/,
    change: (files) => ({ ...files, 'setup.py': `${pythonHeader}\nimport os\n` }),
  },
];
