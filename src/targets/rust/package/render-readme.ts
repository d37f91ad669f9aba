import type { Spec } from '../../../spec/index.ts';
import type { TargetDelivery } from '../../types.ts';
import { crateName, pathsOf } from '../names.ts';
import { renderExample } from '../render-brief.ts';
import { renderUses } from '../run/scenario-source.ts';

const examplesShown = 6;

/** README.md of the crate, from the specification: what it offers, examples that its tests hold, licence. */
export function renderReadme(spec: Spec, delivery: TargetDelivery): string {
  const description = plain(spec.metadata.description);
  const parts = [
    `# ${plain(delivery.packageName)}`,
    ...(description === '' ? [] : [description]),
    'An independent implementation of the documented interface of the package of this name, made by phalus from public documentation alone. The folder `.cleanroom` holds the specification it was made from and the evidence.',
    '## Interface',
    pathsOf(spec.surface)
      .map(
        ({ entry }) =>
          `- ${code(entry.signature === '' ? entry.name : entry.signature)}${entry.summary === '' ? '' : `: ${plain(entry.summary)}`}`,
      )
      .join('\n'),
    ...renderExamples(spec, delivery),
    '## Licence',
    `${delivery.licenseExpression}, see LICENSE.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderExamples(spec: Spec, delivery: TargetDelivery): string[] {
  const { scenarios, bindings } = spec.scenarios;
  const shown = scenarios
    .filter(({ contested, expected }) => !contested && expected.kind === 'value')
    .slice(0, examplesShown);
  if (shown.length === 0) return [];
  // In blocks of their own names may be declared again.
  const text = shown
    .map(renderExample)
    .map((example) =>
      shown.length > 1 && example.includes('\n') ? `{\n${example.replace(/^(?=.)/gm, '    ')}\n}` : example,
    )
    .join('\n');
  const uses = renderUses(text, { bindings, surface: spec.surface, crate: crateName(spec, delivery) });
  const whole = [...uses, '', text].join('\n');
  const ticks = '`'.repeat(Math.max(3, longestTicks(whole) + 1));
  return ['## Examples', `${ticks}rust\n${whole}\n${ticks}`];
}

/** Text of the original's documentation as words on one line: no HTML, heading, picture or link. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/!?\[/g, '\\[')
    .replace(/^(?=[#>+*-]|\d{1,9}[.)] |~~~|```)/, '\\');
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const ticks = '`'.repeat(longestTicks(line) + 1);
  return line.includes('`') ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
}
