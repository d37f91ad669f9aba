import { Notice } from '../../components/notice.tsx';
import { count } from '../../format/format.ts';
import type { PlanSum } from './plan-row.ts';

/** Said plainly before anything is spent: where a licence permits almost everything, a rebuild gains little. */
export function PlanAdvice({ sum }: { readonly sum: PlanSum }) {
  const { pointless, packages } = sum;
  if (pointless === 0) return null;
  const all = pointless === packages;
  return (
    <Notice tone="review" title={all ? 'A rebuild gains little here' : 'Some rebuilds gain little'}>
      <p>
        {all ? 'All that is included has' : `${count(pointless, 'package')} of ${packages} have`} a licence
        that already permits almost any use as long as its notices are kept. Using the original is cheaper,
        and more people have tested it.
      </p>
      <p class="quiet small">
        phalus is no lawyer: classes of licences and this advice are rules of thumb, not legal advice.
      </p>
    </Notice>
  );
}
