import type ts from 'typescript';
import { isCodeLine } from './code-likeness.ts';
import { countLineEndings, type Edit } from './tracked-text.ts';

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly block: boolean;
}

/** Edits that cut the code out of comments: a source file can hide in one, between two declarations. */
export function findCodeInComments(compiler: typeof ts, text: string, maxLines: number): Edit[] {
  return joinLineComments(text, scanComments(compiler, text)).flatMap((comment) => {
    const body = text.slice(comment.start, comment.end);
    if (/^\/\/[#@] ?source(?:Mapping)?URL=/.test(body)) {
      return [{ start: comment.start, end: comment.end, replacement: '', reason: 'link to a source map' }];
    }
    const lines = body
      .split(/\r\n|\n|\r/)
      .map((line) => line.replace(/^\s*(?:\/\*+|\*+(?!\/)|\/\/+)\s?/, ''));
    const codeLines = lines.filter(isCodeLine).length;
    if (codeLines <= maxLines) return [];
    const count = `${lines.length} lines of a comment with ${codeLines} lines of code`;
    return [
      {
        start: comment.start,
        end: comment.end,
        replacement: comment.block ? `/* [cut: ${count}] */` : `// [cut: ${count}]`,
        reason: count,
      },
    ];
  });
}

function scanComments(compiler: typeof ts, text: string): Comment[] {
  const { SyntaxKind } = compiler;
  const scanner = compiler.createScanner(
    compiler.ScriptTarget.Latest,
    false,
    compiler.LanguageVariant.Standard,
    text,
  );
  const comments: Comment[] = [];
  // Depth of braces inside each template type that is open: its middle is scanned as a template, not as code.
  const templates: number[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const top = templates.length - 1;
    if (kind === SyntaxKind.TemplateHead) templates.push(0);
    else if (kind === SyntaxKind.OpenBraceToken && top >= 0) templates[top] = (templates[top] ?? 0) + 1;
    else if (kind === SyntaxKind.CloseBraceToken && top >= 0) {
      if ((templates[top] ?? 0) > 0) templates[top] = (templates[top] ?? 0) - 1;
      else if (scanner.reScanTemplateToken(false) === SyntaxKind.TemplateTail) templates.pop();
    } else if (kind === SyntaxKind.MultiLineCommentTrivia || kind === SyntaxKind.SingleLineCommentTrivia) {
      const block = kind === SyntaxKind.MultiLineCommentTrivia;
      comments.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd(), block });
    }
  }
  return comments;
}

function joinLineComments(text: string, comments: readonly Comment[]): Comment[] {
  const joined: Comment[] = [];
  for (const comment of comments) {
    const previous = joined.at(-1);
    const between = previous === undefined ? '' : text.slice(previous.end, comment.start);
    const follows = between.trim() === '' && countLineEndings(between) <= 3;
    const isLink = /^\/\/[#@] ?source/.test(text.slice(comment.start, comment.start + 12));
    if (previous !== undefined && follows && !isLink && previous.block === comment.block && !comment.block) {
      joined[joined.length - 1] = { ...previous, end: comment.end };
    } else joined.push(comment);
  }
  return joined;
}
