import type ts from 'typescript';
import { disguisedLimit, findHeavyStretches } from './find-disguised.ts';
import { maxEncodedCharacters, weighEncoded } from './find-encoded.ts';
import { findSlices } from './find-slices.ts';
import { type ReadText, readComment } from './read-comment.ts';
import { countLineEndings, type Edit } from './tracked-text.ts';

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly block: boolean;
}

type ReadComment = Comment & ReadText;

/** Edits that cut the code out of comments: a source file can hide in one, or in slices in many, between declarations. */
export function findCodeInComments(compiler: typeof ts, text: string, maxLines: number): Edit[] {
  const comments = joinLineComments(text, scanComments(compiler, text)).map(
    (comment): ReadComment => ({
      ...comment,
      ...readComment(text.slice(comment.start, comment.end), { hasPrompts: false }),
    }),
  );
  const stray = comments.reduce((sum, { strayStatements }) => sum + strayStatements, 0);
  const edits = comments.flatMap((comment) => {
    const { start, end } = comment;
    if (/^\/\/[#@] ?source(?:Mapping)?URL=/.test(text.slice(start, start + 40))) {
      return [{ start, end, replacement: '', reason: 'link to a source map' }];
    }
    if (comment.codeLines > maxLines) return [cut(comment, `${comment.codeLines} lines of code`)];
    if (stray > disguisedLimit(maxLines) && comment.strayStatements > 0)
      return [cut(comment, `${comment.strayStatements} statements that no example explains`)];
    return cutEncoded(text, comment);
  });
  const examples = comments
    .filter(({ example }) => example.length > 0)
    .map(({ start, end, example }) => ({
      block: { start, end, lines: example.length },
      code: example.join('\n'),
    }));
  return [...edits, ...findSlices(examples, maxLines).map(asComment)];
}

function cut(comment: ReadComment, what: string): Edit {
  const count = `${comment.lines} lines of a comment with ${what}`;
  return { start: comment.start, end: comment.end, replacement: `/* [cut: ${count}] */`, reason: count };
}

function cutEncoded(text: string, comment: ReadComment): Edit[] {
  const body = text.slice(comment.start, comment.end);
  if (findHeavyStretches(body, maxEncodedCharacters, weighEncoded).length === 0) return [];
  return [cut(comment, 'encoded data')];
}

function asComment(edit: Edit): Edit {
  return { ...edit, replacement: `/* ${edit.replacement} */` };
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
