import type { Document } from '../../../docs/types.ts';
import { type MarkdownBlock, parseMarkdown } from '../markdown.ts';

/** A piece of documentation that holds code, and where it stands. */
export interface CodeUnit {
  readonly document: string;
  readonly title: string;
  /** Of the first line of `code`, from 1. */
  readonly line: number;
  readonly code: string;
}

export interface ProseTable {
  readonly document: string;
  readonly title: string;
  readonly line: number;
  readonly rows: readonly (readonly string[])[];
  /** The code block in front of it under the same heading: what the calls in its cells start from. */
  readonly before: string;
}

export interface ProseText {
  readonly document: string;
  readonly title: string;
  readonly line: number;
  readonly text: string;
}

export interface ReadProse {
  readonly units: readonly CodeUnit[];
  readonly tables: readonly ProseTable[];
  readonly texts: readonly ProseText[];
}

const maxTextLength = 600_000;
const otherLanguages =
  /^(?:sh|bash|shell|console|json|ya?ml|toml|xml|html|text|txt|diff|sql|python|js|javascript|ts|rust|makefile|dockerfile|powershell|ini)$/;

export function readProse(documents: readonly Document[]): ReadProse {
  const units: CodeUnit[] = [];
  const tables: ProseTable[] = [];
  const texts: ProseText[] = [];
  for (const { id, kind, text } of documents) {
    if (kind === 'declaration' || kind === 'changelog') continue;
    let title = '';
    let before = '';
    for (const block of parseMarkdown(text.slice(0, maxTextLength))) {
      if (block.kind === 'heading') {
        title = plain(block.text);
        before = '';
      } else if (block.kind === 'code') {
        if (otherLanguages.test(block.language)) continue;
        before = block.text;
        units.push({ document: id, title, line: block.line, code: block.text });
      } else if (block.kind === 'table') {
        tables.push({ document: id, title, line: block.line, rows: block.rows, before });
      } else texts.push({ document: id, title, line: block.line, text: readText(block) });
    }
  }
  return { units, tables, texts };
}

/** The blocks of code in a comment: what is indented, unless it is a list. */
export function readCommentUnits({
  document,
  title,
  line,
  comment,
}: {
  readonly document: string;
  readonly title: string;
  readonly line: number;
  readonly comment: readonly string[];
}): CodeUnit[] {
  const units: CodeUnit[] = [];
  let start = -1;
  for (let at = 0; at <= comment.length; at += 1) {
    const text = comment[at];
    const isIndented = text !== undefined && /^\s+\S/.test(text);
    if (isIndented && start < 0) start = at;
    const isEnd = text === undefined || (!isIndented && text.trim() !== '');
    if (!isEnd || start < 0) continue;
    const code = comment.slice(start, at).map((entry) => entry.replace(/^(?:\t| {1,4})/, ''));
    if (!/^\s*(?:[-*+•]|\d+[.)])\s/.test(code[0] ?? '')) {
      units.push({ document, title, line: line + start, code: code.join('\n').trimEnd() });
    }
    start = -1;
  }
  return units;
}

function readText(block: Extract<MarkdownBlock, { kind: 'text' }>): string {
  return block.text;
}

function plain(text: string): string {
  return text
    .replace(/[`*_]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .slice(0, 120);
}
