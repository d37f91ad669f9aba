import { useEffect } from 'preact/hooks';
import { Figures } from '../../components/definitions.tsx';
import { announce } from '../../components/live-region.tsx';
import { formatDuration, formatMoney, formatShort } from '../../format/format.ts';
import { isAtWork } from '../../job/job-actions.ts';
import type { JobState } from '../../job/job-store.ts';
import type { PackageProgress } from '../../job/types.ts';
import { useNow } from '../../state/use-now.ts';

export const verdictNames = ['PASS', 'REVIEW', 'FAIL'] as const;

/** The job in a few figures. */
export function JobFigures({ state }: { readonly state: JobState }) {
  const { detail, packages } = state;
  const ended = packages.filter(hasEnded).length;
  const isRunning = isAtWork(detail.status);
  const now = useNow(isRunning);
  const { cost } = detail;
  useEffect(() => {
    if (ended > 0) announce(`${ended} of ${packages.length} packages done`);
  }, [ended, packages.length]);
  const counts = verdictNames.map((verdict) => ({
    term: verdict,
    value: packages.filter((each) => each.verdict === verdict).length,
  }));
  const stopped = packages.filter(({ status }) => status === 'stopped').length;
  return (
    <Figures
      items={[
        { term: 'Done', value: `${ended} of ${packages.length}` },
        ...counts,
        ...(stopped > 0 ? [{ term: 'Stopped', value: stopped }] : []),
        {
          term: 'Tokens in, out',
          value: `${formatShort(cost.input_tokens)}, ${formatShort(cost.output_tokens)}`,
        },
        { term: 'Cost', value: formatMoney(cost.money) },
        { term: 'Time', value: formatDuration(workedMs(state, isRunning ? now : null)) },
      ]}
    />
  );
}

const hasEnded = ({ status }: PackageProgress): boolean => status === 'finished' || status === 'stopped';

/** What the server counted, and what passed since the page heard of it. */
function workedMs({ detail, heardMs }: JobState, nowMs: number | null): number {
  const since = nowMs === null || detail.status !== 'running' ? 0 : Math.max(0, nowMs - heardMs);
  return detail.worked_ms + since;
}
