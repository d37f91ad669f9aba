import type { JobDetail } from '../../api/types.ts';
import { Notice } from '../../components/notice.tsx';
import type { Connection } from '../../job/job-store.ts';

/** What keeps the job from going on, and whether the page still hears of it. */
export function JobNotices(props: { readonly detail: JobDetail; readonly connection: Connection }) {
  const { detail, connection } = props;
  const { error, pause, status, pausing } = detail;
  return (
    <>
      {connection === 'lost' && (
        <Notice tone="review" title="The connection to the server is lost" role="status">
          <p>The page tries again by itself and then goes on where it stopped: no event is missed.</p>
        </Notice>
      )}
      {error !== null && (
        <Notice tone="fail" title={error.error}>
          {error.hint !== null && <p>{error.hint}</p>}
          <span class="quiet small mono">{error.code}</span>
        </Notice>
      )}
      {pausing && (
        <Notice tone="accent" title="The job is about to pause" role="status">
          <p>No new call of a model is begun. The ones that run are waited for.</p>
        </Notice>
      )}
      {status === 'paused' && pause !== null && (
        <Notice
          tone="review"
          title={pause.by === 'budget' ? 'The budget is used up' : 'The job is paused'}
          role="status"
        >
          <p>{pause.reason}</p>
          <p class="quiet">Resume goes on where it stopped. Nothing that was paid for is asked again.</p>
        </Notice>
      )}
      {status === 'interrupted' && (
        <Notice tone="review" title="The job was interrupted when the server ended" role="status">
          <p>Resume goes on where it stopped. Nothing that was paid for is asked again.</p>
        </Notice>
      )}
      {status === 'queued' && (
        <Notice tone="accent" title="The job waits for its turn" role="status">
          <p>Other jobs are at work. It begins by itself.</p>
        </Notice>
      )}
    </>
  );
}
