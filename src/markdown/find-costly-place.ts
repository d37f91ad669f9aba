import type { Nodes, Root } from 'mdast';
import type { Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { findInlineCost } from './inline-cost.ts';
import { findDeepMarker } from './nesting.ts';
import { parseInSlices } from './parse-in-slices.ts';
import type { CostlyPlace, MarkdownDialect } from './types.ts';

// With these off a paragraph is one piece of data, which costs its length. What is left finds where paragraphs are.
const noInline = {
  disable: {
    null: [
      ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText', 'definition'],
      ...['hardBreakEscape', 'htmlText', 'labelEnd', 'labelStartImage', 'labelStartLink', 'strikethrough'],
      ...['wwwAutolink', 'protocolAutolink', 'emailAutolink', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall'],
    ],
  },
};
const dialects: Readonly<Record<MarkdownDialect, Options>> = {
  blocks: { extensions: [noInline] },
  gfm: { extensions: [gfm(), noInline], mdastExtensions: [gfmFromMarkdown()] },
};

/**
 * The first place from which the Markdown parser would spend more than its share of time on a text: a line that opens
 * too many blocks within one another, or a paragraph, heading or cell with too many marks. Null where there is none.
 * A reader stops there: whatever is taken out of the middle can turn what follows from code into text.
 */
export function findCostlyPlace(text: string, dialect: MarkdownDialect): CostlyPlace | null {
  const deep = findDeepMarker(text);
  const nested = deep === null ? null : { offset: deep, reason: 'lines nested too deeply' };
  const flat = deep === null ? text : text.slice(0, deep);
  // Its counts are never lower for a text than for a part of it, so most texts need not be parsed to know.
  if (findInlineCost(flat, dialect) === null) return nested;
  for (const { tree, offset } of parseInSlices(flat, dialects[dialect])) {
    for (const { position } of listLeaves(tree)) {
      const start = offset + (position?.start.offset ?? 0);
      const reason = findInlineCost(flat.slice(start, offset + (position?.end.offset ?? 0)), dialect);
      if (reason !== null) return { offset: start, reason };
    }
  }
  return nested;
}

/** What holds text itself: a paragraph, a heading, a cell of a table; in order. */
function listLeaves(root: Root): Nodes[] {
  const leaves: Nodes[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') leaves.push(node);
    else if ('children' in node) for (const child of node.children.toReversed()) pending.push(child);
  }
  return leaves;
}
