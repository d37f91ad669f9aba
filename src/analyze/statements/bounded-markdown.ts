import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { findCostlyPlace } from '../../markdown/index.ts';

/** Far more than a README says; the rest of a longer text is not read, and `findUnreadLines` tells where it is. */
const maxCharacters = 120_000;
const maxLines = 5_000;

/** Markdown with tables as a tree; lines are those of `text`. Takes time in proportion to the text, whatever it holds. */
export function parseBoundedMarkdown(text: string): Root {
  const readable = text.slice(0, findReadableEnd(text));
  return fromMarkdown(readable, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The lines of a text, from 1, that are over the limit and not read, or not to their end; null when it is read whole. */
export function findUnreadLines(text: string): readonly [number, number] | null {
  const end = findReadableEnd(text);
  if (end === text.length) return null;
  const countLines = (part: string): number => part.split(/\r\n|\r|\n/).length;
  const last = countLines(text.replace(/(?:\r\n|\r|\n)$/, ''));
  return [Math.min(countLines(text.slice(0, end)), last), last];
}

function findReadableEnd(text: string): number {
  const sized = text.slice(0, maxCharacters);
  const over = Array.from(sized.matchAll(/\r\n|\r|\n/g))[maxLines - 1];
  const lined = over === undefined ? sized : sized.slice(0, over.index + over[0].length);
  return findCostlyPlace(lined, 'gfm')?.offset ?? lined.length;
}
