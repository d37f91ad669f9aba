import type { Spec } from '../../../spec/index.ts';
import { type ReadmeParts, renderReadme } from '../../shared/package-readme.ts';
import type { TargetDelivery } from '../../types.ts';
import { importPathOf, packageNameOf, wantedExports } from '../names.ts';
import { renderGoExample } from '../render-brief.ts';

const examplesShown = 6;

/** README.md of the delivered module. */
export function renderGoReadme(spec: Spec, delivery: TargetDelivery): string {
  const { packageName, licenseExpression } = delivery;
  return renderReadme({
    ...{ packageName, licenseExpression, spec },
    interface: wantedExports(spec).map(({ name, signature, summary }) => ({
      code: signature === '' ? name : signature,
      summary,
    })),
    examples: renderExamples(spec, delivery),
  });
}

function renderExamples(spec: Spec, delivery: TargetDelivery): ReadmeParts['examples'] {
  const examples = spec.scenarios.scenarios.filter(({ contested }) => !contested).slice(0, examplesShown);
  if (examples.length === 0) return null;
  const head = `import ${packageNameOf(spec)} ${JSON.stringify(importPathOf(spec, delivery))}`;
  return { language: 'go', code: [head, '', ...examples.map(renderGoExample)].join('\n') };
}
