export interface ExtractedCode {
  readonly code: string;
  /** The closing fence was missing: the reply may have been cut. */
  readonly isUnclosed: boolean;
}

const fence = /^[ \t]*(```+|~~~+)[ \t]*([\w.+-]*)[^\n]*$/;
const otherLanguages = new Set(
  'toml sh bash shell console json text md markdown yaml yml python py js javascript ts typescript go c cpp'.split(
    ' ',
  ),
);
const declares =
  /^\s*(?:pub(?:\([a-z]+\))?\s+)?(?:const\s+|async\s+|unsafe\s+)*(?:fn\s+(?!main\b)|struct\s|enum\s|trait\s|impl\b|union\s|type\s|static\s|const\s|macro_rules!|mod\s)/gm;

/** The code of a reply: of its blocks the one that declares most; the reply itself where it has no fence. */
export function extractCode(reply: string): ExtractedCode | null {
  const blocks = readBlocks(reply).filter(
    ({ code, language }) => code.trim() !== '' && !otherLanguages.has(language),
  );
  const best = blocks.reduce<Block | null>(
    (leader, block) => (leader === null || weigh(block) > weigh(leader) ? block : leader),
    null,
  );
  if (best !== null && (weigh(best) >= 1 || /^(?:rust|rs)$/.test(best.language)))
    return { code: best.code, isUnclosed: best.isUnclosed };
  if (blocks.length > 0) return null;
  const start = reply.search(
    /^(?:\/\/|#!?\[|use\s|pub\s|fn\s|struct\s|enum\s|trait\s|impl\b|const\s|mod\s)/m,
  );
  return start === -1 || countDeclarations(reply) === 0
    ? null
    : { code: reply.slice(start), isUnclosed: false };
}

interface Block {
  readonly language: string;
  readonly code: string;
  readonly isUnclosed: boolean;
}

function weigh({ code }: Block): number {
  return countDeclarations(code) + Math.min(code.length, 100_000) / 1_000_000;
}

function countDeclarations(code: string): number {
  return code.match(declares)?.length ?? 0;
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
      blocks.push({ language: open.language, code: open.lines.join('\n'), isUnclosed: false });
      open = null;
    } else open.lines.push(line);
  }
  if (open !== null) blocks.push({ language: open.language, code: open.lines.join('\n'), isUnclosed: true });
  return blocks;
}
