import { formatPackageId } from '../../core/index.ts';
import { type ClearedSpec, clearSpec, type FirewallVerdict } from '../../firewall/index.ts';
import { renderNameMapping, translateSpec } from '../../translate/index.ts';
import type { PackageContext } from '../job-context.ts';
import { chooseTargetLanguage } from '../target-language.ts';

export interface TranslatedSpec {
  readonly verdict:
    | Extract<FirewallVerdict, { kind: 'cleared' }>
    | Extract<FirewallVerdict, { kind: 'refused' }>;
  /** Original names and what they are called in the target; null where nothing was translated. */
  readonly mapping: string | null;
}

/**
 * What has crossed, said in the language that Agent B writes. Nothing is added on the way: it is a pure function of the
 * cleared documents, and the firewall looks at what comes out once more.
 */
export async function translateCleared(
  context: PackageContext,
  spec: ClearedSpec,
): Promise<TranslatedSpec | null> {
  const target = chooseTargetLanguage(context.config, spec.metadata.ecosystem);
  const translation = await translateSpec(spec, target);
  if (translation.spec === spec) return null;
  await context.audit.append({
    type: 'spec_translated',
    package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
    from: translation.from,
    to: translation.to,
    names: translation.names.length,
    scenarios: {
      before: spec.scenarios.scenarios.length,
      after: translation.spec.scenarios.scenarios.length,
    },
    untranslated: translation.untranslated.slice(0, 200),
    untranslated_count: translation.untranslated.length,
  });
  const left = translation.untranslated.length;
  const text = `translated from ${translation.from} to ${translation.to}${left === 0 ? '' : `; ${left} parts cannot be said in it, see MAPPING.md`}`;
  context.onEvent({ kind: 'note', name: context.name, text });
  const verdict = await clearSpec(translation.spec, { documentation: null, links: [] });
  return { verdict, mapping: renderNameMapping(translation) };
}
