import type { ClearedSpec } from '../firewall/types.ts';
import type { ScenarioBinding } from '../spec/index.ts';
import { type ReadmeParts, renderReadme } from '../targets/index.ts';
import { renderExample } from './brief.ts';
import { isDeclarableName, isIdentifierName, quoteName } from './mend/identifier.ts';
import { spellingOf, valueExports } from './mend/match-exports.ts';
import type { Delivery } from './types.ts';

const examplesShown = 6;

/** README.md of the delivered package. */
export function renderPackageReadme(spec: ClearedSpec, delivery: Delivery): string {
  const { packageName, licenseExpression } = delivery;
  return renderReadme({
    ...{ packageName, licenseExpression, spec },
    interface: valueExports(spec.surface).map((entry) => ({
      code: entry.signature === '' ? spellingOf(entry) : entry.signature,
      summary: entry.summary,
    })),
    examples: renderExamples(spec, delivery),
  });
}

function renderExamples(spec: ClearedSpec, delivery: Delivery): ReadmeParts['examples'] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return null;
  const bindings = spec.scenarios.bindings
    .filter(({ local }) => isDeclarableName(local))
    .map((binding) => renderImport(spec, delivery, binding));
  return { language: 'js', code: [...bindings, '', ...examples.map(renderExample)].join('\n') };
}

function renderImport(spec: ClearedSpec, delivery: Delivery, binding: ScenarioBinding): string {
  const isEsm = spec.surface.module === 'esm';
  const { local } = binding;
  const name = isIdentifierName(binding.export) ? binding.export : quoteName(binding.export);
  const named = binding.export === local ? local : `${name}${isEsm ? ' as ' : ': '}${local}`;
  const source = quoteName(delivery.packageName);
  if (isEsm) {
    if (binding.export === 'default') return `import ${local} from ${source};`;
    if (binding.export === '*') return `import * as ${local} from ${source};`;
    return `import { ${named} } from ${source};`;
  }
  const isWhole = binding.export === 'default' || binding.export === '*';
  return `const ${isWhole ? local : `{ ${named} }`} = require(${source});`;
}
