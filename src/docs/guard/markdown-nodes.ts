import { parseInSlices } from '../../markdown/index.ts';
import { countLineEndings } from './tracked-text.ts';

/** A stretch of a Markdown text by offsets; `lines` counts the lines it holds, without fences. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  readonly fenced: boolean;
  /** Nothing but blanks stands between this block and the one before it. */
  readonly adjacent: boolean;
}

export interface MarkdownNodes {
  readonly code: readonly Block[];
  readonly html: readonly Block[];
  /** `[//]: # (text)`: definitions that are used as comments. */
  readonly comments: readonly Block[];
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly position?: {
    readonly start: { readonly offset?: number };
    readonly end: { readonly offset?: number };
  };
  readonly children?: readonly Node[];
}

// Emphasis and links take quadratic time on hostile text (`*a_` 20,000 times: 43 s), and nothing here needs them; the
// extensions of GFM are left out for the same reason: no table or footnote of theirs holds a block of code.
const blocksOnly = {
  disable: { null: ['attention', 'labelStartImage', 'labelStartLink', 'labelEnd', 'autolink'] },
};

/** The text must end before what `findCostlyPlace` finds: the parser has no bounds of its own. */
export function parseMarkdownNodes(text: string): MarkdownNodes {
  const found = { code: [], html: [], comments: [] } as {
    -readonly [Key in keyof MarkdownNodes]: MarkdownNodes[Key][number][];
  };
  for (const { tree, offset } of parseInSlices(text, { extensions: [blocksOnly] })) {
    const pending: Node[] = [tree as Node];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      const block = blockOf(node, text, offset);
      if (node.type === 'code') found.code.push(block);
      else if (node.type === 'html') found.html.push(block);
      else if (isComment(node)) found.comments.push(block);
      for (const child of node.children?.toReversed() ?? []) pending.push(child);
    }
  }
  return { ...found, code: markAdjacent(text, found.code) };
}

function blockOf(node: Node, text: string, offset: number): Block {
  const start = offset + (node.position?.start.offset ?? 0);
  return {
    start,
    end: offset + (node.position?.end.offset ?? 0),
    lines: countLineEndings(node.value ?? '') + 1,
    fenced: text.startsWith('```', start) || text.startsWith('~~~', start),
    adjacent: false,
  };
}

function isComment(node: Node): boolean {
  return node.type === 'definition' && (node.url === '#' || node.url === '' || node.url === '//');
}

function markAdjacent(text: string, blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => {
    const previous = blocks[index - 1];
    const between = previous === undefined ? 'text' : text.slice(previous.end, block.start);
    return { ...block, adjacent: /^[\s>*_-]*$/.test(between) };
  });
}

/** True when `offset` lies in one of the blocks, which are in order and apart. */
export function isInside(blocks: readonly Block[], offset: number): boolean {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block === undefined) return false;
    if (offset < block.start) high = middle - 1;
    else if (offset >= block.end) low = middle + 1;
    else return true;
  }
  return false;
}
