import type TypeScript from 'typescript';
import type { ApiSurface } from '../spec/index.ts';
import { findCommentRanges, type OutlineLanguage, SyntaxTreeError } from '../syntax-trees/index.ts';

type SpecLanguage = ApiSurface['language'];

export interface Comment {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The comments of a text of declarations in order, found between the compiler's own tokens, so that a string with `/*`
 * in it is none. A text that nests too deeply for the compiler counts as one comment, which is the strictest.
 */
export async function readComments(text: string, language: SpecLanguage): Promise<Comment[]> {
  if (language === 'python' || language === 'rust' || language === 'go') return readByTree(text, language);
  const ts = (await import('typescript')).default;
  try {
    const source = ts.createSourceFile('types.d.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    const comments: Comment[] = [];
    visitTokens(ts, source, (token) => {
      const from = token.getFullStart();
      comments.push(...readTrivia(text.slice(from, token.getStart(source, false)), from));
    });
    return comments;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ start: 0, end: text.length }];
  }
}

/** A text that costs the parser too much counts as one comment as well. */
async function readByTree(text: string, language: OutlineLanguage): Promise<Comment[]> {
  try {
    return await findCommentRanges(language, text);
  } catch (error) {
    if (!(error instanceof SyntaxTreeError)) throw error;
    return [{ start: 0, end: text.length }];
  }
}

function visitTokens(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  visit: (token: TypeScript.Node) => void,
): void {
  const open: TypeScript.Node[] = [source];
  for (;;) {
    const node = open.pop();
    if (node === undefined) return;
    // Documentation comments are nodes as well, and lie in the space before a token.
    if (ts.isJSDoc(node)) continue;
    const children = node.getChildren(source);
    if (children.length === 0) visit(node);
    else
      for (let index = children.length - 1; index >= 0; index -= 1)
        open.push(children[index] as TypeScript.Node);
  }
}

/** The comments in what lies between two tokens, which is comments and blanks alone. */
function readTrivia(trivia: string, offset: number): Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  while (at < trivia.length) {
    const isBlock = trivia.startsWith('/*', at);
    if (!isBlock && !trivia.startsWith('//', at)) {
      at += 1;
      continue;
    }
    const mark = isBlock ? trivia.indexOf('*/', at + 2) : trivia.indexOf('\n', at);
    const end = mark === -1 ? trivia.length : mark + (isBlock ? 2 : 0);
    comments.push({ start: offset + at, end: offset + end });
    at = end;
  }
  return comments;
}
