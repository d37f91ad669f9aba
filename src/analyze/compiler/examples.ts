import type { Document } from '../../docs/types.ts';
import type { MarkdownBlock } from './markdown.ts';
import { type CodeText, codeTexts } from './snippet.ts';

const maxExamples = 400;

/** Code of the prose documents, then of the `@example` tags of declarations. */
export function exampleTexts(
  documents: readonly Document[],
  prose: readonly { readonly id: string; readonly blocks: readonly MarkdownBlock[] }[],
): readonly CodeText[] {
  const fromProse = prose.flatMap(({ id, blocks }) => codeTexts(id, blocks));
  const declarations = documents.filter((document) => document.kind === 'declaration');
  return [...fromProse, ...declarations.flatMap(readTags)].slice(0, maxExamples);
}

/** `@example` blocks, fenced or bare, with the lines they stand on. */
function readTags({ id, text }: Document): readonly CodeText[] {
  const found: CodeText[] = [];
  let open: { line: number; lines: string[] } | null = null;
  const close = (): void => {
    const body = open === null ? null : unfence(open.lines, open.line);
    if (body !== null)
      found.push({ document: id, title: '', language: '', isSimplified: false, result: null, ...body });
    open = null;
  };
  text.split('\n').forEach((line, index) => {
    const content = line.replace(/^\s*\*? ?/, '');
    if (/^@example\b/.test(content)) {
      close();
      open = { line: index + 2, lines: [] };
    } else if (/^@\w/.test(content) || line.includes('*/')) close();
    else open?.lines.push(content.slice(0, 2000));
  });
  return found;
}

function unfence(lines: readonly string[], line: number): { text: string; line: number } | null {
  const start = lines.findIndex((entry) => entry.trim().startsWith('```'));
  if (start < 0) return lines.every((entry) => entry.trim() === '') ? null : { text: lines.join('\n'), line };
  const end = lines.findIndex((entry, index) => index > start && entry.trim().startsWith('```'));
  const body = lines.slice(start + 1, end < 0 ? lines.length : end);
  return { text: body.join('\n'), line: line + start + 1 };
}
