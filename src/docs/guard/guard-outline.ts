import type { Outliner } from '../outline/types.ts';
import { findEncodedRuns } from './find-blobs.ts';
import { findCodeInOutlineComments } from './find-outline-comments.ts';
import type { DeclarationRules } from './guard-declaration.ts';
import type { GuardOutcome } from './guard-prose.ts';
import { applyEdits, type TrackedText } from './tracked-text.ts';

/** Guards what was taken out of a source file: the text is read anew, and nothing in it may be part of a body. */
export async function guardOutline(
  original: TrackedText,
  outliner: Outliner,
  rules: DeclarationRules,
): Promise<GuardOutcome> {
  const [body] = await outliner.findBodies(original.text);
  if (body !== undefined) return { kind: 'refused', reason: `source code, not declarations: ${body}` };
  const comments = (await outliner.findComments?.(original.text)) ?? [];
  const edits = [
    ...findCodeInOutlineComments(original.text, comments, rules.maxCodeBlockLines),
    ...findEncodedRuns(original.text),
  ];
  const size = Buffer.byteLength(original.text);
  if (size > rules.maxBytes) {
    const most = Math.floor(rules.maxBytes * (original.text.length / size));
    const end = Math.max(0, original.text.lastIndexOf('\n\n', most));
    edits.push({
      start: end,
      end: original.text.length,
      replacement: '\n',
      reason: `document of ${size} bytes, the limit is ${rules.maxBytes}`,
    });
  }
  return { kind: 'kept', tracked: applyEdits(original, edits) };
}
