import { requestJson } from '../../api/request.ts';
import type { Health } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { Loaded } from '../../components/states.tsx';
import { useResource } from '../../state/use-resource.ts';

/** Whether model and sandbox are there, with what to do when they are not. */
export function Readiness() {
  const [health, reload] = useResource((signal) => requestJson<Health>('api/health', { signal }), []);
  return (
    <section class="section" aria-labelledby="machine">
      <h2 id="machine">This machine</h2>
      <Loaded resource={health} what="the state of this machine" onRetry={reload}>
        {({ readiness }) => (
          <ul class="section">
            {Object.entries(readiness).map(([part, state]) => (
              <li key={part}>
                <Badge tone={state.ready ? 'pass' : 'review'} text={part} />{' '}
                {state.ready ? state.detail : state.reason}
                {!state.ready && <div class="quiet small">{state.remedy}</div>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
