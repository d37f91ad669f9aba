import type { ClearedSpec } from '../firewall/types.ts';
import type { Delivery, Implementation } from './types.ts';
import { openWorkshop } from './workshop/index.ts';

/**
 * The package under the name and licence that it is delivered with. Of what Agent B made only the code is taken, from
 * the places where its language has it; manifest, types, tests, README and licence come from the templates and from
 * the specification. `spec` is the one with the original's name, `worked` the one that Agent B was handed.
 */
export async function renameImplementation(
  implementation: Implementation,
  {
    spec,
    delivery,
    worked,
  }: {
    readonly spec: ClearedSpec;
    readonly delivery: Delivery;
    readonly worked: { readonly spec: ClearedSpec; readonly delivery: Delivery };
  },
): Promise<Implementation> {
  const workshop = await openWorkshop(delivery.language);
  const header = workshop.renderHeader(delivery);
  const before = workshop.codePaths(worked.spec, worked.delivery);
  const after = workshop.codePaths(spec, delivery);
  const code: Record<string, string> = {};
  before.forEach((path, index) => {
    const text = Object.hasOwn(implementation.files, path) ? implementation.files[path] : undefined;
    if (text !== undefined) code[after[index] ?? path] = `${header}${text}`;
  });
  return {
    ...implementation,
    packageName: delivery.packageName,
    packageVersion: delivery.packageVersion,
    files: {
      ...code,
      ...workshop.renderPapers(spec, { ...delivery, uncompiled: listUncompiled(implementation) }),
    },
  };
}

/** Scenarios that did not compile when they were run. */
function listUncompiled({ report }: Implementation): readonly string[] {
  return (report?.results ?? []).flatMap(({ id, outcome }) => {
    const words =
      outcome.kind === 'broken' ? outcome.message : outcome.kind === 'failed' ? outcome.actual : '';
    return /^(?:it )?does not (?:compile|parse)\b/.test(words) ? [id] : [];
  });
}
