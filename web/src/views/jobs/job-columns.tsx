import type { JobSummary } from '../../api/types.ts';
import { JobBadge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { formatDuration, formatMoment } from '../../format/format.ts';
import { isAtWork } from '../../job/job-actions.ts';
import type { Column } from '../../list/columns.tsx';
import { formatRoute } from '../../routing/route.ts';

export interface JobChoices {
  readonly chosen: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onRerun: (job: JobSummary) => void;
  readonly onDelete: (job: JobSummary) => void;
}

export function createColumns(choices: JobChoices): readonly Column<JobSummary>[] {
  const { chosen, onChoose } = choices;
  return [
    {
      key: 'choose',
      label: '',
      track: '1rem',
      render: ({ job_id: id, created_at }) => (
        <input
          type="checkbox"
          aria-label={`Compare the job of ${formatMoment(created_at)}`}
          checked={chosen.includes(id)}
          onChange={(event) => onChoose(id, event.currentTarget.checked)}
        />
      ),
    },
    {
      key: 'created',
      label: 'Begun',
      track: 'minmax(9rem, 1fr)',
      narrow: 'lead',
      compare: (first, second) => first.created_at.localeCompare(second.created_at),
      render: ({ job_id: job, created_at }) => (
        <a href={formatRoute({ view: 'job', job })}>
          <time dateTime={created_at}>{formatMoment(created_at)}</time>
        </a>
      ),
    },
    {
      key: 'id',
      label: 'Job',
      track: '5rem',
      render: ({ job_id }) => <span class="mono quiet">{job_id.slice(0, 8)}</span>,
    },
    {
      key: 'manifest',
      label: 'Manifest',
      track: 'minmax(6rem, 1fr)',
      compare: (first, second) => first.manifest_type.localeCompare(second.manifest_type),
      render: ({ manifest_type }) => <span class="mono">{manifest_type}</span>,
    },
    {
      key: 'size',
      label: 'Packages',
      track: '4.5rem',
      isEnd: true,
      compare: (first, second) => first.size - second.size,
      render: ({ size }) => size,
    },
    {
      key: 'done',
      label: 'Done',
      track: '4rem',
      isEnd: true,
      compare: (first, second) => first.total - second.total,
      render: ({ total }) => total,
    },
    {
      key: 'failed',
      label: 'Failed',
      track: '4rem',
      isEnd: true,
      compare: (first, second) => first.failed - second.failed,
      render: ({ failed }) => failed,
    },
    {
      key: 'time',
      label: 'Took',
      track: '5.5rem',
      isEnd: true,
      render: ({ started_at, ended_at }) =>
        started_at === null || ended_at === null
          ? ''
          : formatDuration(Math.max(0, Date.parse(ended_at) - Date.parse(started_at))),
    },
    {
      key: 'status',
      label: 'Status',
      track: '7rem',
      compare: (first, second) => first.status.localeCompare(second.status),
      render: ({ status }) => <JobBadge status={status} />,
    },
    { key: 'actions', label: '', track: '10rem', render: (job) => <Actions job={job} {...choices} /> },
  ];
}

function Actions({ job, onRerun, onDelete }: { readonly job: JobSummary } & JobChoices) {
  const when = formatMoment(job.created_at);
  return (
    <span class="buttons tight">
      <Button kind="bare" label={`Run the job of ${when} again`} onClick={() => onRerun(job)}>
        Run again
      </Button>
      {!isAtWork(job.status) && (
        <Button kind="bare" label={`Delete the job of ${when}`} onClick={() => onDelete(job)}>
          Delete
        </Button>
      )}
    </span>
  );
}
