import type { ExpectedOutcome, Scenario } from '../../../spec/index.ts';

export const maxScenarios = 200;

/** A scenario before it has a number. */
export type Draft = Omit<Scenario, 'id'>;

/** Numbers the drafts; equal ones become one, contradicting ones are marked. */
export function numberScenarios(drafts: readonly Draft[]): Scenario[] {
  const answers = new Map<string, Draft[]>();
  const keyOf = ({ setup, expression }: Draft): string => `${oneLine(setup)}\u0000${oneLine(expression)}`;
  for (const draft of drafts) {
    const known = answers.get(keyOf(draft)) ?? [];
    if (!known.some((other) => isSame(other.expected, draft.expected))) known.push(draft);
    answers.set(keyOf(draft), known);
  }
  const kept = new Set([...answers.values()].flat());
  return drafts
    .filter((draft) => kept.has(draft))
    .slice(0, maxScenarios)
    .map((draft, index) => {
      const isContested = (answers.get(keyOf(draft)) ?? []).length > 1;
      return {
        ...draft,
        id: `S${String(index + 1).padStart(3, '0')}`,
        contested: draft.contested || isContested,
        note: isContested ? 'The documentation shows another outcome for the same expression' : draft.note,
      };
    });
}

function isSame(one: ExpectedOutcome, other: ExpectedOutcome): boolean {
  const plain = (outcome: ExpectedOutcome): string =>
    outcome.kind === 'value'
      ? outcome.value.replace(/["\s]/g, "'").replace(/\s/g, '')
      : JSON.stringify(outcome);
  return one.kind === other.kind && plain(one) === plain(other);
}

export function oneLine(text: string): string {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
}
