import { useState } from 'preact/hooks';
import type { ApiError } from '../../api/api-error.ts';
import { JobBadge } from '../../components/badge.tsx';
import { Head } from '../../components/head.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Loading } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import type { JobStore } from '../../job/job-store.ts';
import { useJob } from '../../job/use-job.ts';
import { formatRoute } from '../../routing/route.ts';
import { useStore } from '../../state/use-store.ts';
import { JobActions } from './job-actions.tsx';
import { JobFigures } from './job-figures.tsx';
import { JobLog } from './job-log.tsx';
import { JobNotices } from './job-notices.tsx';
import { PackageTable } from './package-table.tsx';

export interface JobViewProps {
  readonly id: string;
}

/** A job as it goes on, or as it ended. */
export function JobView({ id }: JobViewProps) {
  const [turn, setTurn] = useState(0);
  const job = useJob(id, turn);
  const again = () => setTurn((before) => before + 1);
  if (job.kind === 'ready') return <Job id={id} store={job.store} error={job.error} onAgain={again} />;
  return (
    <>
      <Head title="Job" crumbs={<Crumbs />} />
      {job.kind === 'loading' ? (
        <Loading what="the job" />
      ) : (
        <ErrorNotice error={job.error} onRetry={again} />
      )}
    </>
  );
}

function Crumbs() {
  return <a href={formatRoute({ view: 'jobs' })}>Jobs</a>;
}

interface JobProps {
  readonly id: string;
  readonly store: JobStore;
  readonly error: ApiError | null;
  readonly onAgain: () => void;
}

function Job({ id, store, error, onAgain }: JobProps) {
  const state = useStore(store);
  const { detail, packages, log } = state;
  return (
    <>
      <Head
        title={`${count(packages.length, 'package')} of ${detail.manifest_type}`}
        mark={<JobBadge status={detail.pausing ? 'pausing' : detail.status} />}
        crumbs={
          <>
            <Crumbs /> / <span class="mono">{id.slice(0, 8)}</span>
          </>
        }
      >
        <JobActions detail={detail} onChanged={onAgain} />
      </Head>
      {error !== null && <ErrorNotice error={error} onRetry={onAgain} />}
      <JobNotices detail={detail} connection={state.connection} />
      <JobFigures state={state} />
      <PackageTable state={state} />
      <JobLog lines={log} revision={state.revision} />
    </>
  );
}
