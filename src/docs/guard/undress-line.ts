// What a line can wear over its code: quotes, lists, headings, comments, patches, prompts, numbers, the prefix of grep.
const clothes =
  /^(?:[>#|*+<-]+(?=[\s\w'"`}$])|\/\/+|\/\*+|--|\d{1,6}\s*[.:|)\t]|[\w./-]{1,120}:\d{1,6}:|\[\^?[\w-]{1,40}\]:|(?:>>>|\.\.\.|\$)(?=\s))\s*/;
const longestLine = 4000;
const namedEntities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * The lines that a reader makes out in one line of a text: parted at escapes of a line's end, ends of statements, elements of HTML and cells
 * of a table, without quotes, marks of lists, numbers, tags and ticks. For measuring only, and never handed on.
 */
export function undressLine(line: string): string[] {
  return (
    line
      .replace(/\\r?\\n|\\n/g, '\n')
      .replace(/<\/?[a-zA-Z][^<>]{0,400}>/g, (tag) =>
        /^<\/?(?:span|b|i|em|strong|a|font)\b/i.test(tag) ? '' : '\n',
      )
      // A page may have put a whole program into one paragraph.
      .replace(/([;{}]) +/g, '$1\n')
      .split('\n')
      .flatMap(splitCells)
      .map((part) => strip(decodeEntities(part.slice(0, longestLine)).normalize('NFKC')))
      .filter((part) => part !== '')
  );
}

function splitCells(line: string): string[] {
  if (!/^[\s>]*\|.*\|\s*$/.test(line.slice(0, longestLine))) return [line];
  return line.split(/(?<!\|)\|(?!\|)/);
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (entity, decimal, hexadecimal, name) => {
      if (name !== undefined) return namedEntities[String(name).toLowerCase()] ?? entity;
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    },
  );
}

function strip(text: string): string {
  let bare = text.trim();
  // A line may wear several at once (`> > 12: code`); no honest one wears more than a few.
  for (let round = 0; round < 6; round++) {
    const inner = unquote(bare.replace(clothes, '').trim());
    if (inner === bare) break;
    bare = inner;
  }
  return bare;
}

/** Without the ticks, stars or quotes that hold the whole of it; the title of a link stands for the link. */
function unquote(text: string): string {
  const title = /^(?:\[[^\]]{0,80}\]\()?\S{1,200}\s"(.*)"\)?$/.exec(text)?.[1];
  if (title !== undefined) return title;
  const held = /^(`{1,3}|\*\*|__|["'])(.*?)\1,?$/.exec(text)?.[2];
  return held === undefined ? text : held.trim();
}
