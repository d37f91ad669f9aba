export { findTarget } from './find-target.ts';
export { type ReadmeParts, renderReadme } from './shared/package-readme.ts';
export type {
  FormattedFiles,
  NativeLanguage,
  SyntaxReport,
  Target,
  TargetCode,
  TargetDelivery,
  TargetFiles,
  TargetMend,
  TargetProblem,
  TargetRun,
  UsableTargetCode,
} from './types.ts';
