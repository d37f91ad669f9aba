import { useState } from 'preact/hooks';
import { linkWithToken } from '../../api/request.ts';
import type { JobDetail } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { jobPath } from '../../job/follow-job.ts';
import { cancelJob, isAtWork, isResumable, pauseJob, resumeJob } from '../../job/job-actions.ts';
import { useAction } from '../../state/use-action.ts';

export interface JobActionsProps {
  readonly detail: JobDetail;
  readonly onChanged: () => void;
}

export function JobActions({ detail, onChanged }: JobActionsProps) {
  const { job_id: id, status, pausing } = detail;
  const [isAsking, setAsking] = useState(false);
  const action = useAction(onChanged);
  return (
    <>
      {action.error !== null && <ErrorNotice error={action.error} />}
      {isAtWork(status) && (
        <Button disabled={pausing || action.isBusy} onClick={() => action.run(() => pauseJob(id))}>
          {pausing ? 'Pausing …' : 'Pause'}
        </Button>
      )}
      {isResumable(status) && (
        <Button kind="main" disabled={action.isBusy} onClick={() => action.run(() => resumeJob(id))}>
          Resume
        </Button>
      )}
      {(isAtWork(status) || status === 'paused' || status === 'interrupted') && (
        <Button disabled={action.isBusy} onClick={() => setAsking(true)}>
          Cancel
        </Button>
      )}
      {!isAtWork(status) && detail.total > 0 && (
        <a class="button" href={linkWithToken(`${jobPath(id)}/download`)} download={`phalus-${id}.zip`}>
          Download all
        </a>
      )}
      {isAsking && (
        <Confirm
          title="Cancel this job?"
          action="Cancel the job"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            action.run(() => cancelJob(id));
          }}
        >
          What is paid for is kept. It can be resumed later, and nothing is asked twice.
        </Confirm>
      )}
    </>
  );
}
