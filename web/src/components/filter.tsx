import type { Choice } from './field.tsx';

export interface FilterProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly choices?: { readonly label: string; readonly value: string; readonly all: readonly Choice[] };
  readonly onChoice?: (value: string) => void;
  /** How many are left, told politely. */
  readonly found: string;
}

export function Filter({ label, text, onText, choices, onChoice, found }: FilterProps) {
  return (
    <div class="filter" role="search" aria-label={label}>
      <input
        class="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {choices !== undefined && (
        <select
          class="select"
          aria-label={choices.label}
          value={choices.value}
          onChange={(event) => onChoice?.(event.currentTarget.value)}
        >
          {choices.all.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
      <span class="quiet small" aria-live="polite">
        {found}
      </span>
    </div>
  );
}
