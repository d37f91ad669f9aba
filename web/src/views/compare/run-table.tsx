import type { JobDetail } from '../../api/types.ts';
import { JobBadge } from '../../components/badge.tsx';
import { formatCount, formatDuration, formatMoment, formatMoney } from '../../format/format.ts';
import { formatRoute } from '../../routing/route.ts';
import type { RunsProps } from './compare-view.tsx';

/** The two runs as wholes. */
export function RunTable({ first, second }: RunsProps) {
  return (
    <section class="panel" aria-label="Both runs">
      <table class="small-table">
        <caption class="unseen">Both runs</caption>
        <thead>
          <tr>
            <td />
            <Heading name="A" job={first} />
            <Heading name="B" job={second} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ term, render }) => (
            <tr key={term}>
              <th scope="row">{term}</th>
              <td>{render(first)}</td>
              <td>{render(second)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heading({ name, job }: { readonly name: string; readonly job: JobDetail }) {
  return (
    <th scope="col">
      Run {name}{' '}
      <a class="mono" href={formatRoute({ view: 'job', job: job.job_id })}>
        {job.job_id.slice(0, 8)}
      </a>
    </th>
  );
}

const countVerdicts = ({ packages }: JobDetail): string =>
  ['PASS', 'REVIEW', 'FAIL']
    .map((verdict) => `${packages.filter((each) => each.verdict === verdict).length} ${verdict}`)
    .join(', ');

const rows = [
  { term: 'Status', render: (job: JobDetail) => <JobBadge status={job.status} /> },
  { term: 'Begun', render: (job: JobDetail) => formatMoment(job.created_at) },
  { term: 'Packages', render: (job: JobDetail) => `${job.size}: ${countVerdicts(job)}` },
  { term: 'Settings', render: (job: JobDetail) => renderSettings(job.settings) },
  { term: 'At work', render: (job: JobDetail) => formatDuration(job.worked_ms) },
  { term: 'Tokens', render: ({ cost }: JobDetail) => formatCount(cost.input_tokens + cost.output_tokens) },
  { term: 'Money', render: ({ cost }: JobDetail) => formatMoney(cost.money) },
];

function renderSettings(settings: JobDetail['settings']): string {
  const texts = Object.entries(settings).map(
    ([key, value]) =>
      `${key.replaceAll('_', ' ')} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return texts.join(', ') || 'as configured';
}
