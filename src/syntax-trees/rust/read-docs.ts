import type { SyntaxNode } from '../types.ts';

/** The lines of a documentation comment without marks; null for any other comment. */
export function readDocComment(text: string, mark: 'outer' | 'inner'): string[] | null {
  const [line, block] = mark === 'outer' ? (['///', '/**'] as const) : (['//!', '/*!'] as const);
  if (text.startsWith(line) && !(mark === 'outer' && text.startsWith('////'))) {
    return [
      text
        .slice(3)
        .replace(/[\r\n]+$/, '')
        .replace(/^ /, ''),
    ];
  }
  if (!text.startsWith(block) || text.length < 5 || text.startsWith('/***')) return null;
  const lines = text.slice(3, -2).split(/\r\n|\n|\r/);
  const starred = lines.slice(1).every((each) => each.trim() === '' || /^\s*\*/.test(each));
  const bare = lines.map((each, index) =>
    (index > 0 && starred ? each.replace(/^\s*\*/, '') : each).replace(/^ /, '').trimEnd(),
  );
  while (bare[0] === '') bare.shift();
  while (bare.at(-1) === '') bare.pop();
  return bare;
}

/** The text of `#[doc = "..."]`; null for any other attribute, and where the text is not written there. */
export function readDocAttribute(node: SyntaxNode): string[] | null {
  const match = /^#!?\[\s*doc\s*=\s*(r#*)?"([\s\S]*)"#*\s*\]$/.exec(node.text.slice(0, 20_000));
  if (match === null) return null;
  const text = match[2] ?? '';
  const plain = match[1] === undefined ? text.replace(/\\n/g, '\n').replace(/\\(["'\\])/g, '$1') : text;
  return plain.split('\n').map((line) => line.replace(/^ /, '').trimEnd());
}
