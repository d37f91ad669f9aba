export type Tone = 'pass' | 'review' | 'fail' | 'busy' | 'none';

const signs: Readonly<Record<Tone, string>> = { pass: '✓', review: '?', fail: '✗', busy: '…', none: '' };

export function Badge({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <span class="badge" data-tone={tone}>
      {signs[tone] !== '' && <span aria-hidden="true">{signs[tone]}</span>}
      {text}
    </span>
  );
}

const verdictTones: Readonly<Record<string, Tone>> = { PASS: 'pass', REVIEW: 'review', FAIL: 'fail' };

export function VerdictBadge({ verdict }: { readonly verdict: string }) {
  return <Badge tone={verdictTones[verdict] ?? 'none'} text={verdict} />;
}

const checkTones: Readonly<Record<string, Tone>> = {
  passed: 'pass',
  review: 'review',
  failed: 'fail',
  skipped: 'none',
  'not-applicable': 'none',
};

export function CheckBadge({ status }: { readonly status: string }) {
  return <Badge tone={checkTones[status] ?? 'none'} text={status.replaceAll('-', ' ')} />;
}

const jobTones: Readonly<Record<string, Tone>> = {
  queued: 'none',
  running: 'busy',
  paused: 'review',
  interrupted: 'review',
  failed: 'fail',
  done: 'pass',
  cancelled: 'none',
};

export function JobBadge({ status }: { readonly status: string }) {
  return <Badge tone={jobTones[status] ?? 'none'} text={status} />;
}
