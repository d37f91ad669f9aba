import type { JobSettings, Machine } from '../../api/types.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { NumberField, SelectField } from '../../components/field.tsx';
import type { SettingsChange } from '../../state/draft.ts';
import { IsolationChoice } from './isolation-choice.tsx';

export interface PlanSettingsProps {
  readonly machine: Machine;
  readonly settings: JobSettings;
  readonly onChange: (change: SettingsChange) => void;
}

/** What the job is to be. What is not chosen is as the server is configured. */
export function PlanSettings({ machine, settings, onChange }: PlanSettingsProps) {
  const { licenses, target_languages, defaults } = machine;
  return (
    <>
      <SelectField
        label="Licence of the result"
        value={settings.license ?? (defaults.license_file ? '' : defaults.license)}
        choices={[
          ...(defaults.license_file ? [{ value: '', text: 'the text that is configured' }] : []),
          ...licenses.map(({ id, title, spdx }) => ({ value: id, text: `${title} (${spdx})` })),
        ]}
        onChange={(license) => onChange({ license: (license || undefined) as JobSettings['license'] })}
      />
      <SelectField
        label="Language of the result"
        value={settings.target_lang ?? defaults.target_lang}
        choices={[
          { value: 'auto', text: 'that of each package' },
          ...target_languages.map(({ name, available }) => ({
            value: name,
            text: available ? name : `${name} (cannot be tested here)`,
          })),
        ]}
        help={describeLanguage(machine, settings)}
        onChange={(name) => onChange({ target_lang: name as JobSettings['target_lang'] })}
      />
      <IsolationChoice machine={machine} settings={settings} onChange={onChange} />
      <BudgetFields settings={settings} machine={machine} onChange={onChange} />
      <Disclosure summary="More settings">
        <div class="settings">
          <NumberField
            label="Similarity threshold"
            help="From 0 to 1. Above it a result fails."
            minimum={0}
            maximum={1}
            step={0.05}
            placeholder={String(defaults.similarity_threshold)}
            value={settings.similarity_threshold?.toString() ?? ''}
            onInput={(value) => onChange({ similarity_threshold: readNumber(value) })}
          />
          <NumberField
            label="Packages at work at once"
            minimum={1}
            maximum={32}
            placeholder={String(defaults.concurrency)}
            value={settings.concurrency?.toString() ?? ''}
            onInput={(value) => onChange({ concurrency: readNumber(value) })}
          />
        </div>
      </Disclosure>
    </>
  );
}

function describeLanguage({ target_languages }: Machine, { target_lang }: JobSettings): string | undefined {
  const chosen = target_languages.find(({ name }) => name === target_lang);
  if (chosen === undefined || chosen.available) return undefined;
  return [chosen.reason, chosen.remedy].filter((part) => part !== undefined).join('. ');
}

/** Nothing for what is no number yet. */
export function readNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

function BudgetFields({ settings, machine, onChange }: PlanSettingsProps) {
  const { budget = {} } = settings;
  const { budget: configured } = machine.defaults;
  const change = (part: { readonly [Key in keyof typeof budget]?: number | undefined }) => {
    const kept = Object.entries({ ...budget, ...part }).filter(([, value]) => value !== undefined);
    onChange({ budget: kept.length === 0 ? undefined : Object.fromEntries(kept) });
  };
  const placeholder = (value: number | undefined) => (value === undefined ? 'no limit' : String(value));
  return (
    <fieldset class="field">
      <legend class="field-label">Budget</legend>
      <span class="field-help">
        When it is reached the job pauses, and nothing that was paid for is lost.
      </span>
      <div class="budget">
        <NumberField
          label="Tokens"
          minimum={1}
          placeholder={placeholder(configured.tokens)}
          value={budget.tokens?.toString() ?? ''}
          onInput={(value) => change({ tokens: readNumber(value) })}
        />
        <NumberField
          label="Money"
          minimum={0}
          step="any"
          placeholder={placeholder(configured.cost)}
          value={budget.cost?.toString() ?? ''}
          onInput={(value) => change({ cost: readNumber(value) })}
        />
        <NumberField
          label="Minutes"
          minimum={0}
          step="any"
          placeholder={placeholder(configured.minutes)}
          value={budget.minutes?.toString() ?? ''}
          onInput={(value) => change({ minutes: readNumber(value) })}
        />
      </div>
    </fieldset>
  );
}
