import { useMemo, useState } from 'preact/hooks';
import { requestJson } from '../../api/request.ts';
import type { JobDetail } from '../../api/types.ts';
import { Filter } from '../../components/filter.tsx';
import { Head } from '../../components/head.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import { jobPath } from '../../job/follow-job.ts';
import { Table } from '../../list/table.tsx';
import { formatRoute, type Route } from '../../routing/route.ts';
import { useResource } from '../../state/use-resource.ts';
import { createColumns } from './compare-columns.tsx';
import { PairDetails } from './pair-details.tsx';
import { isDifferent, keyOfPair, type PackagePair, pairPackages } from './pair-packages.ts';
import { RunTable } from './run-table.tsx';
import './compare.css';

export interface CompareProps {
  readonly route: Extract<Route, { readonly view: 'compare' }>;
}

/** Two runs, side by side. */
export function CompareView({ route: { first, second } }: CompareProps) {
  const [jobs, reload] = useResource(
    (signal) => Promise.all([first, second].map((id) => requestJson<JobDetail>(jobPath(id), { signal }))),
    [first, second],
  );
  return (
    <>
      <Head title="Compare two runs" crumbs={<a href={formatRoute({ view: 'jobs' })}>Jobs</a>} />
      <Loaded resource={jobs} what="both jobs" onRetry={reload}>
        {([one, two]) => (one === undefined || two === undefined ? null : <Runs first={one} second={two} />)}
      </Loaded>
    </>
  );
}

export interface RunsProps {
  readonly first: JobDetail;
  readonly second: JobDetail;
}

const choices = [
  { value: '', text: 'all packages' },
  { value: 'different', text: 'verdict or checks differ' },
  { value: 'both', text: 'in both runs' },
];

function Runs({ first, second }: RunsProps) {
  const [wanted, setWanted] = useState('');
  const [choice, setChoice] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const pairs = useMemo(() => pairPackages(first.packages, second.packages), [first, second]);
  const found = useMemo(() => filterPairs(pairs, wanted, choice), [pairs, wanted, choice]);
  const columns = useMemo(
    () =>
      createColumns(open, (key) => {
        const next = new Set(open);
        if (!next.delete(key)) next.add(key);
        setOpen(next);
      }),
    [open],
  );
  const details = useMemo(
    () => (pair: PackagePair) => <PairDetails pair={pair} first={first.job_id} second={second.job_id} />,
    [first, second],
  );
  return (
    <>
      <RunTable first={first} second={second} />
      <Filter
        label="Filter packages"
        text={wanted}
        onText={setWanted}
        choices={{ label: 'Which packages', value: choice, all: choices }}
        onChoice={setChoice}
        found={`${found.length} of ${count(pairs.length, 'package')}`}
      />
      {found.length === 0 ? (
        <Empty>No package is like that.</Empty>
      ) : (
        <Table
          label="Packages of both runs"
          items={found}
          columns={columns}
          keyOf={keyOfPair}
          details={details}
          isOpen={(pair) => open.has(keyOfPair(pair))}
          turn={open}
        />
      )}
    </>
  );
}

function filterPairs(pairs: readonly PackagePair[], wanted: string, choice: string): readonly PackagePair[] {
  const text = wanted.toLowerCase();
  return pairs.filter(
    (pair) =>
      pair.name.toLowerCase().includes(text) &&
      (choice !== 'different' || isDifferent(pair)) &&
      (choice !== 'both' || (pair.first !== null && pair.second !== null)),
  );
}
