import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly help?: ComponentChildren;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly disabled?: boolean;
}

export function SelectField(
  props: FieldProps & {
    readonly value: string;
    readonly choices: readonly Choice[];
    readonly onChange: (value: string) => void;
  },
) {
  const { label, help, value, choices, onChange } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        class="select"
        id={id}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.text}
          </option>
        ))}
      </select>
      <Help id={id} help={help} />
    </div>
  );
}

export function NumberField(
  props: FieldProps & {
    /** As typed; empty when nothing is. */
    readonly value: string;
    readonly minimum: number;
    readonly maximum?: number;
    readonly step?: number | 'any';
    readonly placeholder?: string;
    readonly onInput: (value: string) => void;
  },
) {
  const { label, help, value, minimum, maximum, step = 1, placeholder, onInput } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        class="input"
        id={id}
        type="number"
        inputMode="decimal"
        min={minimum}
        max={maximum}
        step={step}
        placeholder={placeholder}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Help id={id} help={help} />
    </div>
  );
}

function Help({ id, help }: { readonly id: string; readonly help: ComponentChildren }) {
  if (help === undefined) return null;
  return (
    <span class="field-help" id={`${id}-help`}>
      {help}
    </span>
  );
}
