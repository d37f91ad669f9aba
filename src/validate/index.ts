export { readBehaviour } from './behaviour/check-behaviour.ts';
export type { Disagreement } from './behaviour/types.ts';
export type {
  ReadDependency,
  ReadOriginalPackage,
  ReadOriginalSource,
  ReadSimilarityControls,
  SimilarityControl,
  ValidationRequest,
} from './check.ts';
export { selectWorkingCode } from './code-files.ts';
export { measureSimilarity, type SimilarityReport } from './similarity/measure-similarity.ts';
export type { CheckName, CheckResult, CheckStatus, Verdict, VerdictKind } from './types.ts';
export { validatePackage } from './validate-package.ts';
