import { useMemo, useState } from 'preact/hooks';
import { Filter } from '../../components/filter.tsx';
import { Empty } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import type { JobState } from '../../job/job-store.ts';
import type { PackageProgress } from '../../job/types.ts';
import { Table } from '../../list/table.tsx';
import { useNow } from '../../state/use-now.ts';
import { createColumns } from './package-columns.tsx';
import { PackageDetails } from './package-details.tsx';

const kinds: Readonly<Record<string, { readonly text: string; accepts(item: PackageProgress): boolean }>> = {
  all: { text: 'all packages', accepts: () => true },
  running: { text: 'at work', accepts: ({ status }) => status === 'running' },
  waiting: { text: 'waiting', accepts: ({ status }) => status === 'waiting' },
  PASS: { text: 'PASS', accepts: ({ verdict }) => verdict === 'PASS' },
  REVIEW: { text: 'REVIEW', accepts: ({ verdict }) => verdict === 'REVIEW' },
  FAIL: { text: 'FAIL', accepts: ({ verdict }) => verdict === 'FAIL' },
  stopped: { text: 'stopped', accepts: ({ status }) => status === 'stopped' || status === 'unsupported' },
};

/** Every package of the job with its phases; opened, with all that is known of it. */
export function PackageTable({ state }: { readonly state: JobState }) {
  const { packages, revision, detail } = state;
  const [wanted, setWanted] = useState('');
  const [kind, setKind] = useState('all');
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(packages.length === 1 ? packages.map(({ name }) => name) : []),
  );
  // The clock of the page is drawn with the rows that something runs in.
  const now = useNow(packages.some(({ status }) => status === 'running'));
  const found = useMemo(() => {
    const text = wanted.toLowerCase();
    const accepts = kinds[kind]?.accepts ?? (() => true);
    return packages.filter((item) => item.name.toLowerCase().includes(text) && accepts(item));
  }, [packages, wanted, kind, kind === 'all' ? 0 : revision]);
  const isMixed = useMemo(() => new Set(packages.map(({ record }) => record.ecosystem)).size > 1, [packages]);
  const columns = useMemo(
    () =>
      createColumns({
        job: detail.job_id,
        isMixed,
        isOpen: ({ name }) => open.has(name),
        onOpen: ({ name }) => setOpen(toggle(open, name)),
      }),
    [detail.job_id, isMixed, open],
  );
  const job = detail.job_id;
  const renderDetails = useMemo(
    () => (item: PackageProgress) => <PackageDetails item={item} job={job} />,
    [job],
  );
  return (
    <section class="section" aria-labelledby="packages">
      <div class="head">
        <h2 id="packages">Packages</h2>
        {packages.length > 1 && (
          <Filter
            label="Filter packages"
            text={wanted}
            onText={setWanted}
            choices={{ label: 'Which packages', value: kind, all: listKinds() }}
            onChoice={setKind}
            found={
              found.length === packages.length
                ? ''
                : `${found.length} of ${count(packages.length, 'package')}`
            }
          />
        )}
      </div>
      {found.length === 0 ? (
        <Empty>No package is like that.</Empty>
      ) : (
        <Table
          label="Packages of the job"
          items={found}
          columns={columns}
          keyOf={keyOf}
          revisionOf={revisionOf}
          details={renderDetails}
          isOpen={({ name }) => open.has(name)}
          turn={Math.floor(now / 1000)}
        />
      )}
    </section>
  );
}

const keyOf = ({ name }: PackageProgress): string => name;
const revisionOf = ({ revision }: PackageProgress): number => revision;
const listKinds = () => Object.entries(kinds).map(([value, { text }]) => ({ value, text }));

function toggle(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(name)) next.add(name);
  return next;
}
