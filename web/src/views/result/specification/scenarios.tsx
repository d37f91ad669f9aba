import { Badge } from '../../../components/badge.tsx';
import { count } from '../../../format/format.ts';
import { type Detail, readRecord, readRecords, readText, readTexts } from '../detail.ts';
import type { ReadingProps } from './document-reader.tsx';
import { Sources } from './sources.tsx';

/** Each scenario with what has to come out. */
export function Scenarios({
  value,
  statements,
  document,
  route,
}: ReadingProps & { readonly value: unknown }) {
  const scenarios = readRecords(readRecord(value).scenarios);
  const contested = scenarios.filter((each) => each.contested === true).length;
  return (
    <>
      <p class="quiet">
        {count(scenarios.length, 'scenario')}
        {contested > 0 && `, ${contested} of them contested: they are reported and never a reason to fail`}
      </p>
      <table class="small-table stacked">
        <caption class="unseen">Scenarios</caption>
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">Call</th>
            <th scope="col">Expected</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((each, index) => {
            const id = readText(each.id) ?? String(index);
            return (
              <tr key={`${id} ${index}`}>
                <th scope="row" data-label="Scenario">
                  {id} <span class="quiet">{readText(each.title)}</span>
                  {each.contested === true && (
                    <div>
                      <Badge tone="review" text="contested" />{' '}
                      <span class="small">{readText(each.note)}</span>
                    </div>
                  )}
                </th>
                <td class="mono pre" data-label="Call">
                  {renderCall(each)}
                </td>
                <td class="mono pre" data-label="Expected">
                  {renderExpected(readRecord(each.expected))}
                </td>
                <td class="small" data-label="From">
                  {readText(each.origin)}{' '}
                  <Sources route={route} statement={statements.get(`${document.filename}#${id}`)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function renderCall({ setup, expression }: Detail): string {
  return [readText(setup) ?? '', readText(expression) ?? ''].filter((part) => part !== '').join('\n');
}

function renderExpected({ kind, value, name, message, lines }: Detail): string {
  if (kind === 'value') return readText(value) ?? '';
  if (kind === 'output') return `prints\n${readTexts(lines).join('\n')}`;
  if (kind !== 'throws') return 'not said';
  return ['throws', readText(name), readText(message)].filter((part) => part !== null).join(' ');
}
