import type { MarkdownBlock } from './markdown.ts';

/** A block without code after an example. */
export interface ResultBlock {
  readonly lines: readonly string[];
  /** True when the text between them calls it the result; else nothing stands between them. */
  readonly isAnnounced: boolean;
}

const announcement =
  /^(?:(?:this|which|that|it|the above|and)\s+)?(?:will\s+)?(?:results?(?:\s+in)?|returns?|outputs?|prints?|logs?|produces?|yields?|gives?)(?:\s+(?:the following|this))?(?:\s+(?:output|result|string|text))?\s?:?$/i;
const plainLanguages = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'console', 'output']);
const command = /^\s*\$ /;

/** What an example gives, as the blocks behind it show it; null where they show something else. */
export function readResultBlock([first, second]: readonly MarkdownBlock[]): ResultBlock | null {
  if (first?.kind === 'text') {
    const isAnnounced = announcement.test(first.text.replace(/[`*_]/g, '').trim());
    return isAnnounced ? readPlain(second, true) : null;
  }
  return readPlain(first, false);
}

function readPlain(block: MarkdownBlock | undefined, isAnnounced: boolean): ResultBlock | null {
  if (block?.kind !== 'code' || !plainLanguages.has(block.language)) return null;
  const [first = '', ...rest] = block.text.split('\n');
  // `$ node example.js` and what it prints.
  const isRun = /^\s*\$ node \S+\s*$/.test(first);
  if (rest.some((line) => command.test(line)) || (command.test(first) && !isRun)) return null;
  return { lines: isRun ? rest : [first, ...rest], isAnnounced };
}
