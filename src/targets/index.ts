export { findTarget } from './find-target.ts';
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
