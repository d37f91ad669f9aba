import { formatPackageId } from '../../core/index.ts';
import type { PackageRecord } from '../../registry/types.ts';
import { runScenarios, type ScenarioReport } from '../../scenarios/index.ts';
import { replaceScenarios, type Spec } from '../../spec/index.ts';
import type { PackageContext } from '../job-context.ts';
import { createOriginalPackageReader } from '../original-package.ts';

const doubt = 'The original, called as a black box, answers otherwise';

/**
 * The specification with those examples contested that the original itself does not keep: documentation is wrong about
 * one of ten, and Agent B would be asked for what nobody can build. Only whether an example holds goes in. Examples stay
 * as they are where the user wants nothing of the original's answers, or it cannot be called.
 */
export async function doubtScenarios(
  context: PackageContext,
  spec: Spec,
  record: PackageRecord,
): Promise<Spec> {
  const report = await callOriginal(context, spec, record);
  const wrong = new Set(
    report?.results.filter(({ outcome }) => outcome.kind === 'failed').map(({ id }) => id),
  );
  const doubted = spec.scenarios.scenarios.filter(({ id, contested }) => wrong.has(id) && !contested);
  // Where none holds, it is we who called it wrongly.
  if (doubted.length === 0 || wrong.size === report?.results.length) return spec;
  await context.audit.append({
    type: 'scenarios_doubted',
    package: formatPackageId(record),
    source: 'answers of the original, called as a black box',
    scenarios: doubted.map(({ id }) => id),
  });
  const { scenarios } = spec.scenarios;
  const text = `the original does not keep ${doubted.length} of ${scenarios.length} examples of its documentation: they are contested`;
  context.onEvent({ kind: 'note', name: context.name, text });
  return replaceScenarios(spec, {
    ...spec.scenarios,
    scenarios: scenarios.map((scenario) =>
      doubted.includes(scenario) ? { ...scenario, contested: true, note: doubt } : scenario,
    ),
  });
}

/** Null where it is not to be called, or cannot be. */
async function callOriginal(
  { config, services, signal }: PackageContext,
  spec: Spec,
  record: PackageRecord,
): Promise<ScenarioReport | null> {
  const { behaviour, feedback } = config.validation;
  const isWanted = behaviour && feedback !== 'none' && spec.scenarios.scenarios.length > 0;
  if (!isWanted || record.ecosystem !== 'npm') return null;
  const probe = await services.findSandbox();
  if (probe.kind === 'unavailable') return null;
  const { sandbox } = probe;
  try {
    const registry = await services.findRegistry(record.ecosystem);
    const files = await createOriginalPackageReader(registry, record)(signal);
    const report = await runScenarios({ files, scenarios: spec.scenarios, sandbox, signal });
    return report.loadError === null ? report : null;
  } catch {
    signal.throwIfAborted();
    // The comparison with the original says why it cannot be had.
    return null;
  }
}
