import type { AuditEntries } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import type { Column } from '../../../list/columns.tsx';

export type AuditEntry = AuditEntries[number];

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const mostText = 300;

/** Everything of an event but its type and its package, on one line. */
export function renderRest({ event }: AuditEntry): string {
  const rest = Object.entries(event).filter(([key]) => key !== 'type' && key !== 'package');
  const texts = rest.map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return texts.join(', ').slice(0, mostText);
}

function formatClock(timestamp: string): string {
  const time = new Date(timestamp);
  return Number.isNaN(time.valueOf()) ? timestamp : clock.format(time);
}

export function createColumns(
  open: ReadonlySet<number>,
  onOpen: (seq: number) => void,
): readonly Column<AuditEntry>[] {
  return [
    {
      key: 'seq',
      label: 'Entry',
      track: '3.5rem',
      isEnd: true,
      compare: (first, second) => first.seq - second.seq,
      render: ({ seq }) => seq,
    },
    {
      key: 'time',
      label: 'Time',
      track: '6rem',
      render: ({ timestamp }) => <time dateTime={timestamp}>{formatClock(timestamp)}</time>,
    },
    {
      key: 'type',
      label: 'What',
      track: 'minmax(8rem, 14rem)',
      narrow: 'lead',
      compare: (first, second) => first.event.type.localeCompare(second.event.type),
      render: ({ seq, event }) => (
        <Button
          kind="fold"
          expanded={open.has(seq)}
          label={`${event.type}, all of entry ${seq}`}
          onClick={() => onOpen(seq)}
        >
          <span>{event.type}</span>
        </Button>
      ),
    },
    {
      key: 'rest',
      label: 'Says',
      track: 'minmax(0, 1fr)',
      isClipped: true,
      narrow: 'wide',
      render: (entry) => <span class="mono small">{renderRest(entry)}</span>,
    },
    {
      key: 'digest',
      label: 'Digest',
      track: '7rem',
      render: ({ digest }) => <span class="mono small quiet">{digest.slice(0, 12)}</span>,
    },
  ];
}
