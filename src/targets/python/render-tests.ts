import type { Scenario, Spec } from '../../spec/index.ts';
import { importNameOf, isPythonName } from './layout.ts';
import { indentPython, quotePython, scanPython } from './source-lines.ts';

/** Names that expected values may use, and where they come from. */
const standardNames: Readonly<Record<string, string>> = {
  datetime: 'import datetime',
  Decimal: 'from decimal import Decimal',
  Fraction: 'from fractions import Fraction',
  UUID: 'from uuid import UUID',
  OrderedDict: 'from collections import OrderedDict',
  Counter: 'from collections import Counter',
  deque: 'from collections import deque',
};

/** A test file for unittest: one test a scenario, contested ones left out, and named where they are faulty. */
export function renderPythonTests(spec: Spec): string {
  const agreed = spec.scenarios.scenarios.filter(({ contested }) => !contested);
  const bound = new Set(spec.scenarios.bindings.map(({ local }) => local));
  const usable = agreed.filter((scenario) => isUsable(scenario, bound));
  const left = agreed.filter((scenario) => !usable.includes(scenario)).map(({ id }) => id);
  const tests = usable.map((scenario) => renderTest(scenario));
  const body = tests.join('\n');
  return [
    '"""One test for each scenario of the specification. Run them with `python -m unittest discover tests`."""',
    ...(left.length === 0 ? [] : [`# Left out, because unittest cannot hold them: ${left.join(', ')}.`]),
    '',
    renderImports(spec, body),
    '',
    '',
    'class ScenarioTests(unittest.TestCase):',
    ...(tests.length === 0 ? ['    """The documentation shows no examples."""'] : [body.trimEnd()]),
    '',
    ...(/self\.assert_raised\(/.test(body) ? [renderRaised()] : []),
    '',
    "if __name__ == '__main__':",
    '    unittest.main()',
    '',
  ].join('\n');
}

/** In a function a name that is assigned anywhere is its own, so that an import of that name could not be read before. */
function isUsable({ setup, expression, expected }: Scenario, bound: ReadonlySet<string>): boolean {
  const isWhole =
    [setup, expression, expected.kind === 'value' ? expected.value : ''].every(
      (text) => scanPython(text).isWhole,
    ) && !/^\s/.test(setup);
  const assigned = Array.from(
    setup.matchAll(/^[ \t]*(?:for[ \t]+)?(\w+)[ \t]*(?:[-+*/|&]?=(?!=)|in\b)|^(?:def|class)[ \t]+(\w+)/gm),
  );
  const hides = assigned.some(([, name = '', declared = '']) => bound.has(name) || bound.has(declared));
  return (
    isWhole &&
    !hides &&
    !/^[ \t]*from[ \t]+\S+[ \t]+import[ \t]+\*/m.test(setup) &&
    !/\bawait\b/.test(`${setup}\n${expression}`)
  );
}

function renderImports(spec: Spec, body: string): string {
  const root = importNameOf(spec);
  const own = spec.scenarios.bindings
    .filter(({ local }) => isPythonName(local) && new RegExp(`\\b${local}\\b`).test(body))
    .map(({ local, export: name }) => {
      if (name === '*') return local === root ? `import ${root}` : `import ${root} as ${local}`;
      const parts = name.split('.');
      const last = parts.pop() ?? name;
      const module = [root, ...parts].join('.');
      return `from ${module} import ${last === local ? local : `${last} as ${local}`}`;
    });
  const values = Object.entries(standardNames)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(body))
    .map(([, line]) => line);
  const standard = [
    ...(/\bcontextlib\./.test(body) ? ['import contextlib'] : []),
    ...(/\bio\.StringIO/.test(body) ? ['import io'] : []),
    'import unittest',
    ...values,
  ];
  const plain = standard.filter((line) => line.startsWith('import ')).sort();
  const named = standard.filter((line) => line.startsWith('from ')).sort();
  return [...plain, ...named, ...(own.length === 0 ? [] : ['', ...[...new Set(own)].sort()])].join('\n');
}

function renderTest(scenario: Scenario): string {
  const { id, title, setup } = scenario;
  const label = quotePython(`${id} ${title.replace(/\s+/g, ' ')}`.trim().slice(0, 100));
  // A docstring is what the runner shows.
  const lines = [`def test_${id.toLowerCase()}(self):`, indentPython(label, '    ')];
  if (setup.trim() !== '' && scenario.expected.kind === 'value')
    lines.push(indentPython(setup.trimEnd(), '    '));
  lines.push(indentPython(renderBody(scenario), '    '));
  return `${indentPython(lines.join('\n'), '    ')}\n`;
}

function renderBody({ setup, expression, expected }: Scenario): string {
  const code = expression.trim();
  const before = setup.trim() === '' ? [] : [setup.trimEnd()];
  if (expected.kind === 'value') {
    const value = expected.value.trim();
    const hasNan = /\bnan\b/.test(value);
    if (hasNan) return `self.assertEqual(repr(${code}), repr(${value}))`;
    if (value === 'True' || value === 'False' || value === 'None')
      return `self.assertIs(${breakable(code)}, ${value})`;
    return `self.assertEqual(${breakable(code)}, ${breakable(value)})`;
  }
  if (expected.kind === 'output') {
    const run = indentPython([...before, code].join('\n'), '    ');
    const lines = `[${expected.lines.map(quotePython).join(', ')}]`;
    return `output = io.StringIO()\nwith contextlib.redirect_stdout(output):\n${run}\nself.assertEqual(output.getvalue().splitlines(), ${lines})`;
  }
  const run = indentPython([...before, `return ${code}`].join('\n'), '    ');
  const name = expected.name === null ? 'None' : quotePython(expected.name);
  const message = expected.message === null ? 'None' : quotePython(expected.message);
  return `def call():\n${run}\n\nself.assert_raised(call, ${name}, ${message})`;
}

/** A comment at the end would swallow what follows. */
function breakable(code: string): string {
  return code.includes('#') ? `${code}\n` : code;
}

function renderRaised(): string {
  return indentPython(
    [
      'def assert_raised(self, call, name, message):',
      '    with self.assertRaises(Exception) as raised:',
      '        call()',
      '    error = raised.exception',
      '    if name is not None:',
      '        self.assertIn(name, [kind.__name__ for kind in type(error).__mro__])',
      '    if message is not None:',
      '        self.assertIn(message, str(error))',
      '',
    ].join('\n'),
    '    ',
  );
}
