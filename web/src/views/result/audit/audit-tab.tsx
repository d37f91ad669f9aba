import { useMemo, useState } from 'preact/hooks';
import type { AuditEntries, Evidence } from '../../../api/types.ts';
import { Filter } from '../../../components/filter.tsx';
import { Empty, Loaded } from '../../../components/states.tsx';
import { count } from '../../../format/format.ts';
import { Table } from '../../../list/table.tsx';
import type { TabProps } from '../result-view.tsx';
import { usePart } from '../use-part.ts';
import { type AuditEntry, createColumns, renderRest } from './audit-columns.tsx';
import { ChainState } from './chain-state.tsx';

/** What the audit log says about the package, and whether its chain holds. */
export function AuditTab({ route }: TabProps) {
  const [evidence, reloadEvidence] = usePart<Evidence>(route, 'evidence');
  const [entries, reload] = usePart<AuditEntries>(route, 'audit');
  return (
    <>
      <Loaded resource={evidence} what="the state of the log" onRetry={reloadEvidence}>
        {({ audit, missing }) => <ChainState audit={audit} reason={missing.audit} />}
      </Loaded>
      <Loaded resource={entries} what="the audit log" onRetry={reload}>
        {(value) => <Timeline entries={value} />}
      </Loaded>
    </>
  );
}

function Timeline({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(
    () =>
      createColumns(open, (seq) => {
        const next = new Set(open);
        if (!next.delete(seq)) next.add(seq);
        setOpen(next);
      }),
    [open],
  );
  const found = useMemo(() => {
    const text = wanted.toLowerCase();
    return entries.filter((entry) => `${entry.event.type} ${renderRest(entry)}`.toLowerCase().includes(text));
  }, [entries, wanted]);
  return (
    <section class="section" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <Filter
        label="Filter entries"
        text={wanted}
        onText={setWanted}
        found={count(found.length, 'entry', 'entries')}
      />
      {found.length === 0 ? (
        <Empty>No entry is like that.</Empty>
      ) : (
        <Table
          label="Entries of the audit log"
          items={found}
          columns={columns}
          keyOf={keyOf}
          details={renderDetails}
          isOpen={({ seq }) => open.has(seq)}
          turn={open}
        />
      )}
    </section>
  );
}

const keyOf = ({ seq }: AuditEntry): string => String(seq);

function renderDetails(entry: AuditEntry) {
  return <pre class="pre-line">{JSON.stringify(entry, null, 2)}</pre>;
}
