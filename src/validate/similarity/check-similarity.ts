import type { Spec } from '../../spec/index.ts';
import type { Check, Finding } from '../check.ts';
import { limitSource } from './limit-source.ts';
import { type ControlScore, measureControls, renderControls } from './measure-controls.ts';
import { compareCode, readCodeOf, type SimilarityReport } from './measure-similarity.ts';
import { selectSource } from './select-source.ts';
import { compareUnseen, type UnseenReport } from './unseen/compare-unseen.ts';

/** Under this many operations there are only so many ways to write a thing down. */
const leastOperations = 24;
/** Of the threshold: five of a hundred independent implementations lie above 0.5 where one lies above 0.7. */
const reviewShare = 0.5 / 0.7;

/** The only place where the original's source is opened. Its words stay here: numbers, places and our own lines come out. */
export const checkSimilarity: Check = {
  name: 'similarity',
  async run(context): Promise<Finding> {
    const { files, spec, readOriginalSource, readSimilarityControls, similarityThreshold, signal } = context;
    if (readOriginalSource === null) {
      return { status: 'skipped', reason: 'the comparison with the original is switched off', detail: {} };
    }
    const { source, truncated } = limitSource(selectSource(await readOriginalSource(signal)));
    if (Object.keys(source).length === 0) {
      return { status: 'skipped', reason: 'the original holds no source that could be compared', detail: {} };
    }
    const own = limitSource(selectSource(files));
    const original = await readCodeOf('original', source);
    const report = compareCode(original, await readCodeOf('own', own.source), listDocumented(spec));
    const unseen = await compareUnseen(original, files, own.source);
    const isJudged = Math.min(report.original_operations, report.own_operations) >= leastOperations;
    const controls = isJudged ? await measureControls(source, readSimilarityControls, signal) : [];
    const { verdict, ...finding } = judge({
      report,
      unseen,
      truncated: truncated || own.truncated,
      threshold: similarityThreshold,
      controls,
    });
    const review_threshold = Math.round(similarityThreshold * reviewShare * 1_000) / 1_000;
    return {
      ...finding,
      detail: {
        ...report,
        ...{ threshold: similarityThreshold, review_threshold, verdict, controls, unseen },
        original_truncated: truncated,
        own_truncated: own.truncated,
      },
    };
  },
};

type Judgement = Omit<Finding, 'detail'> & { readonly verdict: string };

function judge({
  report,
  unseen,
  truncated,
  threshold,
  controls,
}: {
  readonly report: SimilarityReport;
  readonly unseen: UnseenReport;
  readonly truncated: boolean;
  readonly threshold: number;
  readonly controls: readonly ControlScore[];
}): Judgement {
  const { overall_score: score, original_operations, own_operations, own_unread, obfuscation } = report;
  const unread = own_unread[0];
  if (unread !== undefined) {
    const reason = `${unread} is nested too deeply to be compared: a person has to look at it`;
    return { status: 'review', verdict: 'unreadable', reason };
  }
  const [first] = report.matches;
  const where =
    first === undefined
      ? ''
      : `, most of all ${first.ours.path} line ${first.ours.lines[0]} and the original's ${first.original.path} line ${first.original.lines[0]}`;
  const compared = renderControls(controls);
  const isJudged = Math.min(original_operations, own_operations) >= leastOperations;
  const { original, own } = report.languages;
  if (isJudged && score > threshold * reviewShare && !own.some((language) => original.includes(language))) {
    const reason = `similarity to the original is ${score} across languages (${original.join(', ')} and ${own.join(', ')}), where no error rate is known: a person has to look${where}`;
    return { status: 'review', verdict: 'across-languages', reason };
  }
  if (isJudged && score > threshold) {
    const reason = `too similar to the original: ${score} is above the threshold ${threshold}${compared}${where}`;
    return { status: 'failed', verdict: 'too-similar', reason };
  }
  const hidden = judgeUnseen(unseen, { threshold, original_operations });
  if (hidden !== null) return hidden;
  if (obfuscation.length > 0) {
    const reason = `the code is obfuscated, so that no comparison says anything: ${obfuscation.join(', ')}`;
    return { status: 'review', verdict: 'obfuscated', reason };
  }
  if (!isJudged) {
    const reason = `too little code to judge: ${original_operations} operations in the original and ${own_operations} in ours, where ${leastOperations} are needed`;
    return { status: 'not-applicable', verdict: 'not-applicable', reason };
  }
  if (score > threshold * reviewShare) {
    const reason = `similarity to the original is ${score}, near the threshold ${threshold}${compared}: a person has to look${where}`;
    return { status: 'review', verdict: 'in-doubt', reason };
  }
  if (truncated || report.original_unread > 0) {
    const reason = `similarity to the original is ${score}, but one side was too large or too deeply nested to be compared whole`;
    return { status: 'review', verdict: 'incomplete', reason };
  }
  const across = own.some((language) => original.includes(language))
    ? ''
    : `, across languages (${original.join(', ')} and ${own.join(', ')}), where no error rate is known`;
  const reason = `similarity to the original is ${score}, not above the threshold ${threshold}${across}${compared}`;
  return { status: 'passed', verdict: 'independent', reason };
}

/** Code of the original that stands where no comparison of code looks, and code that only exists when it runs. */
function judgeUnseen(
  { overall_score: score, operations, place, made_when_run }: UnseenReport,
  { threshold, original_operations }: { readonly threshold: number; readonly original_operations: number },
): Judgement | null {
  const isJudged = Math.min(operations, original_operations) >= leastOperations;
  const where = place === null ? '' : `: ${place.path} line ${place.line}`;
  if (isJudged && score > threshold) {
    const reason = `too similar to the original: a comment, a text or a file that is no working code reads like it (${score})${where}`;
    return { status: 'failed', verdict: 'too-similar', reason };
  }
  const [made] = made_when_run;
  if (made !== undefined) {
    const reason = `code is made from text when it runs, where no comparison sees it: ${made.path} line ${made.line}`;
    return { status: 'review', verdict: 'made-when-run', reason };
  }
  if (!isJudged || score <= threshold * reviewShare) return null;
  const reason = `a comment, a text or a file that is no working code is near the original (${score}): a person has to look${where}`;
  return { status: 'review', verdict: 'in-doubt', reason };
}

/** Words that both sides take from the documentation are no sign of copying. */
function listDocumented(spec: Spec): Set<string> {
  const words = Object.values(spec.texts).flatMap((text) => text.match(/[A-Za-z_$][\w$]{3,}/g) ?? []);
  const quoted = Object.values(spec.texts).flatMap(
    (text) => text.match(/(?<=['"`])[^'"`\n]{6,200}(?=['"`])/g) ?? [],
  );
  return new Set([...words, ...quoted]);
}
