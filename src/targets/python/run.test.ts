import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { ScenarioOutcome } from '../../scenarios/index.ts';
import type { TargetRun } from '../types.ts';
import { pythonTarget } from './index.ts';
import { createPythonSpec, delivery, type GivenSpec } from './python-spec.fake.ts';

const probe = await probeSandbox({ environment: process.env });
const sandbox = probe.kind === 'available' ? probe.sandbox : null;
const toolchain = (await sandbox?.findToolchain('python')) ?? { kind: 'unavailable', reason: 'no sandbox' };
const absent = toolchain.kind === 'unavailable' ? ` (skipped: ${toolchain.reason})` : '';

const pad = 'def pad(text, width=4):\n    return text.rjust(width)\n';

function createRun(code: string, given: GivenSpec): TargetRun {
  const spec = createPythonSpec(given);
  const path = pythonTarget.codePaths(spec, delivery)[0] ?? '';
  return { files: { [path]: code }, spec, sandbox: sandbox as Sandbox };
}

async function outcomes(code: string, scenarios: NonNullable<GivenSpec['scenarios']>, given: GivenSpec = {}) {
  const report = await pythonTarget.runScenarios(createRun(code, { scenarios, ...given }));
  return {
    report,
    kinds: report.results.map(({ outcome }) => outcome.kind),
    list: report.results.map(({ outcome }) => outcome),
  };
}

const messageOf = (outcome: ScenarioOutcome | undefined): string =>
  outcome?.kind === 'failed' || outcome?.kind === 'broken' ? outcome.message : '';

