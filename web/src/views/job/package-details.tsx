import { VerdictBadge } from '../../components/badge.tsx';
import { Notice } from '../../components/notice.tsx';
import type { PackageProgress } from '../../job/types.ts';
import { formatRoute } from '../../routing/route.ts';
import { Attempts } from './attempts.tsx';
import { ModelText } from './model-text.tsx';
import { PhaseTable } from './phase-table.tsx';

export interface PackageDetailsProps {
  readonly item: PackageProgress;
  readonly job: string;
}

/** All that is known of one package while it is made. */
export function PackageDetails({ item, job }: PackageDetailsProps) {
  const { name, record, status, reasons, hint, verdict, notes } = item;
  return (
    <div class="details">
      {reasons.length > 0 && (
        <Notice tone={verdict === 'PASS' ? 'accent' : verdict === 'REVIEW' ? 'review' : 'fail'}>
          {verdict !== null && (
            <div>
              <VerdictBadge verdict={verdict} />
            </div>
          )}
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          {hint !== null && <p class="quiet">{hint}</p>}
          {status === 'finished' && (
            <p>
              <a href={formatRoute({ view: 'package', job, ecosystem: record.ecosystem, name, tab: '' })}>
                Why, and all of the result
              </a>
            </p>
          )}
        </Notice>
      )}
      <div class="details-columns">
        <PhaseTable item={item} />
        <Attempts attempts={item.attempts} />
      </div>
      {item.writing !== null && status === 'running' && <ModelText writing={item.writing} name={name} />}
      {notes.length > 0 && (
        <section class="section">
          <h3>Notes</h3>
          <ul class="notes">
            {notes.slice(-30).map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
