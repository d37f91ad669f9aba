import type { JobPackage } from '../../api/types.ts';
import { VerdictBadge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { formatMoney, formatShort } from '../../format/format.ts';
import type { Column } from '../../list/columns.tsx';
import { keyOfPair, listDifferentChecks, type PackagePair } from './pair-packages.ts';

/** A run's words for a package. */
function Outcome({ item }: { readonly item: JobPackage | null }) {
  if (item === null) return <span class="quiet">not in this run</span>;
  if (item.verdict === null) return <span class="quiet">{item.status}</span>;
  return <VerdictBadge verdict={item.verdict} />;
}

function renderCost(item: JobPackage | null): string {
  if (item?.cost == null) return '–';
  const { money, input_tokens, output_tokens } = item.cost;
  return money === null ? `${formatShort(input_tokens + output_tokens)} tokens` : formatMoney(money);
}

const verdictOf = ({ first, second }: PackagePair): string => `${first?.verdict} ${second?.verdict}`;

export function createColumns(
  open: ReadonlySet<string>,
  onOpen: (key: string) => void,
): readonly Column<PackagePair>[] {
  return [
    {
      key: 'name',
      label: 'Package',
      track: 'minmax(10rem, 2fr)',
      narrow: 'lead',
      compare: (one, two) => one.name.localeCompare(two.name),
      render: (pair) => (
        <Button
          kind="fold"
          expanded={open.has(keyOfPair(pair))}
          label={`${pair.name}, both runs beside each other`}
          onClick={() => onOpen(keyOfPair(pair))}
        >
          <span class="mono">{pair.name}</span>
        </Button>
      ),
    },
    { key: 'first', label: 'Run A', track: '7rem', render: ({ first }) => <Outcome item={first} /> },
    {
      key: 'second',
      label: 'Run B',
      track: '7rem',
      compare: (one, two) => verdictOf(one).localeCompare(verdictOf(two)),
      render: ({ second }) => <Outcome item={second} />,
    },
    {
      key: 'checks',
      label: 'Checks that differ',
      track: 'minmax(8rem, 2fr)',
      narrow: 'wide',
      render: (pair) => listDifferentChecks(pair).join(', ') || <span class="quiet">none</span>,
    },
    { key: 'cost-a', label: 'Cost A', track: '7rem', isEnd: true, render: ({ first }) => renderCost(first) },
    {
      key: 'cost-b',
      label: 'Cost B',
      track: '7rem',
      isEnd: true,
      render: ({ second }) => renderCost(second),
    },
  ];
}
