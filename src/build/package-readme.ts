import type { ClearedSpec } from '../firewall/types.ts';
import type { ScenarioBinding } from '../spec/index.ts';
import { renderExample } from './brief.ts';
import { isDeclarableName, isIdentifierName, quoteName } from './mend/identifier.ts';
import { spellingOf, valueExports } from './mend/match-exports.ts';
import type { Delivery } from './types.ts';

const examplesShown = 6;

/** README.md of the delivered package, from the specification: what it offers, examples that its tests hold, licence. */
export function renderPackageReadme(spec: ClearedSpec, delivery: Delivery): string {
  const description = renderPlain(spec.metadata.description);
  const parts = [
    `# ${renderPlain(delivery.packageName)}`,
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
    const signature = entry.signature === '' ? spellingOf(entry) : entry.signature;
    const summary = entry.summary === '' ? '' : `: ${renderPlain(entry.summary)}`;
    return `- ${renderCode(signature)}${summary}`;
  });
  return lines.join('\n');
}

function renderExamples(spec: ClearedSpec, delivery: Delivery): string[] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return [];
  const bindings = spec.scenarios.bindings
    .filter(({ local }) => isDeclarableName(local))
    .map((binding) => renderImport(spec, delivery, binding));
  const code = [...bindings, '', ...examples.map(renderExample)].join('\n');
  const fence = '`'.repeat(Math.max(3, longestTicks(code) + 1));
  return ['## Examples', `${fence}js\n${code}\n${fence}`];
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

/** Text of the original's documentation as one line of words: it makes no HTML, heading, picture or link here. */
function renderPlain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/!?\[/g, '\\[')
    .replace(/^(?=[#>+*-]|\d{1,9}[.)] |~~~|```)/, '\\');
}

/** Code within a line, in quotes longer than any inside. */
function renderCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const quotes = '`'.repeat(longestTicks(line) + 1);
  return line.includes('`') ? `${quotes} ${line} ${quotes}` : `${quotes}${line}${quotes}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
}
