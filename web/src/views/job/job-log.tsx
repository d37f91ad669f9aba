import { useMemo, useState } from 'preact/hooks';
import { Filter } from '../../components/filter.tsx';
import { Empty } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import type { LogLine } from '../../job/types.ts';
import type { Column } from '../../list/columns.tsx';
import { Table } from '../../list/table.tsx';

const columns: readonly Column<LogLine>[] = [
  {
    key: 'number',
    label: 'No.',
    track: '4rem',
    isEnd: true,
    render: ({ id }) => <span class="quiet">{id}</span>,
  },
  {
    key: 'package',
    label: 'Package',
    track: 'minmax(6rem, 14rem)',
    narrow: 'lead',
    render: ({ name }) => <span class="mono">{name}</span>,
  },
  {
    key: 'text',
    label: 'What happened',
    track: 'minmax(8rem, 1fr)',
    narrow: 'wide',
    render: ({ text }) => text,
  },
];

const kinds = ['package', 'phase', 'note', 'model', 'failure', 'job'] as const;
const choices = [
  { value: '', text: 'everything' },
  ...kinds.map((value) => ({ value, text: `${value} lines` })),
];

/** Every event of the job but the text of the models, the oldest first. */
export function JobLog({
  lines,
  revision,
}: {
  readonly lines: readonly LogLine[];
  readonly revision: number;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="disclosure" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Log: {count(lines.length, 'line')}</summary>
      {isOpen && <OpenLog lines={lines} revision={revision} />}
    </details>
  );
}

function OpenLog({ lines, revision }: { readonly lines: readonly LogLine[]; readonly revision: number }) {
  const [wanted, setWanted] = useState('');
  const [kind, setKind] = useState('');
  // The list grows in place: its revision says when.
  const found = useMemo(() => filterLog(lines, wanted, kind), [lines, wanted, kind, revision]);
  return (
    <div class="section">
      <Filter
        label="Filter the log"
        text={wanted}
        onText={setWanted}
        choices={{ label: 'Which lines', value: kind, all: choices }}
        onChoice={setKind}
        found={found.length === lines.length ? '' : `${found.length} of ${count(lines.length, 'line')}`}
      />
      {found.length === 0 ? (
        <Empty>No line is like that.</Empty>
      ) : (
        <Table label="Log of the job" items={found} columns={columns} keyOf={keyOf} />
      )}
    </div>
  );
}

const keyOf = ({ id }: LogLine): string => String(id);

/** Lines that hold the text, whatever its capitals. */
export function filterLog(lines: readonly LogLine[], wanted: string, kind: string): readonly LogLine[] {
  const text = wanted.toLowerCase();
  return lines.filter((line) => (kind === '' || line.kind === kind) && line.search.includes(text));
}
