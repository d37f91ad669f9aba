import { CheckBadge } from '../../../components/badge.tsx';
import { Figures } from '../../../components/definitions.tsx';
import { Notice } from '../../../components/notice.tsx';
import { formatShare, readNumber, readRecord, readRecords, readTally } from '../detail.ts';
import { Missing } from '../missing.tsx';
import type { VerdictProps } from '../result-view.tsx';
import { DisagreementItem } from './disagreement-item.tsx';
import { ExportTable } from './export-table.tsx';

/** Original and rebuilt package, called side by side. */
export function BehaviourTab({ validation }: VerdictProps) {
  const check = validation.checks.find(({ name }) => name === 'behaviour');
  if (check === undefined) return <Missing what="The behaviour" reason="This verdict has no such check." />;
  const { status, reason, detail } = check;
  const overall = readTally(detail);
  const documented = readTally(detail.documented);
  const undocumented = readTally(detail.undocumented);
  const disagreements = readRecords(detail.disagreements);
  const excluded = readRecord(detail.excluded);
  return (
    <>
      <Notice>
        <div>
          <CheckBadge status={status} />
        </div>
        <p>{reason}</p>
      </Notice>
      {overall !== null && (
        <section class="panel" aria-labelledby="agreement-title">
          <h2 id="agreement-title">Agreement</h2>
          <Figures
            items={[
              { term: 'All inputs', value: formatShare(overall) },
              { term: 'Documented', value: documented === null ? 'not counted' : formatShare(documented) },
              {
                term: 'Undocumented',
                value: undocumented === null ? 'not counted' : formatShare(undocumented),
              },
            ]}
          />
          <p class="quiet small">
            Left out: {readNumber(excluded.unstable) ?? 0} to which the original gave two answers,{' '}
            {readNumber(excluded.unanswered) ?? 0} that it did not answer. Seed{' '}
            {readNumber(detail.seed) ?? 'not recorded'}.
          </p>
          <ExportTable value={detail.per_export} />
        </section>
      )}
      {overall !== null && (
        <section class="section" aria-labelledby="disagreements-title">
          <h2 id="disagreements-title">Where they part</h2>
          {disagreements.length === 0 ? (
            <p class="quiet">No input was found on which they differ.</p>
          ) : (
            <ol class="entries">
              {disagreements.map((each, index) => (
                <DisagreementItem key={`${index}`} disagreement={each} />
              ))}
            </ol>
          )}
        </section>
      )}
    </>
  );
}
