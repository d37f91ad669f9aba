import type { ClearedSpec } from '../firewall/types.ts';
import { renderExample } from './brief.ts';
import { spellingOf, valueExports } from './mend/match-exports.ts';
import type { Delivery } from './types.ts';

const examplesShown = 6;

/** README.md of the delivered package, from the specification: what it offers, examples that its tests hold, licence. */
export function renderPackageReadme(spec: ClearedSpec, delivery: Delivery): string {
  const description = spec.metadata.description.trim();
  const parts = [
    `# ${delivery.packageName}`,
    ...(description === '' ? [] : [description]),
    'An independent implementation of the documented interface of the package of this name, made by phalus from public documentation alone. The folder `.cleanroom` holds the specification it was made from and the evidence.',
    '## Interface',
    renderInterface(spec),
    ...renderExamples(spec, delivery),
    '## Licence',
    `${delivery.licenseExpression}, see LICENSE.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderInterface(spec: ClearedSpec): string {
  const lines = valueExports(spec.surface).map((entry) => {
    const signature = entry.signature === '' ? spellingOf(entry) : entry.signature.replace(/\s+/g, ' ');
    const summary = entry.summary === '' ? '' : `: ${entry.summary}`;
    return `- \`${signature.slice(0, 300)}\`${summary}`;
  });
  return lines.join('\n');
}

function renderExamples(spec: ClearedSpec, delivery: Delivery): string[] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return [];
  const bindings = spec.scenarios.bindings.map((binding) => renderImport(spec, delivery, binding));
  return ['## Examples', ['```js', ...bindings, '', ...examples.map(renderExample), '```'].join('\n')];
}

function renderImport(
  spec: ClearedSpec,
  delivery: Delivery,
  binding: { readonly local: string; readonly export: string },
): string {
  const isEsm = spec.surface.module === 'esm';
  const { local } = binding;
  const named = binding.export === local ? local : `${binding.export}${isEsm ? ' as ' : ': '}${local}`;
  if (isEsm) {
    if (binding.export === 'default') return `import ${local} from '${delivery.packageName}';`;
    if (binding.export === '*') return `import * as ${local} from '${delivery.packageName}';`;
    return `import { ${named} } from '${delivery.packageName}';`;
  }
  const isWhole = binding.export === 'default' || binding.export === '*';
  return `const ${isWhole ? local : `{ ${named} }`} = require('${delivery.packageName}');`;
}
