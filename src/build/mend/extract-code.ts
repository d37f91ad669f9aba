/** What a reply holds of code, and how it was found. */
export interface ExtractedCode {
  readonly code: string;
  /** The closing fence was missing: the reply may have been cut. */
  readonly unclosed: boolean;
}

const fence = /^[ \t]{0,3}(```+|~~~+)[ \t]*([\w.+-]*)[^\n]*$/;
const codeLanguages = new Set([
  '',
  'js',
  'javascript',
  'mjs',
  'cjs',
  'ts',
  'typescript',
  'jsx',
  'tsx',
  'node',
]);

/**
 * The code of a model's reply: its longest fenced block in a JavaScript language, or the whole reply when it has no
 * fence at all. Null when there is only prose.
 */
export function extractCode(reply: string): ExtractedCode | null {
  const blocks = readBlocks(reply);
  const candidates = blocks.filter((block) => codeLanguages.has(block.language));
  const best = candidates.reduce<Block | null>(
    (longest, block) => (longest === null || block.code.length > longest.code.length ? block : longest),
    null,
  );
  if (best !== null && best.code.trim() !== '') return { code: best.code, unclosed: best.unclosed };
  if (blocks.length > 0) return null;
  return /\b(function|class|const|let|var|=>)/.test(reply) ? { code: reply, unclosed: false } : null;
}

interface Block {
  readonly language: string;
  readonly code: string;
  readonly unclosed: boolean;
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
