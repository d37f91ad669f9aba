import { phaseNames } from '../../components/phase-bar.tsx';
import { formatCount, formatDuration, formatMoney } from '../../format/format.ts';
import { phaseSeconds } from '../../job/package-progress.ts';
import type { PackageProgress, PhaseProgress } from '../../job/types.ts';

/** The six phases with what each took. */
export function PhaseTable({ item }: { readonly item: PackageProgress }) {
  return (
    <table class="small-table">
      <caption class="unseen">Phases of {item.name}</caption>
      <thead>
        <tr>
          <th scope="col">Phase</th>
          <th scope="col">State</th>
          <th scope="col" class="cell-end">
            Time
          </th>
          <th scope="col" class="cell-end">
            Tokens
          </th>
          <th scope="col" class="cell-end">
            Cost
          </th>
        </tr>
      </thead>
      <tbody>
        {phaseNames.map((name) => (
          <PhaseRow key={name} name={name} phase={item.phases[name]} />
        ))}
      </tbody>
    </table>
  );
}

function PhaseRow({ name, phase }: { readonly name: string; readonly phase: PhaseProgress }) {
  const seconds = phaseSeconds(phase);
  const tokens = phase.inputTokens + phase.outputTokens;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class={phase.state === 'failed' ? 'failed' : phase.state === 'waiting' ? 'quiet' : undefined}>
        {phase.state}
      </td>
      <td class="cell-end">{seconds === null ? '' : formatDuration(seconds * 1000)}</td>
      <td class="cell-end">{tokens === 0 ? '' : formatCount(tokens)}</td>
      <td class="cell-end">{phase.calls === 0 || phase.money === null ? '' : formatMoney(phase.money)}</td>
    </tr>
  );
}
