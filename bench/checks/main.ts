import { probeSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { renderScenarioTests, runScenarios } from '../../src/scenarios/index.ts';
import { type CheckName, type ValidationRequest, validatePackage } from '../../src/validate/index.ts';
import { type EquivalenceSubject, loadSubject } from '../equivalence/load-subject.ts';
import { developmentPackages, heldBackPackages } from '../equivalence/packages.ts';
import { openOwnRegistry } from '../equivalence/specify-original.ts';

/** Checks that a published package, taken for a result, should pass: what they say against it is a false alarm, or true. */
const judged: readonly CheckName[] = [
  'tests',
  'api-surface',
  'beyond-examples',
  'side-effects',
  'dependencies',
  'secrets',
];

/** Real packages as if phalus had made them, with tests from their own examples that hold. */
async function measureFalseAlarms(ids: readonly string[]): Promise<void> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') throw new Error(`${probe.reason}; ${probe.remedy}`);
  const { sandbox } = probe;
  const { registry, close } = await openOwnRegistry('npm');
  const counts = new Map<string, number>();
  for (const id of ids) {
    try {
      const subject = await loadSubject(id, { registry, sandbox });
      if (Object.keys(subject.files).some((path) => path.startsWith('node_modules/'))) {
        console.log(`${id} left out: it needs other packages`);
        continue;
      }
      const { checks } = await validatePackage(await renderRequest(subject, sandbox));
      for (const { name, status, reason } of checks) {
        if (!judged.includes(name)) continue;
        counts.set(`${name} ${status}`, (counts.get(`${name} ${status}`) ?? 0) + 1);
        if (status !== 'passed') console.log(`${id}  ${name}  ${status}: ${reason.slice(0, 300)}`);
      }
    } catch (error) {
      console.log(`${id} could not be had: ${String(error).slice(0, 200)}`);
    }
  }
  await close();
  console.log(
    [...counts]
      .sort()
      .map(([what, count]) => `${what}: ${count}`)
      .join('\n'),
  );
}

/** The files that are loaded, the documented types, and tests of the examples that hold. */
async function renderRequest(
  { spec, files, loaded }: EquivalenceSubject,
  sandbox: Sandbox,
): Promise<ValidationRequest> {
  const decoder = new TextDecoder();
  const texts = Object.fromEntries(loaded.map((path) => [path, decoder.decode(files[path] as Uint8Array)]));
  const manifest = JSON.parse(decoder.decode(files['package.json'] as Uint8Array));
  const kept = Object.fromEntries(
    ['name', 'version', 'type', 'main', 'exports', 'dependencies'].map((key) => [key, manifest[key]]),
  );
  const types = spec.texts['06-type-definitions.d.ts'];
  const isCommonJs = spec.surface.module === 'commonjs';
  const running = { ...texts, 'package.json': JSON.stringify(kept) };
  const report = await runScenarios({ files: running, scenarios: spec.scenarios, sandbox });
  const held = new Set(report.results.filter(({ outcome }) => outcome.kind === 'passed').map(({ id }) => id));
  const scenarios = {
    ...spec.scenarios,
    scenarios: spec.scenarios.scenarios.filter(({ id }) => held.has(id)),
  };
  return {
    files: {
      ...running,
      ...(types.trim() === '' ? {} : { 'index.d.ts': types }),
      [`test/index.test.${isCommonJs ? 'cjs' : 'mjs'}`]: renderScenarioTests({
        ...{ scenarios, packageName: spec.packageName, module: isCommonJs ? 'commonjs' : 'esm' },
        entry: `../${loaded.at(-1) ?? 'index.js'}`,
      }),
    },
    spec: { ...spec, scenarios },
    sandbox: { kind: 'available', sandbox },
    license: { choice: { kind: 'template', id: 'mit' }, parties: { year: 2026, holder: '' } },
    readOriginalSource: null,
    readOriginalPackage: null,
    behaviourTimeMs: 1,
    similarityThreshold: 0.7,
    testTimeoutMs: 30_000,
  };
}

const [which = 'all'] = process.argv.slice(2);
const lists: Readonly<Record<string, readonly string[]>> = {
  development: developmentPackages,
  'held-back': heldBackPackages,
  all: [...developmentPackages, ...heldBackPackages],
};
await measureFalseAlarms(lists[which] ?? process.argv.slice(2));
