import type { Spec } from '../../spec/index.ts';
import type { Check, Finding } from '../check.ts';
import { selectWorkingCode } from '../code-files.ts';
import { measureSimilarity } from './measure-similarity.ts';

/** Under this many operations there are only so many ways to write a thing down. */
const leastOperations = 24;
/** Of the original: larger sources are cut, and the report says so. */
const maximumBytes = 2 * 1024 * 1024;

/** The only place where the original's source is opened. Its words stay here: numbers and our own lines come out. */
export const checkSimilarity: Check = {
  name: 'similarity',
  async run({ files, spec, readOriginalSource, similarityThreshold, signal }): Promise<Finding> {
    if (readOriginalSource === null) {
      return { status: 'skipped', reason: 'the comparison with the original is switched off', detail: {} };
    }
    const { source, truncated } = cap(selectWorkingCode(await readOriginalSource(signal)));
    if (Object.keys(source).length === 0) {
      return { status: 'skipped', reason: 'the original holds no source that could be compared', detail: {} };
    }
    const report = await measureSimilarity(source, selectWorkingCode(files), listDocumented(spec));
    const detail = { ...report, threshold: similarityThreshold, original_truncated: truncated };
    const unread = report.own_unread[0];
    if (unread !== undefined) {
      const reason = `${unread} is nested too deeply to be compared: a person has to look at it`;
      return { status: 'review', reason, detail: { ...detail, verdict: 'unreadable' } };
    }
    if (Math.min(report.original_operations, report.own_operations) < leastOperations) {
      return {
        status: 'skipped',
        reason: `too little code to judge: ${report.original_operations} operations in the original and ${report.own_operations} in ours, where ${leastOperations} are needed`,
        detail: { ...detail, verdict: 'not-applicable' },
        notApplicable: true,
      };
    }
    const tooSimilar = report.overall_score > similarityThreshold;
    if (!tooSimilar && (truncated || report.original_unread > 0)) {
      const reason = `similarity to the original is ${report.overall_score}, but the original was too large or too deeply nested to be compared whole`;
      return { status: 'review', reason, detail: { ...detail, verdict: 'incomplete' } };
    }
    const first = report.places[0];
    const where = first === undefined ? '' : `, most of all ${first.path} line ${first.lines[0]}`;
    return {
      status: tooSimilar ? 'failed' : 'passed',
      reason: tooSimilar
        ? `too similar to the original: ${report.overall_score} is above the threshold ${similarityThreshold}${where}`
        : `similarity to the original is ${report.overall_score}, not above the threshold ${similarityThreshold}`,
      detail: { ...detail, verdict: tooSimilar ? 'too-similar' : 'independent' },
    };
  },
};

function cap(files: Record<string, string>): { source: Record<string, string>; truncated: boolean } {
  const source: Record<string, string> = {};
  let bytes = 0;
  for (const [path, text] of Object.entries(files)) {
    bytes += text.length;
    if (bytes > maximumBytes) return { source, truncated: true };
    source[path] = text;
  }
  return { source, truncated: false };
}

/** Words that both sides take from the documentation are no sign of copying. */
function listDocumented(spec: Spec): Set<string> {
  const words = Object.values(spec.texts).flatMap((text) => text.match(/[A-Za-z_$][\w$]{3,}/g) ?? []);
  const quoted = Object.values(spec.texts).flatMap(
    (text) => text.match(/(?<=['"`])[^'"`\n]{6,200}(?=['"`])/g) ?? [],
  );
  return new Set([...words, ...quoted]);
}
