import {
  type CallMaterial,
  createTypeCheck,
  prepareCalls,
  renderProbes,
  type TypeCheck,
} from '../../probes/index.ts';
import type { Spec } from '../../spec/index.ts';
import { isOdd } from './is-odd.ts';
import type { Planned } from './types.ts';

/** What follows from a specification alone, made once for however many packages are compared by it. */
export interface PreparedComparison {
  readonly material: CallMaterial;
  readonly types: TypeCheck;
  /** The examples themselves, and each with one value changed. */
  readonly firstCalls: readonly Planned[];
  /** Names that the documents use. */
  readonly publicNames: readonly string[];
}

export async function prepareComparison(spec: Spec): Promise<PreparedComparison> {
  const types = spec.texts['06-type-definitions.d.ts'];
  const material = await prepareCalls({ scenarios: spec.scenarios, surface: spec.surface, types });
  const probes = await renderProbes(spec.scenarios, types);
  return {
    material,
    types: await createTypeCheck(types, material.bindings),
    firstCalls: [
      ...material.examples.map((code) => ({ ...code, isOrdinary: true })),
      ...probes.scenarios.map(({ setup, expression }) => ({
        ...{ setup, expression },
        isOrdinary: !isOdd(expression),
      })),
    ],
    publicNames: listNames(spec),
  };
}

/** Names in the declarations and in code of the documents; a cap, because each guest is told them. */
function listNames({ texts }: Spec): readonly string[] {
  const words = Object.values(texts).flatMap((text) => text.match(/[A-Za-z_$][\w$]*/g) ?? []);
  return [...new Set(words)].slice(0, 5000);
}
