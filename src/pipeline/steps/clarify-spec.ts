import { formatPackageId } from '../../core/index.ts';
import { replaceScenarios, type Scenario, type Spec } from '../../spec/index.ts';
import { goPackageName } from '../../targets/index.ts';
import { type Disagreement, readBehaviour, type Verdict } from '../../validate/index.ts';
import type { PackageContext } from '../job-context.ts';

/** Clarifications of one round: each is one more example that a small model has to keep in mind. */
const mostClarifications = 4;

/**
 * The specification with the original's answers to inputs on which the result parts from it, as scenarios of their own
 * origin. Null where the user wants none or there is nothing to clarify. Input and outcome go in and nothing else: no
 * source, no name of a test.
 */
export async function clarifySpec(
  context: PackageContext,
  spec: Spec,
  verdict: Verdict,
): Promise<Spec | null> {
  const { feedback } = context.config.validation;
  const known = new Set(spec.scenarios.scenarios.map(({ setup, expression }) => `${setup}\n${expression}`));
  const chosen = (readBehaviour(verdict).disagreements ?? [])
    .filter(({ documented }) => feedback === 'all' || (feedback === 'documented' && documented))
    .filter(({ expected, setup, expression }) => expected !== null && !known.has(`${setup}\n${expression}`))
    .slice(0, mostClarifications);
  if (chosen.length === 0) return null;
  const added = chosen.map((entry, index) => toScenario(entry, spec.scenarios.scenarios.length + index + 1));
  const scenarios = { ...spec.scenarios, scenarios: [...spec.scenarios.scenarios, ...added] };
  const bindings = [...scenarios.bindings, ...listMissingBindings(spec, chosen)];
  await context.audit.append({
    type: 'spec_clarified',
    package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
    source: 'answers of the original, called as a black box',
    feedback,
    scenarios: added.map(({ id, setup, expression, expected }) => ({ id, setup, expression, expected })),
  });
  return replaceScenarios(spec, { ...scenarios, bindings });
}

function toScenario({ setup, expression, expected }: Disagreement, number: number): Scenario {
  if (expected === null) throw new TypeError('Cannot clarify by an answer that no expression says');
  return {
    id: `S${String(number).padStart(3, '0')}`,
    title: 'Clarification',
    origin: 'original',
    ...{ setup, expression, expected, source: null, contested: false },
    note: 'The answer of the original, called as a black box',
  };
}

/** Names that no example uses: of exports, and in Go of the package, behind which they all stand. */
function listMissingBindings(
  spec: Spec,
  chosen: readonly Disagreement[],
): { local: string; export: string }[] {
  const known = new Set(spec.scenarios.bindings.map((binding) => binding.export));
  if (spec.surface.language === 'go')
    return known.has('*') ? [] : [{ local: goPackageName(spec), export: '*' }];
  const isRust = spec.surface.language === 'rust';
  return spec.surface.exports
    .filter(({ name, local_name: local }) => {
      const isUsed = ({ export: own, setup, expression }: Disagreement): boolean =>
        // A call in Rust names the types of what it is given as well.
        own === name || (isRust && new RegExp(`(?<![\\w.])${local}(?!\\w)`).test(`${setup}\n${expression}`));
      return !known.has(name) && /^\w+$/.test(isRust ? local : 'x') && chosen.some(isUsed);
    })
    .map(({ name, local_name }) => ({ local: local_name, export: name }));
}
