import { ColouredCode } from '../code/coloured-code.tsx';
import { type Detail, readNumber, readRecord, readText, renderPlace } from '../detail.ts';

/** Our function as text, the original's as a place. */
export function MatchItem({ match }: { readonly match: Detail }) {
  const ours = readRecord(match.ours);
  const share = readNumber(match.share_of_original);
  return (
    <li>
      <h3 class="mono">{readText(ours.name) || 'a function without a name'}</h3>
      <p>
        Ours: <span class="mono">{renderPlace(ours)}</span>. The original:{' '}
        <span class="mono">{renderPlace(match.original)}</span>. {readNumber(match.common_operations) ?? 0}{' '}
        operations in common
        {share !== null && `, ${Math.round(share * 100)} % of the original's function`}.
      </p>
      <ColouredCode
        path={readText(ours.path) ?? ''}
        text={readText(ours.text) ?? ''}
        label={`Our code, ${renderPlace(ours)}`}
      />
    </li>
  );
}
