import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../sandbox/index.ts';
import { runScenarios, type ScenarioReport } from '../scenarios/index.ts';
import type { Spec } from '../spec/index.ts';
import { findBodies } from '../syntax-trees/index.ts';
import { findTarget, type TargetDelivery } from '../targets/index.ts';
import { translateSpec } from './index.ts';
import type { Family } from './model.ts';
import { wordKits } from './word-kit.fake.ts';
import { wordKitCode } from './word-kit-code.fake.ts';

const probe = await probeSandbox({ environment: process.env });
const sandbox = (probe.kind === 'available' ? probe.sandbox : null) as Sandbox;
const families = ['javascript', 'python', 'rust', 'go'] as const;

async function findAbsent(family: Family): Promise<string> {
  if (probe.kind === 'unavailable') return ` (skipped: ${probe.reason})`;
  if (family === 'javascript') return '';
  const status = await sandbox.findToolchain(family);
  return status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';
}

const delivery: TargetDelivery = {
  packageName: 'word-kit',
  packageVersion: '1.0.0',
  licenseExpression: 'MIT',
  licenseText: 'All may use it.\n',
  headerLines: [],
};

/** The examples of a specification against the library as it was written by hand in that language. */
async function run(spec: Spec, family: Family): Promise<ScenarioReport> {
  const code = wordKitCode[family];
  const target = await findTarget(family);
  if (target === null) {
    const files = {
      'package.json': '{"name":"word-kit","type":"module","exports":"./index.js"}',
      'index.js': code,
    };
    return runScenarios({ files, scenarios: spec.scenarios, sandbox });
  }
  const path = target.codePaths(spec, delivery)[0] ?? '';
  const usable = { kind: 'code', sources: { [path]: code }, missing: [], undeclared: [], mends: [] } as const;
  return target.runScenarios({ files: target.renderCodeFiles(spec, usable, delivery), spec, sandbox });
}

/** The examples of each language, in this one, as one specification: the numbers start with the language they came from. */
async function gather(
  family: Family,
): Promise<{ readonly spec: Spec; readonly untranslated: readonly unknown[] }> {
  const own = wordKits[family];
  const translations = await Promise.all(families.map((from) => translateSpec(wordKits[from], family)));
  const scenarios = translations.flatMap(({ spec }, at) =>
    spec.scenarios.scenarios.map((scenario) => ({ ...scenario, id: `S${at + 1}${scenario.id.slice(1)}` })),
  );
  const bindings = new Map(
    translations.flatMap(({ spec }) =>
      spec.scenarios.bindings.map((binding) => [binding.local, binding] as const),
    ),
  );
  const exports = new Map(
    translations.flatMap(({ spec }) => spec.surface.exports.map((entry) => [entry.name, entry] as const)),
  );
  return {
    spec: {
      ...own,
      surface: { ...own.surface, exports: [...exports.values()] },
      scenarios: { ...own.scenarios, bindings: [...bindings.values()], scenarios },
    },
    untranslated: translations.flatMap((translation) => translation.untranslated),
  };
}

const total = families.reduce((sum, from) => sum + wordKits[from].scenarios.scenarios.length, 0);

for (const family of families) {
  const absent = await findAbsent(family);

  describe.skipIf(absent !== '')(`translateSpec() to ${family}${absent}`, () => {
    it('gives examples that are true of a library that keeps to the translated interface, from every language', async () => {
      const { spec, untranslated } = await gather(family);

      const { loadError, results } = await run(spec, family);

      const failed = results.filter(({ outcome }) => outcome.kind !== 'passed');
      const expressions = new Map(spec.scenarios.scenarios.map(({ id, expression }) => [id, expression]));
      expect(loadError).toBeNull();
      expect(failed.map(({ id, outcome }) => [id, expressions.get(id), outcome])).toEqual([]);
      expect(results.length).toBe(total);
      expect(untranslated).toEqual([]);
    }, 90_000);
  });
}

describe('document 06 of a translation', () => {
  it.each(
    families.flatMap((from) =>
      (['python', 'rust', 'go'] as const).filter((to) => to !== from).map((to) => [from, to] as const),
    ),
  )('from %s to %s holds declarations alone', async (from, to) => {
    const { spec } = await translateSpec(wordKits[from], to);

    expect(await findBodies(to, spec.texts['06-type-definitions.d.ts'])).toEqual([]);
  });
});
