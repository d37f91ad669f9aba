import type { Spec } from '../../../spec/index.ts';
import type { TargetDelivery } from '../../types.ts';
import { importPathOf, packageNameOf, wantedExports } from '../names.ts';
import { renderGoExample } from '../render-brief.ts';

const examplesShown = 6;

/** README.md of the delivered package, from the specification: what it offers, examples that its tests hold, licence. */
export function renderGoReadme(spec: Spec, delivery: TargetDelivery): string {
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

function renderInterface(spec: Spec): string {
  return wantedExports(spec)
    .map(({ name, signature, summary }) => {
      const words = summary === '' ? '' : `: ${renderPlain(summary)}`;
      return `- ${renderCode(signature === '' ? name : signature)}${words}`;
    })
    .join('\n');
}

function renderExamples(spec: Spec, delivery: TargetDelivery): string[] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return [];
  const head = `import ${packageNameOf(spec)} ${JSON.stringify(importPathOf(spec, delivery))}`;
  const code = [head, '', ...examples.map(renderGoExample)].join('\n');
  const fence = '`'.repeat(Math.max(3, longestTicks(code) + 1));
  return ['## Examples', `${fence}go\n${code}\n${fence}`];
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
