import { renderError } from '../../core/index.ts';
import type { ReadSimilarityControls } from '../check.ts';
import { limitSource } from './limit-source.ts';
import { measureSimilarity } from './measure-similarity.ts';
import { selectSource } from './select-source.ts';

/** A score to read ours by, or why there is none. */
export type ControlScore =
  | {
      readonly kind: 'other-version' | 'independent';
      readonly name: string;
      readonly version: string;
      readonly overall_score: number;
      readonly token_similarity: number;
      readonly ast_similarity: number;
    }
  | { readonly kind: 'other-version' | 'independent'; readonly name: string; readonly skipped: string };

/** What the same comparison says of another version of the original, and of another implementation of its API. */
export async function measureControls(
  original: Readonly<Record<string, string>>,
  readControls: ReadSimilarityControls | undefined,
  signal: AbortSignal | undefined,
): Promise<ControlScore[]> {
  if (readControls === undefined) return [];
  try {
    const scores: ControlScore[] = [];
    for (const control of await readControls(signal)) {
      const { kind, name } = control;
      if ('skipped' in control) {
        scores.push({ kind, name, skipped: control.skipped });
        continue;
      }
      const { source } = limitSource(selectSource(control.files));
      const { overall_score, token_similarity, ast_similarity } = await measureSimilarity(original, source);
      scores.push({
        ...{ kind, name, version: control.version },
        ...{ overall_score, token_similarity, ast_similarity },
      });
    }
    return scores;
  } catch (error) {
    signal?.throwIfAborted();
    return [{ kind: 'other-version', name: '', skipped: renderError(error) }];
  }
}

/** ` (another version of it: 0.97)`, empty without a score. */
export function renderControls(scores: readonly ControlScore[]): string {
  const words = scores.flatMap((score) => {
    if ('skipped' in score) return [];
    const who = score.kind === 'other-version' ? `its version ${score.version}` : score.name;
    return [`${who}: ${score.overall_score}`];
  });
  return words.length === 0 ? '' : ` (for comparison, ${words.join(', ')})`;
}
