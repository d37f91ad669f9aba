import { findSourceInProse } from './classify-prose.ts';
import { findBlobs } from './find-blobs.ts';
import { findLongCodeBlocks } from './find-code-blocks.ts';
import { findHidden } from './find-hidden.ts';
import { fitSize, type SizeLimit } from './fit-size.ts';
import { type MarkdownNodes, parseMarkdownNodes } from './markdown-nodes.ts';
import { applyEdits, type TrackedText } from './tracked-text.ts';

export type GuardOutcome =
  | { readonly kind: 'kept'; readonly tracked: TrackedText }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ProseRules {
  readonly maxCodeBlockLines: number;
  readonly size: SizeLimit;
  readonly isRst: boolean;
}

/** Taking something out can make a new block of what is around it, so the text is looked at again, at most so often. */
const maxRounds = 12;

/** Guards Markdown, reStructuredText and plain text; everything that is not cut stays byte for byte. */
export async function guardProse(original: TrackedText, rules: ProseRules): Promise<GuardOutcome> {
  const sized = fitSize(original, rules.size);
  const nodes = tryParse(sized.text);
  if (nodes === null) return { kind: 'refused', reason: 'nested too deeply to be read' };
  const source = await findSourceInProse(sized.text, nodes, rules.maxCodeBlockLines);
  if (source !== null) return { kind: 'refused', reason: source };
  const blobs = findBlobs(sized.text);
  const blobCharacters = blobs.reduce((sum, edit) => sum + edit.end - edit.start, 0);
  if (blobCharacters > 1000 && blobCharacters > sized.text.length / 2) {
    return { kind: 'refused', reason: 'mostly encoded data or minified code' };
  }
  return cutUntilClean(applyEdits(sized, blobs), rules);
}

function cutUntilClean(start: TrackedText, rules: ProseRules): GuardOutcome {
  let tracked = start;
  for (let round = 0; round < maxRounds; round++) {
    const nodes = tryParse(tracked.text);
    if (nodes === null) break;
    const edits = [
      ...findHidden(tracked.text, nodes, rules.isRst),
      ...findLongCodeBlocks(tracked.text, nodes, rules.maxCodeBlockLines),
    ];
    if (edits.length === 0) return { kind: 'kept', tracked };
    tracked = applyEdits(tracked, edits);
  }
  return { kind: 'refused', reason: 'nested in a way that keeps bringing forth blocks of code' };
}

function tryParse(text: string): MarkdownNodes | null {
  try {
    return parseMarkdownNodes(text);
  } catch {
    return null;
  }
}
