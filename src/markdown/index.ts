export { findCostlyPlace } from './find-costly-place.ts';
export { parseInSlices, type Slice } from './parse-in-slices.ts';
export type { CostlyPlace, MarkdownDialect } from './types.ts';
