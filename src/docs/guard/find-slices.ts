import type { Block } from './markdown-nodes.ts';
import type { Edit } from './tracked-text.ts';

const opensDefinition =
  /^\s*(?:(?:export|default|async|public|private|static|pub)\s+)*(?:function\*?\s+[\w$]+\s*\(|class\s+[A-Z]\w*.*\{\s*$|(?:fn|func|def|sub)\s+\w+|(?:const|let|var)\s+[\w$]+\s*=\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*=>\s*\{\s*$|[\w$]+\s*=>\s*\{\s*$)|(?:module\.)?exports(?:\.\w+)?\s*=\s*(?:async\s+)?(?:function|class)|[\w$.]+\.prototype\.\w+\s*=\s*function)/;

export interface CodeBlock {
  readonly block: Pick<Block, 'start' | 'end' | 'lines'>;
  /** The lines of it that are code. */
  readonly code: string;
}

/**
 * Edits that cut a source which is told in slices, each of them short enough for an example: every block, when too much
 * of the code leaves a bracket open or closes one it did not open; else the blocks that define more than they show, when
 * they are twice the limit together.
 */
export function findSlices(blocks: readonly CodeBlock[], maxLines: number): Edit[] {
  const slices = blocks.map(({ block, code }) => ({ block, ...measure(code) }));
  const broken = slices.filter((slice) => !slice.isBalanced);
  if (countLines(broken) > maxLines) return cutAll(slices, 'that continue one another');
  const defining = slices.filter((slice) => slice.definedLines * 2 >= slice.block.lines);
  return countLines(defining) > maxLines * 2 ? cutAll(defining, 'that define functions') : [];
}

function countLines(blocks: readonly Pick<CodeBlock, 'block'>[]): number {
  return blocks.reduce((sum, { block }) => sum + block.lines, 0);
}

function cutAll(blocks: readonly Pick<CodeBlock, 'block'>[], what: string): Edit[] {
  return blocks.map(({ block: { start, end, lines } }) => {
    const count = `${lines} ${lines === 1 ? 'line' : 'lines'}`;
    const reason = `one of several code blocks ${what}, of ${count}`;
    return { start, end, replacement: `[cut: ${count} of code]`, reason };
  });
}

interface Slice {
  readonly isBalanced: boolean;
  /** Lines of functions and classes with a body. */
  readonly definedLines: number;
}

function measure(code: string): Slice {
  let depth = 0;
  let lowest = 0;
  let definedLines = 0;
  let definitionDepth: number | null = null;
  for (const line of code.split(/\r\n|\n|\r/)) {
    if (/^[\s>]*(?:```|~~~)/.test(line)) continue;
    const opens = definitionDepth === null && opensDefinition.test(line.slice(0, 400));
    if (opens) definitionDepth = depth;
    if (definitionDepth !== null && line.trim() !== '') definedLines += 1;
    for (const bracket of withoutTexts(line).match(/[{}]/g) ?? []) {
      depth += bracket === '{' ? 1 : -1;
      lowest = Math.min(lowest, depth);
    }
    if (definitionDepth !== null && depth <= definitionDepth && !opens) definitionDepth = null;
  }
  return { isBalanced: depth === 0 && lowest === 0, definedLines };
}

/** Braces in strings, templates and comments neither open nor close anything. */
function withoutTexts(line: string): string {
  return line
    .slice(0, 2000)
    .replace(/'[^']{0,200}'|"[^"]{0,200}"|`[^`]{0,200}`/g, '')
    .replace(/\/\/.*$/, '');
}
