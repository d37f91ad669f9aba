import { findBodies, type SyntaxNode, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { RawDocument } from '../../types.ts';
import type { CommentRange, Outliner, SourceFile } from '../types.ts';
import { isGoTest, isPublicGoFile } from './paths.ts';
import { renderExamples } from './read-examples.ts';
import { readOutline, renderOutline } from './render-outline.ts';

/** What `go doc -all` shows of the packages of a module, and the examples that package sites show beside it. */
export const goOutliner: Outliner = {
  classify: () => null,
  isOutlined: isPublicGoFile,
  async outline({ path, text }) {
    if (isGoTest(path) || isLeftOutOfBuilds(text)) return null;
    const parts = await readTree(text, readOutline);
    return parts === null ? null : renderOutline(parts);
  },
  async readExamples({ path, text }): Promise<RawDocument | null> {
    const content = isGoTest(path) ? await readTree(text, renderExamples) : null;
    return content === null ? null : { kind: 'guide', origin: path, content };
  },
  findComments: findGoComments,
  findBodies: (text) => findBodies('go', text),
  readMetadata: () => null,
};

/** Null for a text that does not parse, is nested too deeply, or costs too much. */
async function readTree<T>(
  text: SourceFile['text'],
  read: (root: SyntaxNode) => T | null,
): Promise<T | null> {
  try {
    return await withTree('go', text, (root) => (root.hasError ? null : read(root)));
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Generators and the like are kept beside the package and belong to no build of it. */
function isLeftOutOfBuilds(text: string): boolean {
  const head = text.slice(0, 5_000);
  return /^\/\/(?:go:build| \+build)[^\n]*\b(?:ignore|windows|darwin|js|wasm|appengine|purego)\b/m.test(head);
}

async function findGoComments(text: string): Promise<readonly CommentRange[]> {
  const comments = await readTree(text, (root) =>
    root
      .descendantsOfType('comment')
      .flatMap((comment) =>
        comment === null ? [] : [{ start: comment.startIndex, end: comment.endIndex, mark: '// ' }],
      ),
  );
  return comments ?? [];
}
