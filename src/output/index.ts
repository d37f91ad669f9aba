export { OutputError, type OutputErrorCode } from './errors.ts';
export { auditPath, type EvidenceName, evidencePath, packageFolder, stateFolder } from './layout.ts';
export { checkPaths, evidenceFolder, findPathProblem } from './paths.ts';
export { readPackage } from './read-package.ts';
export { readText } from './read-text.ts';
export { type ReportSubject, renderValidationReport } from './report.ts';
export { readSpecFolder, renderSpecFiles, writeSpecFolder } from './spec-folder.ts';
export type { FileTree, PackageWrite, SpecFolder } from './types.ts';
export { writePackage } from './write-package.ts';
