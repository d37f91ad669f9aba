import type { Nodes, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Document } from '../../docs/types.ts';
import { parseBoundedMarkdown } from './bounded-markdown.ts';
import { isIrrelevantHeading, plainHeading } from './headings.ts';
import { renderRstAsMarkdown } from './rst-as-markdown.ts';

/** One thing the documentation says, where it says it, and under which headings. */
export interface Fact {
  readonly document: string;
  /** From 1, inclusive. */
  readonly lines: readonly [number, number];
  /** Headings from the outermost in, without the document's title. */
  readonly context: readonly string[];
  readonly text: string;
}

/**
 * The prose of a document (Markdown, or reStructuredText by its file's name) as single facts: sentences of paragraphs, list items and quotes, and rows of tables.
 * Code, HTML, badges and sections that describe no behaviour are left out; examples are the compiler's.
 */
export function readFacts(document: Document): Fact[] {
  const isRst = /\.rst$/i.test(document.origin);
  const tree = parseBoundedMarkdown(isRst ? renderRstAsMarkdown(document.text) : document.text);
  const facts: Fact[] = [];
  let path: { depth: number; title: string }[] = [];
  for (const node of tree.children) {
    if (node.type === 'heading') {
      const title = plainHeading(node);
      path = [...path.filter(({ depth }) => depth < node.depth), { depth: node.depth, title }];
    } else if (!path.some(({ title }) => isIrrelevantHeading(title))) {
      const context = path.filter(({ depth }) => depth > 1).map(({ title }) => title);
      facts.push(...readBlock(node).map((fact) => ({ document: document.id, context, ...fact })));
    }
  }
  return mergeAttributes(facts).filter(({ text }) => isSubstantial(text));
}

/** Says more than where to look further. */
function isSubstantial(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return words.length >= 3 && !/^(?:\(?see\b|read more\b|here'?s an example\b|for example:?$)/i.test(text);
}

type BlockFact = Pick<Fact, 'lines' | 'text'>;

function readBlock(node: Nodes): BlockFact[] {
  if (node.type === 'paragraph') return readSentences(node);
  if (node.type === 'table') return readRows(node);
  if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') {
    return node.children.flatMap((child) => readBlock(child));
  }
  return [];
}

function readSentences(node: Nodes): BlockFact[] {
  const text = renderInline(node);
  if (!/\p{L}{2}/u.test(text)) return [];
  const lines = linesOf(node);
  return splitSentences(text).map((sentence) => ({ lines, text: sentence }));
}

function readRows(table: Table): BlockFact[] {
  const [head, ...rows] = table.children;
  const names = (head?.children ?? []).map((cell) => renderInline(cell));
  return rows.flatMap((row) => {
    const text = row.children
      .map((cell, index) => `${names[index] ?? ''}: ${renderInline(cell)}`)
      .filter((cell) => !/: *$/.test(cell))
      .join('; ');
    return splitLong(text.replace(/\s+/g, ' ')).map((piece) => ({ lines: linesOf(row), text: piece }));
  });
}

/** The text of a node with code in back quotes, without images and without where its links lead. */
function renderInline(node: Nodes): string {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'html') return '';
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map((child) => renderInline(child)).join('');
  return plainText(node);
}

/** A longer one is a list without full stops; it would not fit a request. */
const maxSentenceLength = 700;

/** Splits at a full stop before a blank, not within back quotes and not after `e.g.` and the like. */
function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let parts: string[] = [];
  let ticks = 0;
  for (const part of text.split(/(?<=[.!?])\s+|\n{2,}/)) {
    parts.push(part);
    ticks += part.match(/`/g)?.length ?? 0;
    const isOpen = ticks % 2 === 1 || /\b(?:e\.g|i\.e|etc|vs|cf)\.$/i.test(part.slice(-8));
    if (isOpen) continue;
    sentences.push(parts.join(' '));
    parts = [];
    ticks = 0;
  }
  sentences.push(parts.join(' '));
  return sentences
    .map((sentence) =>
      sentence
        .replace(/\s+/g, ' ')
        .replace(/^ ?NOTE:\s*/i, '')
        .trim(),
    )
    .flatMap((sentence) => splitLong(sentence))
    .filter((sentence) => sentence.length > 2);
}

/** At the last semicolon, comma or blank that fits. */
function splitLong(sentence: string): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > maxSentenceLength) {
    const head = rest.slice(0, maxSentenceLength);
    const places = ['; ', ', ', ' '].map((mark) => head.lastIndexOf(mark));
    const end = (places.find((place) => place > maxSentenceLength / 2) ?? maxSentenceLength - 1) + 1;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...pieces, rest];
}

function linesOf(node: Nodes): [number, number] {
  return [node.position?.start.line ?? 1, node.position?.end.line ?? 1];
}

/** `Type: string` and `Default: x` belong to what is said next under the same heading, or before. */
function mergeAttributes(facts: readonly Fact[]): Fact[] {
  const merged: Fact[] = [];
  for (const fact of facts) {
    const last = merged.at(-1);
    const isSameHeading = last !== undefined && last.context.join('\n') === fact.context.join('\n');
    const isAttribute = /^(?:Type|Default|Required|Optional|Returns?)\s*:/i.test(last?.text ?? '');
    if (last !== undefined && isSameHeading && isAttribute && last.text.length + fact.text.length < 400) {
      const text = `${last.text.replace(/[.;]?$/, ';')} ${fact.text}`;
      merged[merged.length - 1] = { ...last, lines: [last.lines[0], fact.lines[1]], text };
    } else {
      merged.push(fact);
    }
  }
  return merged;
}
