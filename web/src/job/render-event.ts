import type { StreamEvent } from '../api/types.ts';
import { formatCount } from '../format/format.ts';
import type { LogLine } from './types.ts';

/** An event as a line of the log; null for what is shown elsewhere. */
export function renderEvent(id: number, event: StreamEvent): LogLine | null {
  const line = (kind: string, name: string, text: string): LogLine => ({
    id,
    kind,
    name,
    text,
    search: `${name} ${text}`.toLowerCase(),
  });
  if ('PackageStarted' in event) return line('package', event.PackageStarted.name, 'started');
  if ('PhaseStarted' in event)
    return line('phase', event.PhaseStarted.name, `${event.PhaseStarted.phase} begins`);
  if ('PhaseDone' in event) return line('phase', event.PhaseDone.name, `${event.PhaseDone.phase} done`);
  if ('Log' in event) return line('note', event.Log.name, event.Log.text);
  if ('ModelDone' in event) {
    const { name, purpose, input_tokens, output_tokens, replayed } = event.ModelDone;
    const from = replayed ? ', answered by the journal' : '';
    const tokens = `${formatCount(input_tokens)} tokens in, ${formatCount(output_tokens)} out${from}`;
    return line('model', name, `${purpose}: ${tokens}`);
  }
  if ('PackageFailed' in event) {
    const { name, verdict, reason, hint } = event.PackageFailed;
    return line('failure', name, [verdict ?? 'stopped', reason, hint].filter(Boolean).join(': '));
  }
  if ('PackageDone' in event) {
    const { name, success } = event.PackageDone;
    return line('package', name, success ? 'passed' : 'did not pass');
  }
  // What is said of an attempt is a line already.
  if ('ModelText' in event || 'AttemptDone' in event) return null;
  return line('job', '', renderJobEvent(event));
}

function renderJobEvent(event: StreamEvent): string {
  if ('JobDone' in event) return `all done: ${event.JobDone.total}, of these ${event.JobDone.failed} failed`;
  if ('JobFailed' in event) return [event.JobFailed.error, event.JobFailed.hint].filter(Boolean).join(': ');
  if ('JobCancelled' in event) return 'cancelled';
  if ('JobPaused' in event) return `paused: ${event.JobPaused.reason}`;
  if ('JobInterrupted' in event) return `interrupted by ${event.JobInterrupted.by}`;
  return Object.keys(event).join(', ');
}

/** True for the last event of a run: the stream ends after it. */
export function endsRun(event: StreamEvent): boolean {
  return 'JobDone' in event || 'JobInterrupted' in event || 'JobPaused' in event;
}
