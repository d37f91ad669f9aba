import { useMemo, useState } from 'preact/hooks';
import { requestJson } from '../../api/request.ts';
import type { JobList, JobSummary } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Filter } from '../../components/filter.tsx';
import { Head } from '../../components/head.tsx';
import { announce } from '../../components/live-region.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { count, formatMoment } from '../../format/format.ts';
import { removeJob } from '../../job/job-actions.ts';
import { Table } from '../../list/table.tsx';
import { formatRoute } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { useAction } from '../../state/use-action.ts';
import { useResource } from '../../state/use-resource.ts';
import { createColumns } from './job-columns.tsx';
import { planAgain } from './plan-again.ts';

/** Every job of this server, the newest first. */
export function JobsView() {
  const [jobs, reload] = useResource((signal) => requestJson<JobList>('api/jobs', { signal }), []);
  return (
    <>
      <Head title="Jobs">
        <Button onClick={reload}>Refresh</Button>
        <a class="button" data-kind="main" href={formatRoute({ view: 'start' })}>
          New job
        </a>
      </Head>
      <Loaded resource={jobs} what="the jobs" onRetry={reload}>
        {(list) => <Jobs jobs={list.jobs} onChanged={reload} />}
      </Loaded>
    </>
  );
}

const statuses = ['queued', 'running', 'paused', 'interrupted', 'done', 'failed', 'cancelled'];
const choices = [{ value: '', text: 'all jobs' }, ...statuses.map((value) => ({ value, text: value }))];

function Jobs({ jobs, onChanged }: { readonly jobs: readonly JobSummary[]; readonly onChanged: () => void }) {
  const [wanted, setWanted] = useState('');
  const [status, setStatus] = useState('');
  const [doomed, setDoomed] = useState<JobSummary | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const action = useAction(onChanged);
  const columns = useMemo(
    () =>
      createColumns({
        chosen,
        onChoose: (id, isChosen) =>
          setChosen(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id)),
        onRerun: ({ job_id: id }) => action.run(() => planAgain(id).then(() => goTo({ view: 'plan' }))),
        onDelete: setDoomed,
      }),
    [chosen, action.isBusy],
  );
  const found = useMemo(() => filterJobs(jobs, wanted, status), [jobs, wanted, status]);
  if (jobs.length === 0) return <NoJobs />;
  return (
    <>
      <div class="head">
        <Filter
          label="Filter jobs"
          text={wanted}
          onText={setWanted}
          choices={{ label: 'Which jobs', value: status, all: choices }}
          onChoice={setStatus}
          found={found.length === jobs.length ? '' : `${found.length} of ${count(jobs.length, 'job')}`}
        />
        <CompareLink chosen={chosen} />
      </div>
      {action.error !== null && <ErrorNotice error={action.error} />}
      {found.length === 0 ? (
        <Empty>No job is like that.</Empty>
      ) : (
        <Table label="Jobs" items={found} columns={columns} keyOf={keyOf} />
      )}
      {doomed !== null && (
        <Confirm
          title="Delete this job?"
          action="Delete it for good"
          onClose={() => setDoomed(null)}
          onConfirm={() => {
            setDoomed(null);
            action.run(() => removeJob(doomed.job_id).then(() => announce('The job is deleted')));
          }}
        >
          The job of {formatMoment(doomed.created_at)} with {count(doomed.size, 'package')} goes with all that
          it made: code, evidence, audit log and paid replies. There is no way back.
        </Confirm>
      )}
    </>
  );
}

const keyOf = ({ job_id }: JobSummary): string => job_id;

function NoJobs() {
  return (
    <Empty>
      No job yet. <a href={formatRoute({ view: 'start' })}>Begin with a manifest</a>.
    </Empty>
  );
}

function CompareLink({ chosen }: { readonly chosen: readonly string[] }) {
  const [first, second] = chosen;
  if (chosen.length !== 2 || first === undefined || second === undefined) {
    return (
      <span class="quiet small">{chosen.length === 0 ? 'Choose two to compare' : 'Choose exactly two'}</span>
    );
  }
  return (
    <a class="button" href={formatRoute({ view: 'compare', first, second })}>
      Compare these two
    </a>
  );
}

/** By status, and by what a row shows. */
function filterJobs(jobs: readonly JobSummary[], wanted: string, status: string): readonly JobSummary[] {
  const text = wanted.toLowerCase();
  return jobs.filter(
    (job) =>
      (status === '' || job.status === status) &&
      `${job.job_id} ${job.manifest_type} ${formatMoment(job.created_at)}`.toLowerCase().includes(text),
  );
}
