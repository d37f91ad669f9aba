import { formatShare, readRecord, readTally } from '../detail.ts';

/** Agreement of each export, the worst first. */
export function ExportTable({ value }: { readonly value: unknown }) {
  const rows = Object.entries(readRecord(value))
    .map(([name, tally]) => ({ name, tally: readTally(tally) ?? { compared: 0, agreed: 0 } }))
    .toSorted((first, second) => share(first.tally) - share(second.tally));
  if (rows.length === 0) return <p class="quiet">It was not recorded by export.</p>;
  return (
    <table class="small-table">
      <caption class="unseen">Agreement by export</caption>
      <thead>
        <tr>
          <th scope="col">Export</th>
          <th scope="col" class="cell-end">
            Same answer
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, tally }) => (
          <tr key={name}>
            <th scope="row" class="mono">
              {name}
            </th>
            <td class={tally.agreed < tally.compared ? 'cell-end failed' : 'cell-end'}>
              {formatShare(tally)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const share = ({ compared, agreed }: { readonly compared: number; readonly agreed: number }): number =>
  compared === 0 ? 1 : agreed / compared;
