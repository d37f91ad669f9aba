import { Button } from '../../components/button.tsx';
import { formatBytes, formatDuration, formatMoney, formatShort } from '../../format/format.ts';
import type { Column } from '../../list/columns.tsx';
import type { PlanRow } from './plan-row.ts';

export interface PlanChoices {
  /** Whether it has to be told which registry a package is of. */
  readonly isMixed: boolean;
  readonly isIncluded: (row: PlanRow) => boolean;
  readonly onInclude: (row: PlanRow, isIncluded: boolean) => void;
  readonly isOpen: (row: PlanRow) => boolean;
  readonly onOpen: (row: PlanRow) => void;
}

const byText = (read: (row: PlanRow) => string) => (first: PlanRow, second: PlanRow) =>
  read(first).localeCompare(read(second), 'en', { numeric: true });
const byNumber = (read: (row: PlanRow) => number | null | undefined) => (first: PlanRow, second: PlanRow) =>
  (read(first) ?? -1) - (read(second) ?? -1);

const tokensOf = ({ planned }: PlanRow) =>
  planned?.estimate ? planned.estimate.input_tokens + planned.estimate.output_tokens : null;

export function createColumns({
  isMixed,
  isIncluded,
  onInclude,
  isOpen,
  onOpen,
}: PlanChoices): readonly Column<PlanRow>[] {
  return [
    {
      key: 'include',
      label: '',
      track: '1rem',
      render: (row) => (
        <input
          type="checkbox"
          aria-label={`Include ${row.name}`}
          checked={isIncluded(row)}
          disabled={row.planned?.error !== undefined}
          onChange={(event) => onInclude(row, event.currentTarget.checked)}
        />
      ),
    },
    {
      key: 'name',
      label: 'Package',
      track: 'minmax(8rem, 1.4fr)',
      narrow: 'lead',
      compare: byText(({ name }) => name),
      render: ({ name, ecosystem }) => (
        <>
          <span class="mono">{name}</span> {isMixed && <span class="quiet small">{ecosystem}</span>}
        </>
      ),
    },
    {
      key: 'constraint',
      label: 'Asked for',
      track: 'minmax(3.5rem, 6rem)',
      isClipped: true,
      compare: byText(({ constraint }) => constraint),
      render: ({ constraint }) => (
        <span class="mono" title={constraint}>
          {constraint === '' ? 'newest' : constraint}
        </span>
      ),
    },
    {
      key: 'version',
      label: 'Version',
      track: 'minmax(3.5rem, 4.5rem)',
      compare: byText(({ planned }) => planned?.version ?? ''),
      render: ({ planned }) => planned?.version && <span class="mono">{planned.version}</span>,
    },
    {
      key: 'size',
      label: 'Size',
      track: '3.5rem',
      isEnd: true,
      compare: byNumber(({ planned }) => planned?.size_bytes),
      render: ({ planned }) => (planned?.size_bytes == null ? '' : formatBytes(planned.size_bytes)),
    },
    {
      key: 'license',
      label: 'Licence',
      track: 'minmax(7rem, 12rem)',
      compare: byText(({ planned }) => planned?.license?.spdx ?? ''),
      render: ({ planned }) => planned?.license && <License {...planned.license} />,
    },
    {
      key: 'rebuild',
      label: 'Worth it?',
      track: '8rem',
      compare: byText(({ planned }) => planned?.rebuild?.advice ?? ''),
      render: (row) => <Advice row={row} isOpen={isOpen(row)} onOpen={() => onOpen(row)} />,
    },
    {
      key: 'tokens',
      label: 'Tokens',
      track: '3.75rem',
      isEnd: true,
      compare: byNumber(tokensOf),
      render: (row) => {
        const tokens = tokensOf(row);
        return tokens === null ? '' : formatShort(tokens);
      },
    },
    {
      key: 'time',
      label: 'Time',
      track: '3.5rem',
      isEnd: true,
      compare: byNumber(({ planned }) => planned?.estimate?.seconds),
      render: ({ planned }) =>
        planned?.estimate?.seconds == null ? '' : formatDuration(planned.estimate.seconds * 1000),
    },
    {
      key: 'cost',
      label: 'Cost',
      track: '3.5rem',
      isEnd: true,
      compare: byNumber(({ planned }) => planned?.estimate?.cost),
      render: ({ planned }) => (planned?.estimate?.cost == null ? '' : formatMoney(planned.estimate.cost)),
    },
  ];
}

function License({ spdx, class: kind }: { readonly spdx: string; readonly class: string }) {
  return (
    <>
      {spdx === '' ? 'none declared' : spdx} <span class="quiet small">{kind.replaceAll('-', ' ')}</span>
    </>
  );
}

const advices = {
  worthwhile: { tone: 'pass', text: 'worthwhile' },
  pointless: { tone: 'review', text: 'gains little' },
  unknown: { tone: 'none', text: 'unknown' },
} as const;

/** The advice in two words; it opens the reasons below the row. */
function Advice(props: { readonly row: PlanRow; readonly isOpen: boolean; readonly onOpen: () => void }) {
  const { row, isOpen, onOpen } = props;
  const { planned, name } = row;
  if (planned === null) return <span class="quiet small">looking up …</span>;
  const cannot = { tone: 'fail', text: 'cannot be done' } as const;
  const { tone, text } = planned.error === undefined ? advices[planned.rebuild?.advice ?? 'unknown'] : cannot;
  return (
    <Button kind="fold" label={`${text}: why, about ${name}`} expanded={isOpen} onClick={onOpen}>
      <span data-tone={tone}>{text}</span>
    </Button>
  );
}
