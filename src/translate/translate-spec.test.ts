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
    const files = { 'package.json': '{"name":"word-kit","type":"module","exports":"./index.js"}', 'index.js': code };
    return runScenarios({ files, scenarios: spec.scenarios, sandbox });
  }
  const path = target.codePaths(spec, delivery)[0] ?? '';
  const usable = { kind: 'code', sources: { [path]: code }, missing: [], undeclared: [], mends: [] } as const;
  return target.runScenarios({ files: target.renderCodeFiles(spec, usable, delivery), spec, sandbox });
}

function failures({ loadError, results }: ScenarioReport, { scenarios }: Spec): string[] {
  const failed = results.filter(({ outcome }) => outcome.kind !== 'passed');
  const told = failed.map(({ id, outcome }) => {
    const scenario = scenarios.scenarios.find((one) => one.id === id);
    return `${id} ${scenario?.expression}: ${'message' in outcome ? outcome.message : outcome.kind}`;
  });
  return loadError === null ? told : [loadError, ...told];
}

for (const family of families) {
  const absent = await findAbsent(family);

  describe.skipIf(absent !== '')(`examples in ${family}${absent}`, () => {
    it('are true of the library as they are written', async () => {
      const spec = wordKits[family];

      const report = await run(spec, family);

      expect(failures(report, spec)).toEqual([]);
      expect(report.results.length).toBe(spec.scenarios.scenarios.length);
    }, 60_000);

    it.each(families.filter((from) => from !== family))('are true of it when they are translated from %s', async (from) => {
      const { spec, untranslated } = await translateSpec(wordKits[from], family);

      const report = await run(spec, family);

      expect(untranslated).toEqual([]);
      expect(failures(report, spec)).toEqual([]);
      expect(report.results.length).toBe(wordKits[from].scenarios.scenarios.length);
    }, 60_000);
  });
}

describe('document 06 of a translation', () => {
  it.each(families.flatMap((from) => (['python', 'rust', 'go'] as const).filter((to) => to !== from).map((to) => [from, to] as const)))(
    'from %s to %s holds declarations alone',
    async (from, to) => {
      const { spec } = await translateSpec(wordKits[from], to);

      expect(await findBodies(to, spec.texts['06-type-definitions.d.ts'])).toEqual([]);
    },
  );
});
