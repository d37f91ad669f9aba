import { ApiError } from '../../api/api-error.ts';
import { requestJson } from '../../api/request.ts';
import type { JobDetail } from '../../api/types.ts';
import { jobPath } from '../../job/follow-job.ts';
import { setDraft } from '../../state/draft.ts';

/** Takes the manifest and settings of a job as the next draft: it is looked at before anything is spent again. */
export async function planAgain(id: string): Promise<void> {
  const { manifest_content: text, settings } = await requestJson<JobDetail>(jobPath(id));
  if (text === null) {
    throw new ApiError('The manifest of this job is no longer there', {
      code: 'no-manifest',
      hint: 'Begin a new job with the manifest itself',
      status: 0,
    });
  }
  setDraft({ text, filename: '', settings });
}
