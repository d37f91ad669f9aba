import { withTree } from '../../../syntax-trees/index.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that do not overlap; one within another is dropped. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of ordered) {
    if (start < at) continue;
    parts.push(code.slice(at, start), text);
    at = end;
  }
  parts.push(code.slice(at));
  return parts.join('');
}

/** The code with comments, texts and attributes blanked, so that what is left are names. */
export async function blankTexts(code: string): Promise<string> {
  return withTree('rust', code, (root) =>
    applyEdits(
      code,
      root
        .descendantsOfType([
          'line_comment',
          'block_comment',
          'string_literal',
          'raw_string_literal',
          'char_literal',
          'attribute_item',
          'inner_attribute_item',
        ])
        .flatMap((node) =>
          node === null
            ? []
            : [{ start: node.startIndex, end: node.endIndex, text: node.text.replace(/[^\n]/g, ' ') }],
        ),
    ),
  );
}
