import type { ComponentType } from 'preact';
import { linkWithToken } from '../../api/request.ts';
import type { Validation } from '../../api/types.ts';
import { VerdictBadge } from '../../components/badge.tsx';
import { Head } from '../../components/head.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { jobPath } from '../../job/follow-job.ts';
import { formatRoute } from '../../routing/route.ts';
import { LazyView } from '../../shell/lazy-view.tsx';
import { type PackageRoute, Tabs } from './tabs.tsx';
import { usePart } from './use-part.ts';
import { VerdictTab } from './verdict/verdict-tab.tsx';
import './result.css';

export interface ResultProps {
  readonly route: PackageRoute;
}

/** A tab that needs no verdict. */
export interface TabProps {
  readonly route: PackageRoute;
}

/** What became of one package. */
export function ResultView({ route }: ResultProps) {
  const { job, name } = route;
  const [validation, reload] = usePart<Validation>(route, 'validation');
  const version = validation.kind === 'ready' ? validation.value.package_version : null;
  return (
    <>
      <Head
        title={version === null ? name : `${name} ${version}`}
        mark={validation.kind === 'ready' && <VerdictBadge verdict={validation.value.verdict} />}
        crumbs={
          <>
            <a href={formatRoute({ view: 'jobs' })}>Jobs</a> /{' '}
            <a class="mono" href={formatRoute({ view: 'job', job })}>
              {job.slice(0, 8)}
            </a>{' '}
            / {route.ecosystem}
          </>
        }
      >
        <a
          class="button"
          data-kind="main"
          href={linkWithToken(`${jobPath(job)}/download?package=${encodeURIComponent(name)}`)}
        >
          Download
        </a>
        <a class="button" href={linkWithToken(`${jobPath(job)}/download`)}>
          Download all of the job
        </a>
      </Head>
      <Tabs route={route} />
      {needsVerdict.has(route.tab) ? (
        <Loaded resource={validation} what="the verdict" onRetry={reload}>
          {(value) => <VerdictPart route={route} validation={value} />}
        </Loaded>
      ) : (
        <OtherPart route={route} />
      )}
    </>
  );
}

const needsVerdict: ReadonlySet<string> = new Set(['', 'behaviour', 'similarity']);

export interface VerdictProps {
  readonly route: PackageRoute;
  readonly validation: Validation;
}

const loadBehaviour = () => import('./behaviour/behaviour-tab.tsx').then(({ BehaviourTab }) => BehaviourTab);
const loadSimilarity = () =>
  import('./similarity/similarity-tab.tsx').then(({ SimilarityTab }) => SimilarityTab);

function VerdictPart(props: VerdictProps) {
  if (props.route.tab === '') return <VerdictTab {...props} />;
  return props.route.tab === 'behaviour' ? (
    <LazyView load={loadBehaviour} with={props} />
  ) : (
    <LazyView load={loadSimilarity} with={props} />
  );
}

const others = new Map<string, () => Promise<ComponentType<TabProps>>>([
  [
    'specification',
    () => import('./specification/specification-tab.tsx').then(({ SpecificationTab }) => SpecificationTab),
  ],
  ['code', () => import('./code/code-tab.tsx').then(({ CodeTab }) => CodeTab)],
  ['wall', () => import('./wall/wall-tab.tsx').then(({ WallTab }) => WallTab)],
  ['audit', () => import('./audit/audit-tab.tsx').then(({ AuditTab }) => AuditTab)],
  ['cost', () => import('./cost/cost-tab.tsx').then(({ CostTab }) => CostTab)],
]);

function OtherPart({ route }: TabProps) {
  const load = others.get(route.tab);
  if (load === undefined) return <Empty>There is no such part of a result.</Empty>;
  return <LazyView key={route.tab} load={load} with={{ route }} />;
}
