import { Definitions } from '../../components/definitions.tsx';
import { formatCount } from '../../format/format.ts';
import type { PlanRow } from './plan-row.ts';

/** The reasons behind one row. */
export function PlanDetails({ row }: { readonly row: PlanRow }) {
  const { planned } = row;
  if (planned === null) return null;
  const { rebuild, estimate, error } = planned;
  const items = [
    ...(error === undefined ? [] : [{ term: 'Cannot be planned', value: error.error }]),
    ...(error?.hint === undefined ? [] : [{ term: 'What to do', value: error.hint }]),
    ...(rebuild === null ? [] : [{ term: 'Worth it?', value: rebuild.reason }]),
    ...(estimate === null
      ? []
      : [
          {
            term: 'Tokens',
            value: `${formatCount(estimate.input_tokens)} in, ${formatCount(estimate.output_tokens)} out`,
          },
          { term: 'Estimated from', value: estimate.basis },
        ]),
  ];
  return <Definitions items={items} />;
}
