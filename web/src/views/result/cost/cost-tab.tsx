import type { Evidence } from '../../../api/types.ts';
import { Figures } from '../../../components/definitions.tsx';
import { Loaded } from '../../../components/states.tsx';
import { formatCount, formatDuration, formatMoney } from '../../../format/format.ts';
import { Missing } from '../missing.tsx';
import type { TabProps } from '../result-view.tsx';
import { usePart } from '../use-part.ts';
import { AttemptTable } from './attempt-table.tsx';
import { PhaseCosts } from './phase-costs.tsx';

/** What the package took: money, tokens, time, attempts. */
export function CostTab({ route }: TabProps) {
  const [evidence, reload] = usePart<Evidence>(route, 'evidence');
  return (
    <Loaded resource={evidence} what="the cost" onRetry={reload}>
      {({ cost, phases, attempts, missing }) => (
        <>
          {cost === null ? <Missing what="The cost" reason={missing.cost} /> : <Sum cost={cost} />}
          {phases === null ? (
            <Missing what="The phases" reason={missing.phases} />
          ) : (
            <PhaseCosts phases={phases} />
          )}
          {attempts === null ? (
            <Missing what="The attempts" reason={missing.attempts} />
          ) : (
            <AttemptTable attempts={attempts} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Sum({ cost }: { readonly cost: NonNullable<Evidence['cost']> }) {
  return (
    <section class="panel" aria-label="Sum">
      <Figures
        items={[
          { term: 'Money', value: formatMoney(cost.money) },
          { term: 'Calls paid for', value: formatCount(cost.calls) },
          { term: 'Answered by the journal', value: formatCount(cost.replayed_calls) },
          { term: 'Tokens in', value: formatCount(cost.input_tokens) },
          { term: 'of these cached', value: formatCount(cost.cached_input_tokens) },
          { term: 'Tokens out', value: formatCount(cost.output_tokens) },
          { term: 'Time', value: formatDuration(cost.duration_ms) },
        ]}
      />
      {cost.money === null && (
        <p class="quiet small">
          Money is unknown because no price is set for the model: llm.prices in the settings.
        </p>
      )}
    </section>
  );
}
