import type { DocumentKind } from './types.ts';

/**
 * What a path of an archive may be, by its name alone: documentation, metadata, source code, another archive (which may
 * hold source code), or none of these.
 */
export type PathClass = DocumentKind | 'metadata' | 'source' | 'packed' | 'other';

const readme = /^readme(\.(md|markdown|mdown|rst|txt))?$/i;
const changelog = /^(changelog|changes|history|releases|release-notes)(\.(md|markdown|rst|txt))?$/i;
const guideInRoot =
  /^(api|usage|guide|options|faq|reference|documentation|docs|migration|migrating)\.(md|markdown|rst|txt)$/i;
const guideInFolder = /^(docs?|documentation|guides?)\/([^/]+\/){0,6}[^/]+\.(md|markdown|rst|txt)$/i;
const declaration = /\.d\.([cm]?ts)$/i;
const languages =
  '[cm]?[jt]sx?|coffee|litcoffee|ls|flow|vue|svelte|astro|marko|py|pyi|pyx|ipynb|rb|rs|go|c|cc|cpp|cxx|h|hh|hpp|m|mm|java|kts?|scala|cs|fs|vb|swift|dart|php|pl|pm|lua|r|jl|exs?|erl|hs|mli?|clj[cs]?|elm|zig|nim|s|asm|sql|sh|bash|zsh|fish|ps1|bat|cmd|wasm|wat|node';
const derived = 'map|patch|diff|min';
const texts = 'md|markdown|mdown|mkdn?|mdx|rst|txt|text|adoc|asciidoc|org|html?|xhtml|json5?|ya?ml';
const sourceExtension = new RegExp(`\\.(${languages}|${derived})$`, 'i');
/** `README.js.md`, `index.ts.txt`, `a.min.html`: a source file that calls itself a text. */
const sourceInDisguise = new RegExp(`\\.(${languages}|${derived})\\.(${texts})$`, 'i');
const packed = /\.(?:t?gz|tar|zip|7z|rar|bz2|xz|zst|br|lz4|whl|jar|war|crate|gem|asar|nupkg|phar|deb|rpm)$/i;

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
  if (packed.test(path)) return 'packed';
  return sourceExtension.test(path) ? 'source' : 'other';
}
