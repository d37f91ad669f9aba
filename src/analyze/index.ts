export { analyzeDocumentation } from './analyze.ts';
export { AnalyzeError, type AnalyzeErrorCode } from './errors.ts';
export { estimateByAgent, estimateTokens, type TokenEstimate } from './estimate-tokens.ts';
export {
  type Mending,
  type MendRequest,
  mendStatements,
  mendSystemPrompt,
  type RefusedStatement,
} from './mending/mend-statements.ts';
export type { Analysis, AnalysisEvidence, AnalyzeRequest, CachedSpec, SpecCache } from './types.ts';
