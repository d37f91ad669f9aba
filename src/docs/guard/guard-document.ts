import { maxChangelogBytes, maxFileBytes } from '../limits.ts';
import type { Outliner } from '../outline/types.ts';
import type { Cut, DocsSettings, RawDocument } from '../types.ts';
import { decodeText, findInvisibleCharacters } from './decode-text.ts';
import { guardDeclaration } from './guard-declaration.ts';
import { guardOutline } from './guard-outline.ts';
import { type GuardOutcome, guardProse } from './guard-prose.ts';
import { isNewestLast } from './newest-last.ts';
import { applyEdits, type TrackedText, trackText } from './tracked-text.ts';

export type GuardResult =
  | { readonly kind: 'kept'; readonly text: string; readonly cuts: readonly Cut[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly sizeBytes: number };

/**
 * The source guard: decides on the content of a document, whatever its name says. What it keeps holds no code over the
 * limits and nothing that a reader would not see; what it took out is in `cuts`. Never throws for what a document holds.
 */
export async function guardDocument(
  document: RawDocument,
  settings: DocsSettings,
  outliner: Outliner | null = null,
): Promise<GuardResult> {
  const sizeBytes =
    typeof document.content === 'string' ? Buffer.byteLength(document.content) : document.content.byteLength;
  if (sizeBytes > maxFileBytes) return { kind: 'refused', reason: 'too large to be read', sizeBytes };
  const decoded = decodeText(document.content);
  if (decoded.kind === 'refused') return { ...decoded, sizeBytes };
  const visible = applyEdits(trackText(decoded.text), findInvisibleCharacters(decoded.text));
  if (visible.text.trim() === '') return { kind: 'refused', reason: 'empty', sizeBytes };
  const outcome = await judge(document, visible, { settings, outliner });
  if (outcome.kind === 'refused') return { ...outcome, sizeBytes };
  const { text, cuts } = outcome.tracked;
  return { kind: 'kept', text, cuts: joinCuts(cuts) };
}

async function judge(
  document: RawDocument,
  text: TrackedText,
  { settings, outliner }: { readonly settings: DocsSettings; readonly outliner: Outliner | null },
): Promise<GuardOutcome> {
  const maxBytes = settings.max_document_kb * 1024;
  const maxCodeBlockLines = settings.max_code_block_lines;
  if (document.isOutline === true && outliner !== null) {
    return guardOutline(text, outliner, { maxCodeBlockLines, maxBytes });
  }
  if (document.kind === 'declaration') return guardDeclaration(text, { maxCodeBlockLines, maxBytes });
  const isChangelog = document.kind === 'changelog';
  return guardProse(text, {
    maxCodeBlockLines,
    isRst: /\.rst$/i.test(document.origin),
    size: {
      maxBytes: isChangelog ? Math.min(maxBytes, maxChangelogBytes) : maxBytes,
      keep: isChangelog && isNewestLast(text.text) ? 'end' : 'beginning',
    },
  });
}

/** In order; those of one reason on the same or the next line are one, so that a text cannot fill the audit with them. */
function joinCuts(cuts: readonly Cut[]): Cut[] {
  const joined: Cut[] = [];
  for (const cut of cuts.toSorted((a, b) => a.lines[0] - b.lines[0])) {
    const previous = joined.at(-1);
    if (previous?.reason === cut.reason && cut.lines[0] <= previous.lines[1] + 1) {
      const last = Math.max(previous.lines[1], cut.lines[1]);
      joined[joined.length - 1] = { lines: [previous.lines[0], last], reason: cut.reason };
    } else joined.push(cut);
  }
  return joined;
}
