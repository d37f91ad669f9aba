import type { SyntaxNode } from '../types.ts';

/** Every comment with the mark that opens a line of it. */
export function findRustComments(root: SyntaxNode): { start: number; end: number; mark: string }[] {
  return root.descendantsOfType(['line_comment', 'block_comment']).flatMap((node) => {
    if (node === null) return [];
    const text = node.text.replace(/[\r\n]+$/, '');
    const mark = /^\/\/[/!]?/.exec(text)?.[0] ?? '//';
    return [{ start: node.startIndex, end: node.startIndex + text.length, mark: `${mark} ` }];
  });
}
