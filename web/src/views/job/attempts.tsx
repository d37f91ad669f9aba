import type { Attempt } from '../../job/types.ts';

/** What Agent B tried, the newest first, with what failed. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <section class="section">
      <h3>Attempts</h3>
      <ol class="attempts" reversed>
        {attempts.toReversed().map((attempt) => (
          <AttemptItem key={attempt.id} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function AttemptItem({ attempt }: { readonly attempt: Attempt }) {
  const { number, purpose, passed, total, problem, failing } = attempt;
  return (
    <li>
      <span class="quiet figure">{number}</span> {purpose}{' '}
      <span class={total > 0 && passed === total ? 'passed figure' : 'figure'}>
        {passed} of {total} scenarios
      </span>
      {problem !== null && <div class="quiet small mono">{problem}</div>}
      {failing !== null && failing.length > 0 && <div class="quiet small">failed: {failing.join(', ')}</div>}
    </li>
  );
}
