// A scorer for similarity-bench: npx tsx bench.mjs <this file> --pairs dev --threshold 0.7
// Obfuscated code counts as found, because it is never passed.
import { measureSimilarity } from '../../src/validate/similarity/measure-similarity.ts';

const leastOperations = 24;

export default async function score(original, candidate) {
  const report = await measureSimilarity(original, candidate);
  const informative = Math.min(report.original_operations, report.own_operations) >= leastOperations;
  return { score: report.obfuscation.length > 0 ? 1 : report.overall_score, informative };
}
