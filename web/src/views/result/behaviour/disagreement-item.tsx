import { Badge } from '../../../components/badge.tsx';
import { showUnseen } from '../code/lines.ts';
import { type Detail, readText } from '../detail.ts';

/** One input, both answers beside each other, and the sentence that decides. */
export function DisagreementItem({ disagreement }: { readonly disagreement: Detail }) {
  const { setup, expression, original, rebuilt, documented, statement } = disagreement;
  const call = [readText(setup) ?? '', readText(expression) ?? ''].filter((part) => part !== '').join('\n');
  return (
    <li>
      <div class="buttons">
        <h3 class="mono">{readText(disagreement.export) ?? 'default'}</h3>
        <Badge
          tone={documented === true ? 'review' : 'none'}
          text={documented === true ? 'documented' : 'undocumented'}
        />
        <span class="quiet small">differs in {readText(disagreement.difference) ?? 'the answer'}</span>
      </div>
      <pre class="pre-line">{showUnseen(call)}</pre>
      <dl class="sides">
        <div>
          <dt>The original</dt>
          <dd class="mono">{showUnseen(readText(original) ?? 'was not recorded')}</dd>
        </div>
        <div>
          <dt>Ours</dt>
          <dd class="mono">{showUnseen(readText(rebuilt) ?? 'was not recorded')}</dd>
        </div>
      </dl>
      {readText(statement) === null ? (
        <p class="quiet small">No sentence of the specification decides it.</p>
      ) : (
        <p>
          <span class="quiet small">The specification says: </span>
          <q>{readText(statement)}</q>
        </p>
      )}
    </li>
  );
}
