import { findBodies, type SyntaxNode, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { CommentRange, Outliner, SourceFile } from '../types.ts';
import { isMetadataPath, readLongDescription } from './metadata.ts';
import { outlineModule } from './outline-source.ts';
import { isPythonModule, readModuleName, selectPythonSources } from './paths.ts';

/** Python: what `.pyi` and `.py` declare, with docstrings; the long description of core metadata. */
export const pythonOutliner: Outliner = {
  classify(path) {
    if (isMetadataPath(path)) return 'metadata';
    return null;
  },
  isOutlined: (path) => isPythonModule(path) && readModuleName(path) !== null,
  selectSources: async (files) => selectPythonSources(files),
  outline,
  findComments,
  findBodies: (text) => findBodies('python', text),
  readMetadata: readLongDescription,
};

async function outline({ path, text }: SourceFile): Promise<string | null> {
  const packageName = readModuleName(path)?.split('.')[0] ?? '';
  try {
    return await withTree('python', text, (root) =>
      root.hasError ? null : outlineModule(root, packageName),
    );
  } catch (error) {
    // The file nests too deeply, or is too large to be read.
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Docstrings, and what stands behind `#`. */
async function findComments(text: string): Promise<readonly CommentRange[]> {
  return withTree('python', text, (root) => {
    const found: CommentRange[] = [];
    const open: SyntaxNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const { type } = node;
      if (type === 'comment') found.push({ start: node.startIndex, end: node.endIndex, mark: '# ' });
      else if (type === 'expression_statement' && node.namedChildren[0]?.type === 'string') {
        const [, content] = node.namedChildren[0].namedChildren;
        if (content?.type === 'string_content')
          found.push({ start: content.startIndex, end: content.endIndex, mark: '' });
      } else if (/^(?:module|block|class_definition|function_definition|decorated_definition)$/.test(type)) {
        open.push(...node.namedChildren);
      }
    }
    return found;
  });
}
