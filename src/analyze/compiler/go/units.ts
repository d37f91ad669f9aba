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