describe.skipIf(toolchain.kind === 'unavailable')(`runScenarios() of Python${absent}`, () => {
  const equal = [
    ['None', 'None'],
    ['12345678901234567890', '12345678901234567890'],
    ["float('nan')", "float('nan')"],
    ['-0.0', '-0.0'],
    ["{'b': [1, (2,)], 'a': {3}}", "{'a': {3}, 'b': [1, (2,)]}"],
    ["b'\\x00a'", "bytearray(b'\\x00a')"],
    ["{1, 'a', None}", "frozenset([None, 'a', 1])"],
    ['__import__("decimal").Decimal("1.50")', 'Decimal("1.50")'],
    ['__import__("datetime").date(2020, 1, 2)', 'datetime.date(2020, 1, 2)'],
    ['__import__("collections").OrderedDict(a=1)', "{'a': 1}"],
    ['__import__("collections").namedtuple("P", "x y")(1, 2)', '(1, 2)'],
    ["'\\ud83d\\ude00é\\ud800'", "'\\ud83d\\ude00é\\ud800'"],
    ['1 + 2j', '(1+2j)'],
  ] as const;
  const different = [
    ['1', '1.0'],
    ['True', '1'],
    ['[1]', '(1,)'],
    ['0.0', '-0.0'],
    ["'1'", '1'],
    ["{'a': 1, 'b': 2}", "{'a': 1}"],
    ['[1, 2]', '[1]'],
    ['(x for x in [1])', '[1]'],
    ['None', 'False'],
    ["b'a'", "'a'"],
    ['__import__("decimal").Decimal("1.5")', '1.5'],
    ['[[[1]]]', '[[[2]]]'],
  ] as const;

  it('compares values kind by kind, as Python does', async () => {
    const all = [...equal, ...different];
    const code = `def pad(at):\n    return [${all.map(([actual]) => `lambda: ${actual}`).join(', ')}][at]()\n`;

    const { kinds } = await outcomes(
      code,
      all.map(([, expected], at) => ['', `pad(${at})`, expected]),
    );

    expect(all.map(([actual, expected], at) => [actual, expected, kinds[at]])).toEqual([
      ...equal.map((pair) => [...pair, 'passed']),
      ...different.map((pair) => [...pair, 'failed']),
    ]);
  });

  it('runs setups, compares errors by class and message, and output line by line', async () => {
    const code = `${pad}\n\nclass PadError(ValueError):\n    pass\n\n\ndef fail():\n    raise PadError('too wide: 9')\n\n\nasync def later():\n    return 1\n`;
    const { kinds, list } = await outcomes(
      code,
      [
        ['text = "a"\nwidth = 2', 'pad(text, width)', "' a'"],
        ['', 'fail()', { kind: 'throws', name: 'ValueError', message: 'too wide' }],
        ['', 'fail()', { kind: 'throws', name: 'TypeError', message: null }],
        ['', 'pad("a")', { kind: 'throws', name: null, message: null }],
        ['print("x")', 'print(pad("a", 2))', { kind: 'output', lines: ['x', ' a'] }],
        ['', 'later()', '1'],
        ['', 'pad("a" +', '1'],
        ['', 'pad("a")', 'nothing'],
        ['', 'pad("a", 2)', "'a '"],
      ],
      { exports: [{ name: 'pad' }, { name: 'fail' }, { name: 'later' }] },
    );

    expect(kinds).toEqual([
      'passed',
      'passed',
      'failed',
      'failed',
      'passed',
      'passed',
      'broken',
      'broken',
      'failed',
    ]);
    expect(messageOf(list[8])).toBe("pad(\"a\", 2) returned ' a', expected 'a '");
    expect(messageOf(list[2])).toContain('raised PadError: too wide: 9');
  });

  const hostile = [
    ['leaves with sys.exit', 'import sys; sys.exit(3)'],
    ['leaves with os._exit', 'import os; os._exit(0)'],
    ['kills itself', 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)'],
    ['kills its parent after itself', 'import os, signal; os.kill(os.getpid(), signal.SIGSEGV)'],
    ['runs for ever', 'while True: pass'],
    ['runs for ever without the interpreter', 'import re; re.match("(a+)+$", "a" * 50 + "b")'],
    [
      'runs for ever and switches its alarm off',
      'import signal; signal.setitimer(signal.ITIMER_REAL, 0)\n    while True: pass',
    ],
    ['takes all memory', 'x = []\n    while True: x.append(bytearray(50_000_000))'],
    ['recurses without end', 'return pad(text)'],
    [
      'closes all files',
      'import os\n    for at in range(100):\n        try: os.close(at)\n        except OSError: pass',
    ],
    ['closes its output', 'import sys; sys.stdout.close(); sys.stderr.close(); return 1'],
  ] as const;

  it('loses one scenario to code that hangs, exits or crashes, and none beside it', async () => {
    const branches = hostile.map(
      ([name, body]) => `    if text == '${name}':\n        ${body.replaceAll('\n    ', '\n        ')}`,
    );
    const code = `def pad(text):\n${branches.join('\n')}\n    return text\n`;

    const { kinds } = await outcomes(
      code,
      hostile.flatMap(([name]) => [
        ['', `pad('${name}')`, "'never'"] as const,
        ['', 'pad("b")', "'b'"] as const,
      ]),
    );

    expect(hostile.map(([name], at) => [name, kinds[at * 2] === 'passed', kinds[at * 2 + 1]])).toEqual(
      hostile.map(([name]) => [name, false, 'passed']),
    );
  }, 60_000);

  it.each([
    ['json', 'import json\njson.dumps = lambda *a, **b: "[]"\njson.JSONEncoder.encode = lambda *a: "[]"'],
    [
      'builtins',
      'import builtins\nbuiltins.repr = builtins.str = builtins.len = builtins.isinstance = lambda *a: 1\nbuiltins.sorted = lambda *a, **b: []',
    ],
    [
      'os.write',
      'import os\nos.write = lambda *a: 0\nos.fork = lambda: 0\nos._exit = lambda *a: None\nos.waitpid = lambda *a: (0, 0)',
    ],
    [
      'its own comparison',
      'class Liar(str):\n    __eq__ = lambda self, other: True\n    __hash__ = str.__hash__\n    __repr__ = lambda self: "\'b\'"\n    __class__ = property(lambda self: int)',
    ],
    [
      'the lines of answers',
      'import os\nfor at in range(3, 20):\n    try: os.write(at, b\'["x",0,["returned",["str","b"],"b"],[]]\\n\')\n    except OSError: pass',
    ],
  ])('is not fooled by code that replaces %s', async (_, trick) => {
    const value = trick.includes('Liar') ? 'Liar("a")' : '"a"';
    const { kinds, report } = await outcomes(`${trick}\n\ndef pad():\n    return ${value}\n`, [
      ['', 'pad()', "'a'"],
      ['', 'pad()', "'b'"],
    ]);

    expect([report.loadError, kinds]).toEqual([null, ['passed', 'failed']]);
  });

  it('keeps one scenario from what another changed', async () => {
    const { kinds } = await outcomes(
      'seen = []\n\n\ndef pad(x):\n    seen.append(x)\n    return len(seen)\n',
      [
        ['', 'pad(1)', '1'],
        ['', 'pad(2)', '1'],
      ],
    );

    expect(kinds).toEqual(['passed', 'passed']);
  });

  it('has neither network nor the files of the user, nor packages that the user installed', async () => {
    const code = [
      'import os, socket, sys',
      'def pad():',
      '    try:',
      '        socket.create_connection(("127.0.0.1", 80), 1)',
      '    except OSError: pass',
      '    else: return "network"',
      '    return [name for name in ("pip", "setuptools") if any(os.path.exists(os.path.join(p, name)) for p in sys.path)]',
    ].join('\n');

    expect((await outcomes(`${code}\n`, [['', 'pad()', '[]']])).kinds).toEqual(['passed']);
  });

  it.each([
    ['a syntax error', 'def pad(:\n', /SyntaxError.*\nat line 1: def pad\(:/],
    [
      'an error while loading',
      'import re\nVALUE = int("x")\n',
      /ValueError.*\nat line 2: VALUE = int\("x"\)/,
    ],
    ['an import that is not there', 'import numpy\n', /ModuleNotFoundError: No module named 'numpy'/],
    ['sys.exit while loading', 'import sys\nsys.exit(0)\n', /called sys.exit while loading/],
    ['os._exit while loading', 'import os\nos._exit(0)\n', /ended while the module was loading/],
  ])('tells of %s', async (_, code, problem) => {
    const { report } = await outcomes(code, [['', 'pad()', '1']]);

    expect(report.loadError).toMatch(problem);
    expect(report.results).toEqual([]);
  });

  it('lists what the module offers, modules below it among that', async () => {
    const spec = { exports: [{ name: 'pad' }, { name: 'special.WIDTH' }, { name: 'gone' }], scenarios: [] };
    const run = createRun('def pad(a, b=1, *c): pass\n\n\ndef extra(): pass\n\n\nWIDTH = 4\n', spec);
    const files = {
      ...pythonTarget.renderCodeFiles(
        run.spec,
        { kind: 'code', sources: run.files, missing: [], undeclared: [], mends: [] },
        delivery,
      ),
    };

    const report = await pythonTarget.runScenarios({ ...run, files });

    expect(report.exported).toEqual([
      { name: 'pad', type: 'function', length: 2 },
      { name: 'special.WIDTH', type: 'number', length: null },
      { name: 'extra', type: 'function', length: 0 },
    ]);
  });

  it('loads a package that is called like a module of the standard library', async () => {
    const { kinds } = await outcomes(`import re\n${pad}`, [['', 'pad("a")', "'   a'"]], {
      importName: 'statistics',
    });

    expect(kinds).toEqual(['passed']);
  });
});

describe.skipIf(toolchain.kind === 'unavailable')(`the papers of Python${absent}`, () => {
  const given: GivenSpec = {
    exports: [{ name: 'pad', signature: 'def pad(text, width=4)' }, { name: 'special.fail' }],
    scenarios: [
      ['', 'pad("a")', "'   a'"],
      ['text = """\n  two\nlines"""', 'pad(text, 2)', JSON.stringify('\n  two\nlines')],
      ['', 'fail()', { kind: 'throws', name: 'ValueError', message: "isn't" }],
      ['', 'print(pad("a", 2))', { kind: 'output', lines: [' a'] }],
      ['pad = pad', 'pad("a")', "'   a'"],
      ['', 'pad("a"', '1'],
      ['', 'pad("a")', "'wrong'"],
    ],
  };
  const code = `def pad(text, width=4):\n    return text.rjust(width)\n\n\ndef fail():\n    raise ValueError("it isn't")\n`;

  async function runPapers(extra: Record<string, string> = {}, timeoutMs?: number) {
    const run = createRun(code, given);
    const files = { ...run.files, ...pythonTarget.renderPapers(run.spec, delivery), ...extra };
    return {
      files,
      report: await pythonTarget.runTests({ ...run, files, ...(timeoutMs && { timeoutMs }) }),
      run,
    };
  }

  it('hold one test for each scenario that unittest can hold, and they run', async () => {
    const { report, files } = await runPapers();

    expect(report.tests.map(({ name, status }) => [name, status])).toEqual([
      ['S001 example 1', 'passed'],
      ['S002 example 2', 'passed'],
      ['S003 example 3', 'passed'],
      ['S004 example 4', 'passed'],
      ['S007 example 7', 'failed'],
    ]);
    expect(report).toMatchObject({ passed: 4, failed: 1, complete: true, timedOut: false });
    expect(files['tests/test_scenarios.py']).toContain('cannot hold them: S005, S006.');
  });

  it('count a file that does not load, and tell of a run that did not end', async () => {
    const broken = await runPapers({ 'tests/test_broken.py': 'import nothing_there\n' });
    const left = await runPapers({ 'tests/test_a.py': 'import os\nos._exit(0)\n' });
    const hangs = await runPapers({ 'tests/test_a.py': 'while True: pass\n' }, 2_000);

    expect(broken.report.tests[0]).toMatchObject({ name: 'test_broken', status: 'failed' });
    expect([left.report.complete, left.report.passed]).toEqual([false, 0]);
    expect([hangs.report.complete, hangs.report.timedOut]).toEqual([false, true]);
  });

  it('are a package by the standard, with licence, README and modules below', async () => {
    const { files } = await runPapers();

    expect(Object.keys(files).sort()).toEqual([
      'LICENSE',
      'README.md',
      'pyproject.toml',
      'src/pad_it/__init__.py',
      'src/pad_it/py.typed',
      'src/pad_it/special.py',
      'tests/test_scenarios.py',
    ]);
    expect(files['pyproject.toml']).toContain('name = "pad-it"\nversion = "1.2.3"\n');
    expect(files['pyproject.toml']).toContain('license = "MIT"\n');
    expect(files['src/pad_it/special.py']).toContain('from pad_it import fail as fail\n');
    expect(files['README.md']).toContain('Pads &lt;b>texts&lt;/b>.');
    expect(files['README.md']).toContain('from pad_it import pad\n');
  });

  it('pass the check of syntax, which finds what is wrong and runs nothing', async () => {
    const { run, files } = await runPapers();
    const whole = await pythonTarget.checkSyntax({ ...run, files });
    const wrong = await pythonTarget.checkSyntax({
      ...run,
      files: {
        'src/pad_it/__init__.py': 'import numpy\nfrom . import gone\nfrom .special import x\nprint("ran")\n',
        'src/pad_it/special.py': 'def f(:\n',
        'src/pad_it/other.py': 'try:\n    import numpy\nexcept ImportError:\n    numpy = None\nreturn 1\n',
      },
    });

    expect(whole).toMatchObject({ tool: expect.stringMatching(/^Python 3\./), problems: [] });
    expect(whole.checked).toContain('tests/test_scenarios.py');
    expect(wrong.problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
      expect.stringContaining('line 1: imports numpy'),
      expect.stringMatching(/special\.py line 1: /),
      expect.stringMatching(/other\.py line 5: /),
    ]);
  });

  it('are formatted where ruff is there, and unchanged with the reason elsewhere', async () => {
    const files = { 'a.py': "x = {  'a':1 }\n", 'b.txt': 'x  = 1' };
    const formatted = await pythonTarget.format(files, sandbox as Sandbox);

    if (formatted.formatter === null)
      expect(formatted).toMatchObject({ files, reason: 'ruff is not installed' });
    else expect(formatted.files).toEqual({ 'a.py': 'x = {"a": 1}\n', 'b.txt': 'x  = 1' });
  });
});
