import type { CodeChunk } from './types.ts';

const longestLine = 2_000;
const mostLines = 20_000;
const pythonFence = /^(?:|py|python3?|pycon|python-repl|doctest|ipython|text|console|pytb)$/i;
const fence = /^(\s*)(`{3,}|~{3,})\s*\{?\.?([\w+-]*)/;
const directive = /^(\s*)\.\.\s+(?:code-block|code|sourcecode|doctest|testcode|ipython)::\s*(\S*)/;
const prompt = /^\s*>>>(?:\s|$)/;

interface Place {
  readonly document: string;
  /** Line of the document that the text begins on, from 1. */
  readonly firstLine: number;
}

/**
 * The code of a text of Markdown, reStructuredText or a docstring: fenced blocks, literal blocks, and everything behind
 * prompts, with the heading before it. Linear in the text.
 */
export function extractChunks(text: string, { document, firstLine }: Place): CodeChunk[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .slice(0, mostLines)
    .map((line) => line.slice(0, longestLine).replaceAll('\t', '    '));
  const chunks: CodeChunk[] = [];
  let title = '';
  const push = (from: number, to: number): void => {
    const body = lines.slice(from, to);
    const filled = body.filter((line) => line.trim() !== '');
    if (filled.length === 0) return;
    const margin = filled.reduce(
      (least, line) => Math.min(least, line.search(/\S/)),
      Number.POSITIVE_INFINITY,
    );
    const code = body
      .map((line) => line.slice(margin).trimEnd())
      .join('\n')
      .trimEnd();
    chunks.push({ document, line: firstLine + from, title, text: code });
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const open = fence.exec(line);
    if (open !== null) {
      const end = findFenceEnd(lines, at + 1, open[2] ?? '```');
      if (pythonFence.test(open[3] ?? '')) push(at + 1, end);
      at = end + 1;
      continue;
    }
    const block = directive.exec(line);
    const isLiteral = block === null && /::\s*$/.test(line) && !/^\s*\.\.\s/.test(line);
    if (block !== null || isLiteral) {
      const indent = line.search(/\S/);
      const start = skipOptions(lines, at + 1);
      const end = findBlockEnd(lines, start, indent);
      const isPython = block === null || pythonFence.test(block[2] ?? '') || block[2] === 'default';
      if (isPython) push(start, end);
      at = Math.max(end, at + 1);
      continue;
    }
    if (prompt.test(line)) {
      const end = findPromptEnd(lines, at);
      push(at, end);
      at = end;
      continue;
    }
    const next = (lines[at + 1] ?? '').trim();
    if (/^#{1,6}\s+\S/.test(line)) title = plain(line.replace(/^#+\s+/, ''));
    else if (/^([=\-~^"'*+#])\1{2,}$/.test(next) && line.trim() !== '' && next.length >= 3)
      title = plain(line);
    at += 1;
  }
  return chunks;
}

function plain(text: string): string {
  return text
    .replace(/[`*#]|:\w+:/g, '')
    .trim()
    .slice(0, 120);
}

function findFenceEnd(lines: readonly string[], from: number, mark: string): number {
  for (let at = from; at < lines.length; at += 1) {
    const trimmed = (lines[at] ?? '').trim();
    if (trimmed.startsWith(mark) && trimmed.replaceAll(mark[0] ?? '`', '') === '') return at;
  }
  return lines.length;
}

/** Options of a directive, and the empty lines after it. */
function skipOptions(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && /^\s*(?::[\w-]+:.*)?$/.test(lines[at] ?? '')) at += 1;
  return at;
}

function findBlockEnd(lines: readonly string[], from: number, indent: number): number {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (line.search(/\S/) <= indent) break;
    end = at + 1;
  }
  return end;
}

/** A run of prompts goes on over empty lines as long as another prompt follows. */
function findPromptEnd(lines: readonly string[], from: number): number {
  let end = from;
  let isOpen = true;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (prompt.test(line)) isOpen = true;
    else if (line.trim() === '' || /^\s*(?:```|~~~)/.test(line)) {
      isOpen = false;
      if (/^\s*(?:```|~~~)/.test(line)) break;
    } else if (!isOpen) break;
    if (isOpen) end = at + 1;
  }
  return end;
}

export interface DoctestExample {
  readonly source: string;
  /** What stands below, empty for nothing. */
  readonly want: string;
  /** Offset of its first line in the chunk, from 0. */
  readonly line: number;
  /** It is not to be run, or its output is told loosely. */
  readonly isLoose: boolean;
}

/** A chunk with prompts as examples; null for one without. */
export function readDoctest(text: string): DoctestExample[] | null {
  const lines = text.split('\n');
  if (!lines.some((line) => prompt.test(line))) return null;
  const examples: DoctestExample[] = [];
  for (let at = 0; at < lines.length; ) {
    const open = /^(\s*)>>>(?: (.*)|)$/.exec(lines[at] ?? '');
    if (open === null) {
      at += 1;
      continue;
    }
    const start = at;
    const indent = open[1]?.length ?? 0;
    const source = [open[2] ?? ''];
    at += 1;
    for (let more = /^\s*\.\.\.(?: (.*)|)$/.exec(lines[at] ?? ''); more !== null; ) {
      source.push(more[1] ?? '');
      at += 1;
      more = /^\s*\.\.\.(?: (.*)|)$/.exec(lines[at] ?? '');
    }
    const want: string[] = [];
    while (at < lines.length && (lines[at] ?? '').trim() !== '' && !prompt.test(lines[at] ?? '')) {
      want.push((lines[at] ?? '').slice(indent));
      at += 1;
    }
    const code = source.join('\n');
    const isLoose = /#\s*doctest:.*\+(?:SKIP|ELLIPSIS|IGNORE|NORMALIZE)/i.test(code);
    examples.push({ source: code.trimEnd(), want: want.join('\n'), line: start, isLoose });
  }
  return examples;
}
