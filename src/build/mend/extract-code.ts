/** What a reply holds of code, and how it was found. */
export interface ExtractedCode {
  readonly code: string;
  /** The closing fence was missing: the reply may have been cut. */
  readonly unclosed: boolean;
}

const fence = /^[ \t]*(```+|~~~+)[ \t]*([\w.+-]*)[^\n]*$/;
const codeLanguages = new Set('js javascript mjs cjs ts typescript jsx tsx node ecmascript'.split(' '));
/** Blocks under these names hold no module, whatever is in them. */
const otherLanguages = new Set(
  'json jsonc sh bash shell console zsh html css diff yaml yml toml xml sql python py go rust'.split(' '),
);
const wrapperLanguages = new Set(['md', 'markdown']);

/** A line that only code begins with: prose speaks of functions and classes too. */
const codeStart =
  /^[ \t]*(?:export\s+|module\.exports\b|exports\.\w|import\s.{0,200}\bfrom\b|(?:async\s+)?function\b\s*\*?\s*[\w$]*\s*\(|class\s+[\w$]+\s*(?:extends\s+[\w$.]+\s*)?\{|(?:const|let|var)\s+[\w$[{])/m;
const declaration =
  /^[ \t]*(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\b|class\b|(?:const|let|var)\s+[\w$]+\s*=\s*(?:async\s*)?(?:function\b|class\b|[\w$]+\s*=>|\([^()\n]{0,200}\)\s*=>))|^[ \t]*(?:module\.)?exports\b/m;

/**
 * The code of a model's reply: of its fenced blocks the one that declares something, in a JavaScript language before
 * others, the longest of equals; or the reply itself from its first line of code on when it has no fence. Null when
 * there is only prose.
 */
export function extractCode(reply: string): ExtractedCode | null {
  const blocks = readBlocks(reply).flatMap((block) =>
    wrapperLanguages.has(block.language) ? readBlocks(block.code) : [block],
  );
  const candidates = blocks.filter(
    ({ code, language }) => code.trim() !== '' && !otherLanguages.has(language),
  );
  const best = candidates.reduce<Block | null>(
    (leader, block) => (leader === null || isBetter(block, leader) ? block : leader),
    null,
  );
  if (best !== null && isPossible(best)) return { code: best.code, unclosed: best.unclosed };
  if (blocks.length > 0) return null;
  const start = codeStart.exec(reply)?.index;
  if (start === undefined) return null;
  const comment = /^[ \t]*\/[/*]/m.exec(reply)?.index ?? start;
  return { code: reply.slice(Math.min(start, comment)), unclosed: false };
}

interface Block {
  readonly language: string;
  readonly code: string;
  readonly unclosed: boolean;
}

function isBetter(block: Block, leader: Block): boolean {
  const rank = ({ code, language }: Block): number[] => [
    declaration.test(code) ? 1 : 0,
    language === '' || codeLanguages.has(language) ? 1 : 0,
    code.length,
  ];
  const [mine, theirs] = [rank(block), rank(leader)];
  const at = mine.findIndex((value, index) => value !== theirs[index]);
  return at >= 0 && (mine[at] ?? 0) > (theirs[at] ?? 0);
}

/** A block under a name that is no language of ours counts when it looks like code. */
function isPossible({ code, language }: Block): boolean {
  return language === '' || codeLanguages.has(language) || declaration.test(code);
}

function readBlocks(reply: string): Block[] {
  const blocks: Block[] = [];
  let open: { marker: string; language: string; lines: string[] } | null = null;
  for (const line of reply.split(/\r?\n/)) {
    const match = fence.exec(line);
    if (open === null) {
      if (match !== null) {
        open = { marker: match[1] ?? '```', language: (match[2] ?? '').toLowerCase(), lines: [] };
      }
    } else if (match !== null && match[2] === '' && line.trim().startsWith(open.marker)) {
      blocks.push({ language: open.language, code: open.lines.join('\n'), unclosed: false });
      open = null;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== null) blocks.push({ language: open.language, code: open.lines.join('\n'), unclosed: true });
  return blocks;
}
