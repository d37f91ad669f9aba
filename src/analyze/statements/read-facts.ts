import type { Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as plainText } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import type { Document } from '../../docs/types.ts';
import { isIrrelevantHeading, plainHeading } from './headings.ts';

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
 * The prose of a Markdown document as single facts: sentences of paragraphs, list items and quotes, and rows of tables.
 * Code, HTML, badges and sections that describe no behaviour are left out; examples are the compiler's.
 */
export function readFacts(document: Document): Fact[] {
  const tree = fromMarkdown(document.text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
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
  return rows.map((row) => ({
    lines: linesOf(row),
    text: row.children
      .map((cell, index) => `${names[index] ?? ''}: ${renderInline(cell)}`)
      .filter((cell) => !/: *$/.test(cell))
      .join('; '),
  }));
}

/** The text of a node with code in back quotes, without images and without where its links lead. */
function renderInline(node: Nodes): string {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'html') return '';
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map((child) => renderInline(child)).join('');
  return plainText(node);
}

/** Splits at a full stop before a capital, not within back quotes and not after `e.g.` and the like. */
function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  for (const part of text.split(/(?<=[.!?])\s+|\n{2,}/)) {
    const joined = current === '' ? part : `${current} ${part}`;
    const isOpen =
      (joined.match(/`/g)?.length ?? 0) % 2 === 1 || /\b(?:e\.g|i\.e|etc|vs|cf)\.$/i.test(joined);
    if (isOpen) {
      current = joined;
    } else {
      sentences.push(joined);
      current = '';
    }
  }
  if (current !== '') sentences.push(current);
  return sentences
    .map((sentence) =>
      sentence
        .replace(/\s+/g, ' ')
        .replace(/^NOTE:\s*/i, '')
        .trim(),
    )
    .filter((sentence) => sentence.length > 2);
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
