import { type Detail, readNumber, readRecords, readText } from '../detail.ts';

interface ScoreRow {
  readonly name: string;
  readonly detail: Detail;
  readonly skipped: string | null;
}

/** Our scores beside those of controls: another version of the original, and an independent package. */
export function ScoreTable({ detail }: { readonly detail: Detail }) {
  const controls = readRecords(detail.controls);
  const rows: readonly ScoreRow[] = [
    { name: 'This result', detail, skipped: null },
    ...controls.map((control) => ({
      name: `${control.kind === 'other-version' ? 'Control, another version:' : 'Control, independent:'} ${readText(control.name) ?? ''} ${readText(control.version) ?? ''}`,
      detail: control,
      skipped: readText(control.skipped),
    })),
  ];
  return (
    <>
      <table class="small-table">
        <caption class="unseen">Similarity to the original, from 0 to 1</caption>
        <thead>
          <tr>
            <th scope="col">Compared with the original</th>
            <Ending>Overall</Ending>
            <Ending>Operations</Ending>
            <Ending>Expressions</Ending>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={`${index}`} row={row} />
          ))}
        </tbody>
      </table>
      {controls.length === 0 && (
        <p class="quiet small">
          There is no control beside it: none was configured or found, or there was too little code.
        </p>
      )}
    </>
  );
}

function Ending({ children }: { readonly children: string }) {
  return (
    <th scope="col" class="cell-end">
      {children}
    </th>
  );
}

function Row({ row: { name, detail, skipped } }: { readonly row: ScoreRow }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {skipped !== null ? (
        <td colSpan={3} class="quiet">
          {skipped}
        </td>
      ) : (
        ['overall_score', 'token_similarity', 'ast_similarity'].map((key) => (
          <td key={key} class="cell-end">
            {readNumber(detail[key])?.toFixed(3) ?? 'not recorded'}
          </td>
        ))
      )}
    </tr>
  );
}
