import { Script } from 'node:vm';
import type { Scenario, ScenarioBinding, TestScenarios } from '../spec/index.ts';
import { type HelperName, renderHelpers } from './test-helpers.ts';

export interface ScenarioTestFile {
  readonly scenarios: TestScenarios;
  readonly packageName: string;
  /** How the package is written: `both` is loaded as ES modules. */
  readonly module: 'esm' | 'commonjs' | 'both';
  /** The package's entry as seen from the test file; `../src/index.js` by default. */
  readonly entry?: string;
  /** Ids of scenarios that are known to be broken; they are left out and named in a comment. */
  readonly omit?: readonly string[];
}

/**
 * A test file for `node --test`: one test a scenario, contested ones left out. Compares as `runScenarios` does. It
 * becomes part of the delivered package, usually as `test/index.test.js`.
 */
export function renderScenarioTests(file: ScenarioTestFile): string {
  const omitted = new Set(file.omit);
  const agreed = file.scenarios.scenarios.filter((scenario) => !scenario.contested);
  const usable = agreed.filter((scenario) => !omitted.has(scenario.id) && isParsable(scenario));
  const left = agreed.filter((scenario) => !usable.includes(scenario)).map((scenario) => scenario.id);
  const helpers = new Set<HelperName>();
  const tests = usable.map((scenario) => renderTest(scenario, helpers));
  return [
    `// Tests of ${oneLine(file.packageName)}: one for each scenario of its specification. Run them with node --test.`,
    ...(left.length === 0 ? [] : [`// Left out, because they are faulty themselves: ${left.join(', ')}.`]),
    ...renderImports(file, helpers),
    '',
    ...renderHelpers(helpers),
    tests.join('\n'),
  ].join('\n');
}

/** Compiles without running, so that one faulty scenario does not take the whole file with it. */
function isParsable({ setup, expression, expected }: Scenario): boolean {
  // In brackets, which no fragment can leave: each part has to be whole by itself, and they have to be so together.
  const parts = [
    `[async () => {\n${setup}\n}, async () => (\n${expression}\n)]`,
    `[async () => {\n${setup}\n;return (\n${expression}\n);}]`,
    ...(expected.kind === 'value' ? [`[async () => (\n${expected.value}\n)]`] : []),
  ];
  try {
    for (const part of parts) new Script(`"use strict";(${part})`);
    return true;
  } catch {
    return false;
  }
}

function renderImports(file: ScenarioTestFile, helpers: ReadonlySet<HelperName>): string[] {
  const entry = quote(file.entry ?? '../src/index.js');
  const bindings = file.scenarios.bindings.filter((binding) =>
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(binding.local),
  );
  const named = bindings.filter((binding) => binding.export !== 'default' && binding.export !== '*');
  const whole = bindings.filter((binding) => binding.export === '*');
  const main = bindings.filter((binding) => binding.export === 'default');
  const needsFormat = helpers.has('captureOutput');
  if (file.module === 'commonjs') {
    return [
      `const assert = require('node:assert/strict');`,
      `const { test } = require('node:test');`,
      ...(needsFormat ? [`const { format } = require('node:util');`] : []),
      ...[...main, ...whole].map(({ local }) => `const ${local} = require(${entry});`),
      ...(named.length === 0 ? [] : [`const { ${named.map(nameOf(':')).join(', ')} } = require(${entry});`]),
    ];
  }
  return [
    `import assert from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    ...(needsFormat ? [`import { format } from 'node:util';`] : []),
    ...main.map(({ local }) => `import ${local} from ${entry};`),
    ...whole.map(({ local }) => `import * as ${local} from ${entry};`),
    ...(named.length === 0 ? [] : [`import { ${named.map(nameOf(' as')).join(', ')} } from ${entry};`]),
  ];
}

function nameOf(link: ':' | ' as') {
  return (binding: ScenarioBinding): string => {
    if (binding.export === binding.local) return binding.local;
    const name = /^[A-Za-z_$][\w$]*$/.test(binding.export) ? binding.export : quote(binding.export);
    return `${name}${link} ${binding.local}`;
  };
}

function renderTest(scenario: Scenario, helpers: Set<HelperName>): string {
  const title = quote(`${scenario.id} ${oneLine(scenario.title)}`.trim());
  return `test(${title}, async () => {\n${indent(renderBody(scenario, helpers))}\n});\n`;
}

function renderBody(scenario: Scenario, helpers: Set<HelperName>): string {
  const { expected } = scenario;
  const setup = scenario.setup.trim() === '' ? '' : `${scenario.setup.trim()}\n`;
  const expression = scenario.expression.trim();
  switch (expected.kind) {
    case 'value':
      return `${setup}const actual = await (${breakable(expression)});\n${renderComparison(expected.value, helpers)}`;
    case 'throws': {
      helpers.add('assertThrows');
      const wanted = `{ name: ${quoteOrNull(expected.name)}, message: ${quoteOrNull(expected.message)} }`;
      return `await assertThrows(async () => {\n${indent(`${setup}return (${breakable(expression)});`)}\n}, ${wanted});`;
    }
    case 'output': {
      helpers.add('captureOutput');
      const shown = expected.lines.flatMap((line) => line.trimEnd().split(/[^\S\n]*\n/));
      const lines = `[${shown.map(quote).join(', ')}]`;
      return `const lines = await captureOutput(async () => {\n${indent(`${setup}await (${breakable(expression)});`)}\n});\nassert.deepStrictEqual(lines, ${lines});`;
    }
  }
}

function renderComparison(value: string, helpers: Set<HelperName>): string {
  const text = value.trim();
  // Zero is left to the helper: for strictEqual 0 and -0 are not the same.
  const simple = /^(?:true|false|null|undefined|-?[1-9]\d*(?:\.\d+)?|'[^'\\\n]*'|"[^"\\\n]*")$/.test(text);
  if (simple) return `assert.strictEqual(actual, ${text});`;
  helpers.add('assertSame');
  return `assertSame(actual, ${breakable(text)});`;
}

/** A line comment at the end would swallow what follows. */
function breakable(code: string): string {
  return code.includes('//') || code.includes('<!--') ? `\n${indent(code)}\n` : code;
}

// Lines of a template literal belong to its value, so code that may hold one keeps its lines as they are.
function indent(text: string): string {
  return text.includes('`') ? text : text.replace(/^(?=.)/gm, '  ');
}

function quoteOrNull(text: string | null): string {
  return text === null ? 'null' : quote(text);
}

function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}
