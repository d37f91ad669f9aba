import type { Evidence } from '../../../api/types.ts';
import { formatCount, formatDuration, formatMoney } from '../../../format/format.ts';

const headings = ['Time', 'Calls', 'Replayed', 'Tokens in', 'Tokens out', 'Money'];

export function PhaseCosts({ phases }: { readonly phases: NonNullable<Evidence['phases']> }) {
  return (
    <section class="panel" aria-labelledby="phases-title">
      <h2 id="phases-title">By phase</h2>
      <table class="small-table stacked">
        <caption class="unseen">Cost by phase</caption>
        <thead>
          <tr>
            <th scope="col">Phase</th>
            {headings.map((heading) => (
              <th key={heading} scope="col" class="cell-end">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => (
            <tr key={phase.phase}>
              <th scope="row">{phase.phase}</th>
              {listCells(phase).map((cell, index) => (
                <td key={headings[index]} class="cell-end" data-label={headings[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function listCells(phase: NonNullable<Evidence['phases']>[number]): readonly string[] {
  return [
    formatDuration(phase.seconds * 1000),
    formatCount(phase.calls),
    formatCount(phase.replayed_calls),
    formatCount(phase.input_tokens),
    formatCount(phase.output_tokens),
    formatMoney(phase.calls === 0 ? 0 : phase.money),
  ];
}
