import type { Evidence } from '../../../api/types.ts';
import { Badge } from '../../../components/badge.tsx';

/** How often Agent B tried, and what failed each time. */
export function AttemptTable({ attempts }: { readonly attempts: NonNullable<Evidence['attempts']> }) {
  return (
    <section class="panel" aria-labelledby="attempts-title">
      <h2 id="attempts-title">Attempts</h2>
      {attempts.length === 0 ? (
        <p class="quiet">Nothing was built.</p>
      ) : (
        <table class="small-table stacked">
          <caption class="unseen">Attempts</caption>
          <thead>
            <tr>
              <th scope="col">Attempt</th>
              <th scope="col">Outcome</th>
              <th scope="col">Scenarios</th>
              <th scope="col">What failed</th>
            </tr>
          </thead>
          <tbody>
            {attempts.map(({ number, purpose, outcome, passed, total, failing, problem }) => (
              <tr key={number}>
                <th scope="row">
                  {number} {purpose}
                </th>
                <td data-label="Outcome">
                  <Badge tone={outcome === 'passed' ? 'pass' : 'fail'} text={outcome} />
                </td>
                <td data-label="Scenarios">
                  {passed} of {total}
                </td>
                <td data-label="What failed">
                  {failing === null ? 'not recorded by scenario' : failing.join(', ') || 'nothing'}
                  {problem !== null && <div class="mono small pre">{problem}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
