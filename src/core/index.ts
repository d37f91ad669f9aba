export { canonicalJson } from './canonical-json.ts';
export { digestOf, sha256Hex } from './digest.ts';
export { isAbort, PhalusError, renderError } from './errors.ts';
export {
  escapeGoPath,
  isSamePackageName,
  normalizePackageName,
  unescapeGoPath,
} from './normalize-name.ts';
export { problemOfNpmName } from './npm-name.ts';
export {
  type Ecosystem,
  ecosystems,
  formatPackageId,
  type PackageId,
  type PackageReference,
  PackageReferenceError,
  packageFolderName,
  parsePackageReference,
} from './package-id.ts';
export { problemOfPackageName } from './package-name.ts';
export type { Fetch, NewId, Now } from './ports.ts';
export { askNpm, askProgram, runNpm, runProgram } from './run-program.ts';
