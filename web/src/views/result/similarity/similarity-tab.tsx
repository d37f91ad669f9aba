import { CheckBadge } from '../../../components/badge.tsx';
import { Definitions } from '../../../components/definitions.tsx';
import { Notice } from '../../../components/notice.tsx';
import {
  type Detail,
  readNumber,
  readRecord,
  readRecords,
  readText,
  readTexts,
  renderPlace,
} from '../detail.ts';
import { Missing } from '../missing.tsx';
import type { VerdictProps } from '../result-view.tsx';
import { MatchItem } from './match-item.tsx';
import { ScoreTable } from './score-table.tsx';

/** How much of the original's code is in ours. Of the original there are places and numbers only. */
export function SimilarityTab({ validation }: VerdictProps) {
  const check = validation.checks.find(({ name }) => name === 'similarity');
  if (check === undefined) return <Missing what="The similarity" reason="This verdict has no such check." />;
  const { status, reason, detail } = check;
  const matches = readRecords(detail.matches);
  return (
    <>
      <Notice>
        <div>
          <CheckBadge status={status} />
        </div>
        <p>{reason}</p>
      </Notice>
      {readNumber(detail.overall_score) !== null && (
        <>
          <section class="panel" aria-labelledby="scores-title">
            <h2 id="scores-title">Scores</h2>
            <ScoreTable detail={detail} />
            <Definitions items={listFacts(detail)} />
          </section>
          <section class="section" aria-labelledby="matches-title">
            <h2 id="matches-title">Functions with most in common</h2>
            <p class="quiet small">
              Ours as text; of the original the place only, because its text stays behind the wall.
            </p>
            {matches.length === 0 ? (
              <p class="quiet">No function has ten operations in a row in common with one of the original.</p>
            ) : (
              <ol class="entries">
                {matches.map((match, index) => (
                  <MatchItem key={`${index}`} match={match} />
                ))}
              </ol>
            )}
          </section>
        </>
      )}
    </>
  );
}

function listFacts(detail: Detail): readonly { readonly term: string; readonly value: string }[] {
  const { original, own } = readRecord(detail.languages);
  const shared = readTexts(detail.shared_interface);
  const obfuscation = readTexts(detail.obfuscation);
  const unseen = readRecord(detail.unseen);
  return [
    { term: 'Fails above', value: String(readNumber(detail.threshold) ?? 'not recorded') },
    { term: 'A person looks above', value: String(readNumber(detail.review_threshold) ?? 'not recorded') },
    {
      term: 'Compared',
      value: `${readNumber(detail.original_operations) ?? 0} operations of the original (${readTexts(original).join(', ') || 'no code'}) with ${readNumber(detail.own_operations) ?? 0} of ours (${readTexts(own).join(', ') || 'no code'})`,
    },
    { term: 'Names that documentation gives to both', value: shared.join(', ') || 'none' },
    { term: 'Signs of obfuscation', value: obfuscation.join(', ') || 'none' },
    {
      term: 'Comments, texts and data',
      value:
        readNumber(unseen.overall_score) === null
          ? 'not compared'
          : `${readNumber(unseen.overall_score)}${readText(readRecord(unseen.place).path) === null ? '' : `, ${renderPlace(unseen.place)}`}`,
    },
  ];
}
