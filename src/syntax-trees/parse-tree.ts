import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { SyntaxTreeError } from './errors.ts';
import type { TreeLanguage } from './types.ts';

/** Bytes of one text that is parsed; what is larger is generated or hostile. */
const mostCharacters = 4_000_000;
/** A grammar may be driven into backtracking; an honest text of that size takes a tenth of it. */
const mostMilliseconds = 5_000;

const languages = new Map<TreeLanguage, Promise<Language>>();
let started: Promise<void> | undefined;

/**
 * Parses a text and hands its root to `read`; the tree is freed afterwards, so nothing of it may be kept. A text that
 * does not parse gives a tree with nodes of the type `ERROR` (`root.hasError`). Throws SyntaxTreeError for a text that
 * is too large or takes too long, and what `read` throws.
 */
export async function withTree<T>(language: TreeLanguage, text: string, read: (root: Node) => T): Promise<T> {
  if (text.length > mostCharacters) {
    throw new SyntaxTreeError(
      'too-large',
      `Cannot parse a text of ${language} of ${text.length} characters: at most ${mostCharacters} are read`,
    );
  }
  const parser = await createParser(language);
  const deadline = performance.now() + mostMilliseconds;
  try {
    const tree = parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
    if (tree === null) {
      throw new SyntaxTreeError('too-slow', `Cannot parse a text of ${language}: it took too long`);
    }
    try {
      return read(tree.rootNode);
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}

async function createParser(language: TreeLanguage): Promise<Parser> {
  const { resolve } = createRequire(import.meta.url);
  started ??= Parser.init({ locateFile: () => resolve('web-tree-sitter/web-tree-sitter.wasm') });
  await started;
  let loading = languages.get(language);
  if (loading === undefined) {
    loading = Language.load(resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`));
    languages.set(language, loading);
  }
  const parser = new Parser();
  parser.setLanguage(await loading);
  return parser;
}
