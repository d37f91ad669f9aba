import type { Validation } from '../../../api/types.ts';
import { CheckBadge } from '../../../components/badge.tsx';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Notice } from '../../../components/notice.tsx';
import { formatDuration } from '../../../format/format.ts';
import type { VerdictProps } from '../result-view.tsx';
import { describeCheck } from './describe-check.ts';

const meanings: Readonly<Record<string, string>> = {
  PASS: 'Every check passed, or has nothing to measure here and says so.',
  REVIEW: 'Nothing failed, but a person has to look at what is named here.',
  FAIL: 'At least one check failed. Do not use it as it stands.',
};
const tones: Readonly<Record<string, 'fail' | 'review' | 'accent'>> = {
  PASS: 'accent',
  REVIEW: 'review',
  FAIL: 'fail',
};

/** The verdict, and the reason of each check for it. */
export function VerdictTab({ validation }: VerdictProps) {
  const { verdict, reasons, checks } = validation;
  const quiet = checks.filter(({ status }) => status === 'passed' || status === 'not-applicable');
  // What speaks against it; the rest stands below.
  const telling = reasons.filter((reason) => !quiet.some(({ name }) => reason.startsWith(`${name}: `)));
  return (
    <>
      <Notice tone={tones[verdict] ?? 'review'} title={meanings[verdict] ?? verdict}>
        {telling.length > 0 && (
          <ul class="reasons">
            {telling.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <p class="quiet small">
          phalus gives evidence of how the code came about. It gives no legal advice: whether that is enough
          for you, a lawyer says.
        </p>
      </Notice>
      <section class="panel" aria-labelledby="checks-title">
        <h2 id="checks-title">Checks</h2>
        <ul class="check-list">
          {checks.map((check) => (
            <CheckItem key={check.name} check={check} />
          ))}
        </ul>
      </section>
    </>
  );
}

function CheckItem({ check }: { readonly check: Validation['checks'][number] }) {
  const { name, status, reason, detail, duration_ms } = check;
  const hasMore = Object.keys(detail).length > 0;
  return (
    <li>
      <h3>{name}</h3>
      <div>
        <CheckBadge status={status} />
      </div>
      <div class="section">
        <p>{reason === '' ? 'It gave no reason.' : reason}</p>
        <p class="quiet small">
          {describeCheck(name)} Took {formatDuration(duration_ms)}.
        </p>
        {hasMore && (
          <Disclosure summary="What it recorded">
            <CodeBlock text={JSON.stringify(detail, null, 2)} label={`Record of ${name}`} />
          </Disclosure>
        )}
      </div>
    </li>
  );
}
