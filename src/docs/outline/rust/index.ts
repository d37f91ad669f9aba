import {
  findBodies,
  findRustComments,
  readRustFile,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';
import type { Outliner } from '../types.ts';
import { renderOutline } from './render-outline.ts';
import { selectRustSources } from './select-sources.ts';

export const rustOutliner: Outliner = {
  classify(path) {
    if (path === 'Cargo.toml') return 'metadata';
    return /^(?:tests|examples|benches)\//.test(path) && path.endsWith('.rs') ? 'source' : null;
  },
  // The root stands elsewhere in old crates.
  isOutlined: (path) =>
    path === 'lib.rs' ||
    (/^src\/(?!bin\/|main\.rs$).*\.rs$/.test(path) && !/(?:^|\/)tests?(?:\.rs$|\/)/.test(path)),
  selectSources: selectRustSources,
  async outline({ text }) {
    try {
      const file = await withTree('rust', text, readRustFile);
      if (file.hasBrokenItems) return null;
      return keepDeclarations(renderOutline(file));
    } catch (error) {
      if (error instanceof SyntaxTreeError) return null;
      throw error;
    }
  },
  findComments: (text) => withTree('rust', text, findRustComments),
  findBodies: (text) => findBodies('rust', text),
  readMetadata: () => null,
};

/**
 * One declaration with a block in its type would have the whole file refused: what is not shown to be a declaration is
 * left out by itself.
 */
async function keepDeclarations(outline: string | null): Promise<string | null> {
  if (outline === null || (await findBodies('rust', outline)).length === 0) return outline;
  const file = await withTree('rust', outline, readRustFile);
  const kept: string[] = [];
  let end = 0;
  for (const item of file.items) {
    const text = outline.slice(end, item.end);
    if ((await findBodies('rust', text)).length === 0) kept.push(text);
    end = item.end;
  }
  return kept.length === 0 ? null : `${kept.join('').trim()}\n`;
}
