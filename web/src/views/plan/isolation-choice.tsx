import type { JobSettings, Machine } from '../../api/types.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import type { PlanSettingsProps } from './plan-settings.tsx';

type Mode = Machine['isolation'][number];

const summaries: Readonly<Record<Mode['mode'], string>> = {
  context: 'Both agents in one process. Its code keeps them apart.',
  process: 'Each agent a process of its own, behind a wall of the system.',
  container: 'Each agent in a container of its own.',
};

/** The modes with what each was seen to hold on this machine, and what it does not. */
export function IsolationChoice({ machine, settings, onChange }: PlanSettingsProps) {
  const chosen = settings.isolation ?? machine.defaults.isolation;
  return (
    <fieldset class="field">
      <legend class="field-label">Isolation of the agents</legend>
      {machine.isolation.map((mode) => (
        <IsolationMode
          key={mode.mode}
          mode={mode}
          isChosen={mode.mode === chosen}
          onChoose={() => onChange({ isolation: mode.mode as JobSettings['isolation'] })}
        />
      ))}
    </fieldset>
  );
}

function IsolationMode(props: {
  readonly mode: Mode;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { mode, isChosen, onChoose } = props;
  return (
    <div class="mode">
      <label class="mode-label">
        <input
          type="radio"
          name="isolation"
          value={mode.mode}
          checked={isChosen}
          disabled={!mode.available}
          onChange={onChoose}
        />
        <span>
          <strong>{mode.mode}</strong> <span class="quiet">{summaries[mode.mode]}</span>
        </span>
      </label>
      <div class="mode-more small">
        {!mode.available && (
          <p class="quiet">Not on this machine: {[mode.reason, mode.remedy].filter(Boolean).join('. ')}</p>
        )}
        {mode.available && mode.guarantees.length === 0 && <Limits limits={mode.limits} />}
        {mode.guarantees.length > 0 && (
          <Disclosure summary={`Seen to hold here: ${mode.guarantees.length} of ${countLines(mode)}`}>
            <ul class="checks">
              {mode.guarantees.map((line) => (
                <li key={line} data-tone="pass">
                  {line}
                </li>
              ))}
            </ul>
            <Limits limits={mode.limits} />
          </Disclosure>
        )}
      </div>
    </div>
  );
}

const countLines = ({ guarantees, limits }: Mode): number => guarantees.length + limits.length;

function Limits({ limits }: { readonly limits: readonly string[] }) {
  return (
    <ul class="checks">
      {limits.map((line) => (
        <li key={line} data-tone="review">
          {line}
        </li>
      ))}
    </ul>
  );
}
