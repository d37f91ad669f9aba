/** Blocks that may be opened within one another in one line. */
const maxMarkers = 12;
/** Blanks and markers before a block that is opened; a list within a list takes two. */
const maxColumns = 80;
/** Blocks that all lines of a text together may open within one that they open: the parser keeps all of them. */
const maxNested = 4_000;
const marker = /(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
const ruler = /^([-*])(?:[ \t]*\1){2,}[ \t]*$/;

interface LineNesting {
  /** Blocks that the line opens, so far as they are not too deep. */
  readonly markers: number;
  /** Where in the line the first one that is too deep opens. */
  readonly deep: number | null;
}

/** Offset at which a text opens a block deeper than any honest document does; null when it never does. */
export function findDeepMarker(text: string): number | null {
  let nested = 0;
  let start = 0;
  for (const line of text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const { markers, deep } = measureLine(line.replace(/[\r\n]+$/, ''));
    if (deep !== null) return start + deep;
    nested += Math.max(0, markers - 1);
    if (nested > maxNested) return start;
    start += line.length;
  }
  return null;
}

function measureLine(line: string): LineNesting {
  let at = 0;
  let columns = 0;
  for (let markers = 0; ; markers++) {
    for (; line[at] === ' ' || line[at] === '\t'; at++) columns += line[at] === '\t' ? 4 : 1;
    marker.lastIndex = at;
    const found = marker.exec(line)?.[0];
    if (found === undefined) return { markers, deep: null };
    if (markers >= maxMarkers || columns >= maxColumns) {
      return { markers, deep: ruler.test(line.slice(at)) ? null : at };
    }
    at += found.length;
    columns += found.length;
  }
}
