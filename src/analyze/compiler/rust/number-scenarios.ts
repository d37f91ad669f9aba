import type { ExpectedOutcome, Scenario, ScenarioBinding } from '../../../spec/index.ts';
import type { Draft } from './scenarios.ts';

const mostScenarios = 200;

export interface Numbered {
  readonly scenarios: Scenario[];
  readonly bindings: ScenarioBinding[];
}

/**
 * Numbers the drafts: equal ones become one, contradicting ones are marked. A local name stands for one export in all
 * scenarios; where examples use it for two, those of the second are left out.
 */
export function numberDrafts(drafts: readonly Draft[]): Numbered {
  const bindings = new Map<string, string>();
  const answers = new Map<string, Draft[]>();
  const kept: Draft[] = [];
  for (const draft of drafts) {
    if ([...draft.own].some(([local, target]) => (bindings.get(local) ?? target) !== target)) continue;
    const question = squeeze(`${draft.setup}\n${draft.expression}`);
    const known = answers.get(question) ?? [];
    if (known.some((other) => sameOutcome(other.expected, draft.expected))) continue;
    if (kept.length >= mostScenarios) break;
    for (const [local, target] of draft.own) bindings.set(local, target);
    answers.set(question, [...known, draft]);
    kept.push(draft);
  }
  const scenarios = kept.map(({ own: _, ...draft }, index): Scenario => {
    const isContested = (answers.get(squeeze(`${draft.setup}\n${draft.expression}`))?.length ?? 0) > 1;
    const note = isContested ? 'The documentation shows another outcome for the same expression' : draft.note;
    return {
      id: `S${String(index + 1).padStart(3, '0')}`,
      ...draft,
      contested: draft.contested || isContested,
      note,
    };
  });
  return { scenarios, bindings: [...bindings].map(([local, target]) => ({ local, export: target })) };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function sameOutcome(one: ExpectedOutcome, other: ExpectedOutcome): boolean {
  return squeeze(JSON.stringify(one)) === squeeze(JSON.stringify(other));
}
