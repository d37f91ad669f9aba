import { findHiddenInRst } from './literal-blocks.ts';
import { isInside, type MarkdownNodes } from './markdown-nodes.ts';
import type { Edit } from './tracked-text.ts';

const hiding = [
  { opens: /<!--/g, closes: /--!?>/g, reason: 'comment that a reader does not see' },
  { opens: /<script\b/gi, closes: /<\/script[^>]{0,100}>/gi, reason: 'script element' },
  { opens: /<style\b/gi, closes: /<\/style[^>]{0,100}>/gi, reason: 'style element' },
  { opens: /<template\b/gi, closes: /<\/template[^>]{0,100}>/gi, reason: 'template element' },
] as const;

/** Edits that take out what is in the file but not on the page: a place for instructions and for source. */
export function findHidden(text: string, nodes: MarkdownNodes, isRst: boolean): Edit[] {
  const edits: Edit[] = nodes.comments.map((block) =>
    remove(block.start, block.end, 'comment in a definition'),
  );
  for (const { opens, closes, reason } of hiding) {
    for (const match of text.matchAll(opens)) {
      if (match.index < (edits.at(-1)?.end ?? 0) && edits.at(-1)?.reason === reason) continue;
      if (!isInside(nodes.html, match.index)) continue;
      const closing = new RegExp(closes);
      closing.lastIndex = match.index + match[0].length;
      const found = closing.exec(text);
      edits.push(remove(match.index, found === null ? text.length : found.index + found[0].length, reason));
    }
  }
  if (!isRst) return edits;
  return [
    ...edits,
    ...findHiddenInRst(text).map((block) => remove(block.start, block.end, 'comment or raw markup')),
  ];
}

function remove(start: number, end: number, reason: string): Edit {
  return { start, end, replacement: '', reason };
}
