import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Filter } from '../../components/filter.tsx';
import { Head } from '../../components/head.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Empty, Loaded, Loading } from '../../components/states.tsx';
import { count } from '../../format/format.ts';
import { Table } from '../../list/table.tsx';
import { formatRoute } from '../../routing/route.ts';
import { changeSettings, draft } from '../../state/draft.ts';
import { loadMachine } from '../../state/machine.ts';
import { useResource } from '../../state/use-resource.ts';
import { useStore } from '../../state/use-store.ts';
import { PlanAdvice } from './plan-advice.tsx';
import { createColumns } from './plan-columns.tsx';
import { PlanDetails } from './plan-details.tsx';
import { hasProblem, isPointless, type PlanRow, sumRows } from './plan-row.ts';
import { PlanSettings } from './plan-settings.tsx';
import { StartBar } from './start-bar.tsx';
import { usePlan } from './use-plan.ts';

export function PlanView() {
  const { text, settings } = useStore(draft);
  const [turn, setTurn] = useState(0);
  const plan = usePlan(text, turn);
  const [machine, reloadMachine] = useResource(loadMachine, []);
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set());
  const included = plan.rows.filter((row) => !excluded.has(row.key) && !hasProblem(row));
  const sum = sumRows(included);
  if (text === '') return <NothingToPlan />;
  return (
    <>
      <Head title="Plan" crumbs={<a href={formatRoute({ view: 'start' })}>Change the manifest</a>}>
        <Button onClick={() => setTurn(turn + 1)}>Look everything up again</Button>
      </Head>
      {plan.error !== null && <ErrorNotice error={plan.error} onRetry={() => setTurn(turn + 1)} />}
      <PlanAdvice sum={sum} />
      <div class="plan">
        <section class="plan-table" aria-label="Packages">
          {plan.kind === 'reading' ? (
            <Loading what="the packages" />
          ) : (
            <PlanTable rows={plan.rows} excluded={excluded} onExclude={setExcluded} />
          )}
        </section>
        <aside class="panel plan-aside" aria-label="The job">
          <Loaded resource={machine} what="what this machine can do" onRetry={reloadMachine}>
            {(known) => <PlanSettings machine={known} settings={settings} onChange={changeSettings} />}
          </Loaded>
        </aside>
      </div>
      {machine.kind === 'ready' && (
        <StartBar plan={plan} included={included} text={text} settings={settings} machine={machine.value} />
      )}
    </>
  );
}

function NothingToPlan() {
  return (
    <>
      <Head title="Plan" />
      <Empty>
        Nothing to plan yet. <a href={formatRoute({ view: 'start' })}>Choose a manifest</a> first.
      </Empty>
    </>
  );
}

const kinds = {
  all: { text: 'all packages', accepts: () => true },
  worth: {
    text: 'worth a rebuild',
    accepts: (row: PlanRow) => row.planned?.rebuild?.advice === 'worthwhile',
  },
  pointless: { text: 'gain little', accepts: isPointless },
  problem: { text: 'cannot be planned', accepts: hasProblem },
};
type Kind = keyof typeof kinds;

function PlanTable(props: {
  readonly rows: readonly PlanRow[];
  readonly excluded: ReadonlySet<string>;
  readonly onExclude: (excluded: ReadonlySet<string>) => void;
}) {
  const { rows, excluded, onExclude } = props;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const isMixed = new Set(rows.map(({ ecosystem }) => ecosystem)).size > 1;
  const columns = useMemo(
    () =>
      createColumns({
        isMixed,
        isIncluded: (row) => !excluded.has(row.key) && !hasProblem(row),
        onInclude: (row, isIncluded) => onExclude(toggle(excluded, [row.key], !isIncluded)),
        isOpen: (row) => open.has(row.key),
        onOpen: (row) => setOpen(toggle(open, [row.key], !open.has(row.key))),
      }),
    [isMixed, excluded, onExclude, open],
  );
  const found = useMemo(
    () =>
      rows.filter((row) => row.name.toLowerCase().includes(wanted.toLowerCase()) && kinds[kind].accepts(row)),
    [rows, wanted, kind],
  );
  const keys = found.map(({ key }) => key);
  return (
    <>
      <div class="plan-tools">
        <Filter
          label="Filter packages"
          text={wanted}
          onText={setWanted}
          choices={{ label: 'Which packages', value: kind, all: listKinds() }}
          onChoice={(value) => setKind(value as Kind)}
          found={found.length === rows.length ? '' : `${found.length} of ${count(rows.length, 'package')}`}
        />
        <div class="buttons">
          <Button kind="bare" onClick={() => onExclude(toggle(excluded, keys, false))}>
            Include these
          </Button>
          <Button kind="bare" onClick={() => onExclude(toggle(excluded, keys, true))}>
            Exclude these
          </Button>
        </div>
      </div>
      {found.length === 0 ? (
        <Empty>No package is like that.</Empty>
      ) : (
        <Table
          label="Packages of the plan"
          items={found}
          columns={columns}
          keyOf={keyOf}
          details={renderDetails}
          isOpen={(row) => open.has(row.key)}
        />
      )}
    </>
  );
}

const renderDetails = (row: PlanRow) => <PlanDetails row={row} />;
const keyOf = ({ key }: PlanRow): string => key;
const listKinds = () => Object.entries(kinds).map(([value, { text }]) => ({ value, text }));

function toggle(set: ReadonlySet<string>, keys: readonly string[], isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  for (const key of keys) {
    if (isIn) next.add(key);
    else next.delete(key);
  }
  return next;
}
