import { findCostlyPlace } from '../../markdown/index.ts';
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
  const readable = readBounded(fitSize(original, rules.size), rules);
  if (typeof readable === 'string') return { kind: 'refused', reason: readable };
  const { tracked: bounded, nodes } = readable;
  const source = await findSourceInProse(bounded.text, nodes, rules.maxCodeBlockLines);
  if (source !== null) return { kind: 'refused', reason: source };
  const blobs = findBlobs(bounded.text);
  const blobCharacters = blobs.reduce((sum, edit) => sum + edit.end - edit.start, 0);
  if (blobCharacters > 1000 && blobCharacters > bounded.text.length / 2) {
    return { kind: 'refused', reason: 'mostly encoded data or minified code' };
  }
  return cutUntilClean(blobs.length === 0 ? readable : readBounded(applyEdits(bounded, blobs), rules), rules);
}

interface Readable {
  readonly tracked: TrackedText;
  readonly nodes: MarkdownNodes;
}

function cutUntilClean(start: Readable | string, rules: ProseRules): GuardOutcome {
  let current = start;
  for (let round = 0; round < maxRounds && typeof current !== 'string'; round++) {
    const { tracked, nodes } = current;
    const edits = [
      ...findHidden(tracked.text, nodes, rules.isRst),
      ...findLongCodeBlocks(tracked.text, nodes, rules.maxCodeBlockLines),
    ];
    if (edits.length === 0) return { kind: 'kept', tracked };
    current = readBounded(applyEdits(tracked, edits), rules);
  }
  if (typeof current === 'string') return { kind: 'refused', reason: current };
  return { kind: 'refused', reason: 'nested in a way that keeps bringing forth blocks of code' };
}

/** The text up to where the parser would spend too long on it, and its blocks; why not, if nothing can be read. */
function readBounded(tracked: TrackedText, rules: Pick<ProseRules, 'isRst'>): Readable | string {
  const place = findCostlyPlace(tracked.text, 'blocks');
  if (place === null) return parse(tracked, rules);
  const { offset: start, reason } = place;
  if (!/\p{L}{2}/u.test(tracked.text.slice(0, start))) return reason;
  const rest = { start, end: tracked.text.length, replacement: '[cut: the rest of the document]' };
  return parse(applyEdits(tracked, [{ ...rest, reason: `rest of the document after ${reason}` }]), rules);
}

function parse(tracked: TrackedText, { isRst }: Pick<ProseRules, 'isRst'>): Readable | string {
  try {
    const text = isRst ? maskUnderlines(tracked.text) : tracked.text;
    return { tracked, nodes: parseMarkdownNodes(text) };
  } catch {
    return 'nested too deeply to be read';
  }
}

/** A title that stands apart, and a line below it that is at least as long. */
const underlined =
  /((?:^|(?:\r\n|\n|\r)[ \t]*)(?:\r\n|\n|\r)|^)([\p{L}\p{N}][^\r\n]{2,200})(\r\n|\n|\r)(~{3,300})(?=[ \t]*(?:\r\n|\n|\r|$(?![\s\S])))/gu;

/**
 * In reStructuredText `~~~` underlines a title, and in Markdown it would open a block of code that has no end. As many
 * characters as before: what is found stands in the same place.
 */
function maskUnderlines(text: string): string {
  return text.replace(underlined, (whole, before: string, title: string, ending: string, line: string) =>
    line.length < title.trimEnd().length ? whole : `${before}${title}${ending}${'-'.repeat(line.length)}`,
  );
}
