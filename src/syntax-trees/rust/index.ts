export { type RustAnyValue, renderRustAnyValue } from './any-value.ts';
export { isEnabledRust } from './cfg.ts';
export { findRustComments } from './find-comments.ts';
export { isRustLiteral } from './literal.ts';
export { collapseRust, readRustFile } from './read-items.ts';
export { readUse } from './read-use.ts';
export { type RenderRules, renderRustDocs, renderRustItem, renderRustSignature } from './render-item.ts';
export {
  modulePath,
  type RustCrate,
  type RustExport,
  type RustSource,
  resolveRustCrate,
} from './resolve-crate.ts';
export type { RustField, RustFile, RustItem, RustUse, RustVariant } from './types.ts';
