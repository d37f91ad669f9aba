import type { Spec } from '../../../spec/index.ts';
import * as shared from '../../shared/package-readme.ts';
import type { TargetDelivery } from '../../types.ts';
import { crateName, pathsOf } from '../names.ts';
import { renderExample } from '../render-brief.ts';
import { renderUses } from '../run/scenario-source.ts';

const examplesShown = 6;

/** README.md of the crate. */
export function renderReadme(spec: Spec, delivery: TargetDelivery): string {
  const { packageName, licenseExpression } = delivery;
  return shared.renderReadme({
    ...{ packageName, licenseExpression, spec },
    interface: pathsOf(spec.surface).map(({ entry: { name, signature, summary } }) => ({
      code: signature === '' ? name : signature,
      summary,
    })),
    examples: renderExamples(spec, delivery),
  });
}

function renderExamples(spec: Spec, delivery: TargetDelivery): shared.ReadmeParts['examples'] {
  const { scenarios, bindings } = spec.scenarios;
  const shown = scenarios
    .filter(({ contested, expected }) => !contested && expected.kind === 'value')
    .slice(0, examplesShown);
  if (shown.length === 0) return null;
  // In blocks of their own names may be declared again.
  const text = shown
    .map(renderExample)
    .map((example) =>
      shown.length > 1 && example.includes('\n') ? `{\n${example.replace(/^(?=.)/gm, '    ')}\n}` : example,
    )
    .join('\n');
  const uses = renderUses(text, { bindings, surface: spec.surface, crate: crateName(spec, delivery) });
  return { language: 'rust', code: [...uses, '', text].join('\n') };
}
