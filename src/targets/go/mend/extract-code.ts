interface Block {
  readonly language: string;
  readonly code: string;
}

const fence = /^[ \t]*(```+|~~~+)[ \t]*([\w.+-]*)[^\n]*$/;
const ownLanguages = new Set(['', 'go', 'golang']);
const declaration = /^(?:func|type|const|var)\b/m;

/**
 * The code of a reply: the blocks that declare something in Go, the longest first, so that of two versions of one thing
 * the fuller stands in front; or the reply from its first line of code on. Empty when there is only prose.
 */
export function extractGoCode(reply: string): readonly string[] {
  const blocks = readBlocks(reply);
  const own = blocks.filter(({ language, code }) => ownLanguages.has(language) && declaration.test(code));
  if (own.length > 0) return own.map(({ code }) => code).toSorted((one, other) => other.length - one.length);
  const any = blocks.filter(({ code }) => /^func\b/m.test(code));
  if (any.length > 0) return any.map(({ code }) => code);
  const start = /^(?:package \w+\s*$|func\s+[(\w]|type \w+ )/m.exec(reply)?.index;
  return start === undefined ? [] : [reply.slice(start)];
}

function readBlocks(reply: string): Block[] {
  const blocks: Block[] = [];
  let open: { marker: string; language: string; lines: string[] } | null = null;
  for (const line of reply.split(/\r?\n/)) {
    const match = fence.exec(line);
    if (open === null) {
      if (match !== null)
        open = { marker: match[1] ?? '```', language: (match[2] ?? '').toLowerCase(), lines: [] };
    } else if (match !== null && match[2] === '' && line.trim().startsWith(open.marker)) {
      blocks.push({ language: open.language, code: open.lines.join('\n') });
      open = null;
    } else open.lines.push(line);
  }
  // A reply that was cut still holds what it holds.
  if (open !== null) blocks.push({ language: open.language, code: open.lines.join('\n') });
  return blocks;
}
