import { LiveRegion } from '../components/live-region.tsx';
import { formatRoute, type Route } from '../routing/route.ts';
import { useRoute } from '../routing/use-route.ts';
import { JobView } from '../views/job/job-view.tsx';
import { JobsView } from '../views/jobs/jobs-view.tsx';
import { NotFound } from '../views/not-found.tsx';
import { PlanView } from '../views/plan/plan-view.tsx';
import { StartView } from '../views/start/start-view.tsx';
import { Boundary } from './boundary.tsx';
import { LazyView } from './lazy-view.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { Top } from './top.tsx';

export function App() {
  const route = useRoute();
  return (
    <>
      <Top route={route} />
      <main class="main" id="main" tabIndex={-1}>
        {/* A view begins anew when the place does. */}
        <Boundary key={placeOf(route)}>
          <View route={route} />
        </Boundary>
      </main>
      <footer class="foot">phalus gives evidence of a process, not legal advice.</footer>
      <LiveRegion />
      <TokenDialog />
    </>
  );
}

const loadResult = () => import('../views/result/result-view.tsx').then(({ ResultView }) => ResultView);
const loadCompare = () => import('../views/compare/compare-view.tsx').then(({ CompareView }) => CompareView);

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'start':
      return <StartView />;
    case 'plan':
      return <PlanView />;
    case 'jobs':
      return <JobsView />;
    case 'job':
      return <JobView id={route.job} />;
    case 'package':
      return <LazyView load={loadResult} with={{ route }} />;
    case 'compare':
      return <LazyView load={loadCompare} with={{ route }} />;
    default:
      return <NotFound />;
  }
}

/** The tabs of a package are one place. */
function placeOf(route: Route): string {
  return formatRoute(route.view === 'package' ? { ...route, tab: '' } : route);
}
