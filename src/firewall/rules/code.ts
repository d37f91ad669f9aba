import type { Spec } from '../../spec/index.ts';
import type { Place } from '../places.ts';
import type { Finding } from '../types.ts';
import { findImplementations } from './implementations.ts';
import { proseDocuments, splitLines } from './prose.ts';

const fence = /^(?:[\s>*+-]|\/\*\*|\d{1,9}[.)]\s)*(?:```|~~~)/;
/** An element that opens a block, rather than one that is spoken of. */
const openingElement = /^[\s>*/]{0,40}<(?:pre|script|xmp|listing|plaintext|textarea|style)\b/i;
const element = /<(?:pre|script|xmp|listing|plaintext|textarea|style)\b/i;
/** A body in braces after `function ...`, `) ` or `=>` that returns or ends a statement. */
const body = /(?:\bfunction\b[^{}]{0,100}|=>\s?|\)\s?)\{[^{}]{0,300}(?:\breturn\b|;)/;
const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/**
 * Code in prose documents and in the text of the others, and anything in the type definitions that does something when
 * it runs.
 */
export async function findCode(spec: Spec, places: readonly Place[] = []): Promise<Finding[]> {
  return [...findProseCode(spec), ...findTextCode(places), ...(await findImplementations(spec))];
}

/** Comments of declarations and labels in JSON are text as well; there an indented line is only indented. */
function findTextCode(places: readonly Place[]): Finding[] {
  return places.flatMap(({ document, line, kind, text }): Finding[] => {
    if (kind !== 'comment' && kind !== 'label') return [];
    const lines = splitLines(text);
    if (!lines.some((each) => fence.test(each) || openingElement.test(each))) return [];
    return [{ rule: 'code', document, line, reason: 'holds a code block; code belongs in no text' }];
  });
}

function findProseCode(spec: Spec): Finding[] {
  return proseDocuments.flatMap((document) => {
    const lines = splitLines(spec.texts[document]);
    const indented = findIndented(lines);
    return lines.flatMap((text, index): Finding[] => {
      const isBlock = fence.test(text) || element.test(text) || indented.has(index);
      const reason = isBlock
        ? 'holds a code block; code belongs in no prose document'
        : body.test(text)
          ? 'holds the body of a function; code belongs in no prose document'
          : null;
      return reason === null ? [] : [{ rule: 'code', document, line: index + 1, reason }];
    });
  });
}

/** Places of lines that Markdown takes for code: four blanks or a tab after an empty line, and no list item. */
function findIndented(lines: readonly string[]): Set<number> {
  const indented = new Set<number>();
  lines.forEach((line, index) => {
    const isDeep = /^(?: {4}| {0,3}\t)/.test(line) && line.trim() !== '' && !listItem.test(line);
    const before = lines[index - 1] ?? '';
    if (isDeep && (before.trim() === '' || indented.has(index - 1))) indented.add(index);
  });
  return indented;
}
