import type { Note } from '../../job/types.ts';

const shape = /^attempt (\d+) \((\w+)\): (\d+) of (\d+) scenarios(?:, ([\s\S]*))?$/;

/** What Agent B tried, the newest first, with the first test that each failed. */
export function Attempts({ attempts }: { readonly attempts: readonly Note[] }) {
  if (attempts.length === 0) return null;
  return (
    <section class="section">
      <h3>Attempts</h3>
      <ol class="attempts" reversed>
        {attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.id} text={attempt.text} />
        ))}
      </ol>
    </section>
  );
}

function Attempt({ text }: { readonly text: string }) {
  const found = shape.exec(text);
  if (found === null) return <li>{text}</li>;
  const [, number, purpose, passed = '', total = '', problem] = found;
  const isGood = passed === total;
  return (
    <li>
      <span class="quiet figure">{number}</span> {purpose}{' '}
      <span class={isGood ? 'passed figure' : 'figure'}>
        {passed} of {total}
      </span>
      {problem !== undefined && <div class="quiet small mono">{problem}</div>}
    </li>
  );
}
