import type { Scenario, Spec } from '../../../spec/index.ts';
import { findStandardPackage } from '../../../syntax-trees/index.ts';
import { packageNameOf } from '../names.ts';
import { scanCode, topLevelDeclared } from './scan-operands.ts';
import { errorHelpers, errorImports, valueHelpers, valueImports } from './test-helpers.ts';

interface RenderedTest {
  readonly text: string;
  readonly imports: ReadonlySet<string>;
  readonly usesPackage: boolean;
}

/** A test file for `go test`: a test a scenario, and examples with `Output:` for what is printed. Contested ones are left out. */
export function renderGoTests(spec: Spec, importPath: string, uncompiled: readonly string[] = []): string {
  const name = packageNameOf(spec);
  const agreed = spec.scenarios.scenarios.filter(
    ({ id, contested }) => !contested && !uncompiled.includes(id),
  );
  const rendered = agreed.flatMap((scenario) => {
    const test = renderTest(scenario, spec);
    return test === null ? [] : [{ scenario, test }];
  });
  const tests = rendered.map(({ test }) => test);
  const left = agreed
    .filter((scenario) => !rendered.some((entry) => entry.scenario === scenario))
    .map(({ id }) => id);
  const hasValues = rendered.some(({ scenario }) => scenario.expected.kind === 'value');
  const hasErrors = rendered.some(({ scenario }) => scenario.expected.kind === 'throws');
  const imports = new Set([
    ...tests.flatMap((test) => [...test.imports]),
    ...(hasValues ? valueImports : []),
    ...(hasErrors ? errorImports : []),
    ...(rendered.some(({ scenario: { expected } }) => expected.kind === 'throws' && expected.message !== null)
      ? ['strings']
      : []),
    ...(hasValues || hasErrors ? ['testing'] : []),
  ]);
  const usesPackage = tests.some((test) => test.usesPackage);
  const lines = [...imports].toSorted().map((path) => `\t${JSON.stringify(path)}`);
  const own = usesPackage ? `\t${name} ${JSON.stringify(importPath)}` : null;
  const block = [...lines, ...(own === null ? [] : [...(lines.length === 0 ? [] : ['']), own])];
  return [
    `package ${name}_test`,
    '',
    ...(block.length === 0 ? [] : ['import (', ...block, ')', '']),
    ...(left.length === 0
      ? []
      : [`// Left out, because they are faulty themselves: ${left.join(', ')}.`, '']),
    ...(uncompiled.length === 0
      ? []
      : [`// Not covered, because they do not compile: ${uncompiled.join(', ')}.`, '']),
    `${tests.map(({ text }) => text).join('\n')}${hasValues ? valueHelpers : ''}${hasErrors ? errorHelpers : ''}`,
  ].join('\n');
}

function renderTest(scenario: Scenario, spec: Spec): RenderedTest | null {
  const { setup, expression, expected } = scenario;
  const value = expected.kind === 'value' ? expected.value : '';
  const parts = [setup, expression, value].map((part) => qualify(part, spec));
  const scanned = parts.map(scanCode);
  if (scanned.some((part) => !part.isBalanced)) return null;
  const [ownSetup = '', ownExpression = '', ownValue = ''] = parts;
  const uses = topLevelDeclared(scanCode(ownSetup)).map((name) => `_ = ${name}`);
  const before = [...ownSetup.split('\n'), ...uses].filter((line) => line.trim() !== '');
  const declared = new Set(scanned.flatMap((part) => part.declared));
  const operands = new Set(scanned.flatMap((part) => [...part.operands]));
  const name = packageNameOf(spec);
  const imports = [...operands]
    .filter((operand) => operand !== name && !declared.has(operand))
    .flatMap((operand) => findStandardPackage(operand) ?? []);
  return {
    text: renderBody(scenario, {
      before,
      expression: ownExpression,
      value: ownValue,
      isVoid: isVoid(ownExpression, spec),
    }),
    imports: new Set(imports),
    usesPackage: operands.has(name),
  };
}

function renderBody(
  { id, title, expected }: Scenario,
  {
    before,
    expression,
    value,
    isVoid: hasNoResult,
  }: {
    readonly before: readonly string[];
    readonly expression: string;
    readonly value: string;
    readonly isVoid: boolean;
  },
): string {
  const setup = before.map((line) => `\t${line}`);
  const words = `// ${oneLine(title) || id}`;
  if (expected.kind === 'output') {
    const lines = expected.lines.map((line) => `\t// ${line.trimEnd()}`.trimEnd());
    const name = `Example_${id.toLowerCase()}`;
    return [words, `func ${name}() {`, ...setup, `\t${expression}`, '\t// Output:', ...lines, '}', ''].join(
      '\n',
    );
  }
  const head = [words, `func Test${id}(t *testing.T) {`];
  if (expected.kind === 'value') {
    const call = `\tgot := values(${expression})(t)`;
    return [...head, ...setup, call, `\tcheck(t, got, values(${value})(t))`, '}', ''].join('\n');
  }
  const inside = hasNoResult
    ? [`\t\t${expression}`, '\t\treturn nil']
    : [`\t\treturn results(${expression})`];
  const results = hasNoResult ? [] : ['\tresults := func(all ...any) []any { return all }'];
  const check =
    expected.message === null
      ? ['\t_ = text']
      : [
          `\tif part := ${JSON.stringify(expected.message)}; !strings.Contains(text, part) {`,
          '\t\tt.Errorf("got the error %q, want one with %q", text, part)',
          '\t}',
        ];
  return [
    ...head,
    ...results,
    '\ttext := fails(t, func() []any {',
    ...setup.map((line) => `\t${line}`),
    ...inside,
    '\t})',
    ...check,
    '}',
    '',
  ].join('\n');
}

/** Exports that scenarios name alone stand behind the package's name here. */
function qualify(code: string, spec: Spec): string {
  const name = packageNameOf(spec);
  let result = code;
  for (const { local, export: exported } of spec.scenarios.bindings) {
    if (exported === '*' ? local === name : !/^\w+$/.test(local)) continue;
    const own = exported === '*' ? name : `${name}.${exported}`;
    result = replaceName(result, local, own);
  }
  return result;
}

/** Outside of texts, and not behind a dot. */
function replaceName(code: string, from: string, to: string): string {
  const pattern = new RegExp(
    `"(?:[^"\\\\\\n]|\\\\.)*"|\`[^\`]*\`|'(?:[^'\\\\\\n]|\\\\.)*'|(?<![\\w.])${from}(?!\\w)`,
    'g',
  );
  return code.replace(pattern, (found) => (found === from ? to : found));
}

function isVoid(expression: string, { surface }: Spec): boolean {
  const called = /^(?:\w+\.)?(\w+)\(/.exec(expression)?.[1];
  const entry = surface.exports.find(({ name }) => name === called);
  return entry?.kind === 'function' && entry.returns === null;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 100);
}
