import type { DocumentKind } from './types.ts';

/** What a path of an archive may be, by its name alone: documentation, metadata, source code, or neither. */
export type PathClass = DocumentKind | 'metadata' | 'source' | 'other';

const readme = /^readme(\.(md|markdown|mdown|rst|txt))?$/i;
const changelog = /^(changelog|changes|history|releases|release-notes)(\.(md|markdown|rst|txt))?$/i;
const guideInRoot =
  /^(api|usage|guide|options|faq|reference|documentation|docs|migration|migrating)\.(md|markdown|rst|txt)$/i;
const guideInFolder = /^(docs?|documentation|guides?)\/([^/]+\/){0,6}[^/]+\.(md|markdown|rst|txt)$/i;
const declaration = /\.d\.([cm]?ts)$/i;
const sourceExtension =
  /\.([cm]?[jt]sx?|map|vue|svelte|coffee|litcoffee|flow|wasm|node|py|rb|rs|go|c|cc|cpp|h|hpp|java|php|sh|mjs\.txt)$/i;
/** `README.js.md` and `index.ts.txt`: a source file that calls itself a text. */
const sourceInDisguise =
  /\.([cm]?[jt]sx?|coffee|py|rb|rs|go|c|cc|cpp|h|java|php|sh)\.(md|markdown|rst|txt)$/i;

/** Classifies by an allow-list: what is not known to be documentation is not read. */
export function classifyPath(path: string): PathClass {
  if (path === 'package.json') return 'metadata';
  // Declarations of bundled dependencies describe another package.
  if (/(^|\/)(?:node_modules|\.\.?)\//.test(path)) return 'other';
  if (sourceInDisguise.test(path)) return 'source';
  if (readme.test(path)) return 'readme';
  if (changelog.test(path)) return 'changelog';
  if (guideInRoot.test(path) || guideInFolder.test(path)) return 'guide';
  if (declaration.test(path)) return 'declaration';
  return sourceExtension.test(path) ? 'source' : 'other';
}
