export { collectDocumentation } from './collect-documentation.ts';
export { DocsError, type DocsErrorCode } from './errors.ts';
export { type GuardResult, guardDocument } from './guard/guard-document.ts';
export { createPublicLookup } from './web/public-lookup.ts';
