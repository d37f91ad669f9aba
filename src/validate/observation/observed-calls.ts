import type { Spec } from '../../spec/index.ts';

export const mostCalls = 60;

/** Examples that are called under observation, in the order that `Effect.place` counts. */
export function listCalls({
  scenarios,
}: Spec): readonly { readonly id: string; readonly setup: string; readonly expression: string }[] {
  return scenarios.scenarios
    .slice(0, mostCalls)
    .map(({ id, setup, expression }) => ({ id, setup, expression }));
}

/** The names that examples use, then one for every other export. */
export function bindingsOf({ scenarios, surface }: Spec): readonly { local: string; export: string }[] {
  const known = new Set(scenarios.bindings.map((binding) => binding.export));
  const others = surface.exports.filter(
    ({ name, kind }) => kind !== 'interface' && kind !== 'type' && !known.has(name),
  );
  return [
    ...scenarios.bindings,
    ...others.map(({ name }, index) => ({ local: `phalus_other_${index}`, export: name })),
  ];
}
