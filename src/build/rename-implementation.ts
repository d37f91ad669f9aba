import type { ClearedSpec } from '../firewall/types.ts';
import { renderHeader, renderPapers } from './package-files.ts';
import { layoutOf } from './package-manifest.ts';
import type { Delivery, Implementation } from './types.ts';

/**
 * The package under the name and licence that it is delivered with. Of what Agent B made only the code is taken, from
 * the places where its language has it; manifest, types, tests, README and licence come from the templates and from
 * the specification. `spec` is the one with the original's name.
 */
export function renameImplementation(
  implementation: Implementation,
  { spec, delivery }: { readonly spec: ClearedSpec; readonly delivery: Delivery },
): Implementation {
  const layout = layoutOf(delivery.language);
  const header = renderHeader(delivery);
  const code: Record<string, string> = {};
  for (const path of [layout.entry, layout.source, layout.ambient]) {
    if (path === null) continue;
    const text = Object.hasOwn(implementation.files, path) ? implementation.files[path] : undefined;
    if (text !== undefined) code[path] = `${header}${text}`;
  }
  return {
    ...implementation,
    packageName: delivery.packageName,
    packageVersion: delivery.packageVersion,
    files: { ...code, ...renderPapers(spec, delivery) },
  };
}
