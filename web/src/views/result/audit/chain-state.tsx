import type { Evidence } from '../../../api/types.ts';
import { Badge } from '../../../components/badge.tsx';
import { Notice } from '../../../components/notice.tsx';
import { count } from '../../../format/format.ts';
import { Missing } from '../missing.tsx';

/** Whether the log is as it was written. */
export function ChainState(props: {
  readonly audit: Evidence['audit'];
  readonly reason: string | undefined;
}) {
  const { audit, reason } = props;
  if (audit === null) return <Missing what="The state of the log" reason={reason} />;
  const { verified, entries, about_package, findings } = audit;
  return (
    <Notice tone={verified ? 'accent' : 'fail'}>
      <div class="buttons">
        <Badge tone={verified ? 'pass' : 'fail'} text={verified ? 'chain holds' : 'chain is broken'} />
        <span>
          {count(entries, 'entry', 'entries')} in the log, {about_package} about this package
        </span>
      </div>
      <p class="quiet small">
        {verified
          ? 'Each entry holds the digest of the one before it. The server has just checked all of them.'
          : (audit.reason ?? 'It was not said why.')}
      </p>
      {findings.length > 0 && (
        <ul class="reasons">
          {findings.map(({ line, kind, message }, index) => (
            <li key={`${index}`}>
              line {line}: {kind}, {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
