export { findTarget } from './find-target.ts';
export { runGoCalls } from './go/calls/run-calls.ts';
export { packageNameOf as goPackageName } from './go/names.ts';
export { buildRustLibrary, type RustLibrary, runRustCalls } from './rust/calls/run-calls.ts';
export type {
  TargetAnswer,
  TargetCall,
  TargetCallReport,
  TargetCallRun,
} from './shared/call-report.ts';
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
