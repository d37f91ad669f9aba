import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';

/** A stretch of a text, parsed by itself: offsets of `tree` count from `offset`, and so do its lines. */
export interface Slice {
  readonly offset: number;
  readonly tree: Root;
}

// Becomes a paragraph of its own exactly where no block is open.
const probe = 'x';

/**
 * Parses a text piece by piece, because the parser's time grows with the square of the blocks that it holds at once.
 * Blocks are those of the whole text, but for a list with blank lines, which can come in several parts, for a blank line
 * at the end of an open fence, and for links to definitions elsewhere. A slice ends between blocks at the left margin after `characters` or more, and where an open fence or HTML block
 * keeps it from ending it is doubled, so that no more than about three times the text is parsed.
 */
export function* parseInSlices(text: string, options: Options, characters = 8_000): Generator<Slice> {
  let start = 0;
  let least = characters;
  for (const border of findBorders(text)) {
    if (border - start < least) continue;
    const tree = fromMarkdown(text.slice(start, border) + probe, options);
    const last = tree.children.at(-1);
    if (last?.type === 'paragraph' && last.position?.start.offset === border - start) {
      tree.children.pop();
      yield { offset: start, tree };
      start = border;
      least = characters;
    } else least *= 2;
  }
  yield { offset: start, tree: fromMarkdown(text.slice(start), options) };
}

/** Offsets of lines at the left margin that follow a blank one: whatever contains other blocks has ended there. */
function findBorders(text: string): number[] {
  const borders: number[] = [];
  let start = 0;
  let followsBlank = false;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    if (followsBlank && isAtMargin(text.charCodeAt(start))) borders.push(start);
    followsBlank = /^[ \t]*$/.test(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  if (followsBlank && start < text.length && isAtMargin(text.charCodeAt(start))) borders.push(start);
  return borders;
}

/** The parser skips a byte order mark where its text begins, which would move the offsets of a slice. */
function isAtMargin(code: number): boolean {
  return code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0xfeff;
}
