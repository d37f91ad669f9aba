import { Badge, VerdictBadge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { PhaseBar } from '../../components/phase-bar.tsx';
import { formatDuration, formatShort } from '../../format/format.ts';
import { currentPhase, packageSeconds, packageTokens, phaseStates } from '../../job/package-progress.ts';
import type { PackageProgress } from '../../job/types.ts';
import type { Column } from '../../list/columns.tsx';
import { formatRoute } from '../../routing/route.ts';

export interface PackageChoices {
  /** Whether it has to be told which registry a package is of. */
  readonly isMixed: boolean;
  readonly job: string;
  readonly isOpen: (item: PackageProgress) => boolean;
  readonly onOpen: (item: PackageProgress) => void;
}

export function createColumns({
  job,
  isMixed,
  isOpen,
  onOpen,
}: PackageChoices): readonly Column<PackageProgress>[] {
  return [
    {
      key: 'name',
      label: 'Package',
      track: 'minmax(9rem, 1.2fr)',
      narrow: 'lead',
      compare: (first, second) => first.name.localeCompare(second.name),
      render: (item) => <PackageName item={item} job={job} isMixed={isMixed} />,
    },
    {
      key: 'phases',
      label: 'Phases',
      track: 'minmax(8rem, 11rem)',
      narrow: 'wide',
      compare: (first, second) => countDone(first) - countDone(second),
      render: (item) => <Phases item={item} />,
    },
    {
      key: 'activity',
      label: 'Last said',
      track: 'minmax(6rem, 2fr)',
      narrow: 'wide',
      isClipped: true,
      render: (item) => lastSaid(item) && <span class="quiet small">{lastSaid(item)}</span>,
    },
    {
      key: 'tokens',
      label: 'Tokens',
      track: '4rem',
      isEnd: true,
      compare: (first, second) => packageTokens(first) - packageTokens(second),
      render: (item) => (packageTokens(item) === 0 ? '' : formatShort(packageTokens(item))),
    },
    {
      key: 'time',
      label: 'Time',
      track: '5rem',
      isEnd: true,
      compare: (first, second) => (packageSeconds(first) ?? 0) - (packageSeconds(second) ?? 0),
      render: (item) => {
        const seconds = packageSeconds(item);
        return seconds === null ? '' : formatDuration(seconds * 1000);
      },
    },
    {
      key: 'verdict',
      label: 'Verdict',
      track: '6rem',
      compare: (first, second) => (first.verdict ?? '').localeCompare(second.verdict ?? ''),
      render: (item) => <Outcome item={item} />,
    },
    {
      key: 'details',
      label: '',
      track: '4rem',
      render: (item) => (
        <Button
          kind="fold"
          expanded={isOpen(item)}
          label={`Details of ${item.name}`}
          onClick={() => onOpen(item)}
        >
          <span>{isOpen(item) ? 'less' : 'more'}</span>
        </Button>
      ),
    },
  ];
}

function PackageName(props: {
  readonly item: PackageProgress;
  readonly job: string;
  readonly isMixed: boolean;
}) {
  const { item, job, isMixed } = props;
  const { name, record } = item;
  const { ecosystem, version } = record;
  const text = <span class="mono">{version === null ? name : `${name}@${version}`}</span>;
  return (
    <>
      {item.status === 'finished' ? (
        <a href={formatRoute({ view: 'package', job, ecosystem, name, tab: '' })}>{text}</a>
      ) : (
        text
      )}{' '}
      {isMixed && <span class="quiet small">{ecosystem}</span>}
    </>
  );
}

function Phases({ item }: { readonly item: PackageProgress }) {
  const phase = currentPhase(item);
  return (
    <span class="phases-cell">
      <PhaseBar states={phaseStates(item)} />
      {phase !== null && <span class="quiet small">{phase}</span>}
    </span>
  );
}

function Outcome({ item }: { readonly item: PackageProgress }) {
  if (item.verdict !== null) return <VerdictBadge verdict={item.verdict} />;
  if (item.status === 'stopped') return <Badge tone="fail" text="stopped" />;
  return <Badge tone={item.status === 'running' ? 'busy' : 'none'} text={item.status} />;
}

function countDone(item: PackageProgress): number {
  return Object.values(item.phases).filter(({ state }) => state === 'done').length;
}

function lastSaid({ status, verdict, reasons, attempts, notes }: PackageProgress): string {
  if (verdict === 'PASS') return '';
  if (status !== 'running' && reasons.length > 0) return reasons.join('; ');
  const [attempt, note] = [attempts.at(-1), notes.at(-1)];
  if (attempt === undefined || attempt.id < (note?.id ?? 0)) return note?.text ?? '';
  const { number, passed, total, problem } = attempt;
  return `attempt ${number}: ${passed} of ${total} scenarios${problem === null ? '' : `, ${problem}`}`;
}
