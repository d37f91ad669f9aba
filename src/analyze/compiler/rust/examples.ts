import type { Document } from '../../../docs/types.ts';
import type { MarkdownBlock } from '../markdown.ts';

/** One block of code that documentation shows as Rust. */
export interface RustExample {
  readonly document: string;
  readonly title: string;
  /** Of each line of `code` in the document, from 1. */
  readonly lines: readonly number[];
  readonly code: string;
  /** It is said to end in a panic. */
  readonly panics: boolean;
  /** It is compiled and run with the crate's own tests, so that what it claims was true once. */
  readonly isTested: boolean;
}

const mostExamples = 600;
const mostLines = 200;
const skipped =
  /(?:^|[\s,{])(?:ignore|no_run|compile_fail|text|txt|toml|sh|bash|shell|console|json|plain|none|diff|c|cpp|python|js)\b/;
const rustLabels =
  /^(?:rust|rs|should_panic|edition\d*|standalone\w*|no_crate_inject|allow_fail|test_harness|custom)$/;

/** Doc tests of the outlines in the order of their files, after the code of prose documents. */
export function readExamples(
  documents: readonly Document[],
  prose: readonly { readonly id: string; readonly blocks: readonly MarkdownBlock[] }[],
): RustExample[] {
  const outlines = documents.filter(({ isOutline }) => isOutline === true);
  return [...prose.flatMap(readProse), ...outlines.flatMap(readDocTests)].slice(0, mostExamples);
}

function readProse({
  id,
  blocks,
}: {
  readonly id: string;
  readonly blocks: readonly MarkdownBlock[];
}): RustExample[] {
  let title = '';
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') title = block.text.replace(/[`*_]/g, '').slice(0, 80);
    if (block.kind !== 'code') return [];
    const isRust =
      /^(?:rust|rs)$/.test(block.language) ||
      (block.language === '' && /\bassert(?:_eq|_ne)?!/.test(block.text));
    if (!isRust) return [];
    const lines = block.text.split('\n');
    return [
      createExample({
        document: id,
        title,
        lines,
        numbers: lines.map((_, index) => block.line + index),
        flags: [],
        isTested: false,
      }),
    ];
  });
}

/** Fenced code of `///` and `//!` comments; a fence without a language is Rust. */
function readDocTests({ id, text }: Document): RustExample[] {
  const found: RustExample[] = [];
  let open: { fence: string; flags: string[] | null; lines: string[]; numbers: number[] } | null = null;
  let title = '';
  text.split('\n').forEach((line, index) => {
    const doc = /^\s*\/\/[/!] ?(.*)$/.exec(line)?.[1];
    if (doc === undefined) {
      open = null;
      title = '';
      return;
    }
    const heading = /^#{1,6}\s+(\S.*)$/.exec(doc)?.[1];
    const fence = /^\s{0,6}(```+|~~~+)\s*(.*)$/.exec(doc);
    if (open === null) {
      if (heading !== undefined) title = heading.replace(/[`*_#]/g, '').slice(0, 80);
      if (fence !== null)
        open = { fence: fence[1] ?? '', flags: readFlags(fence[2] ?? ''), lines: [], numbers: [] };
      return;
    }
    if (fence !== null && doc.trim().startsWith(open.fence)) {
      if (open.flags !== null) {
        const isExample = /^examples?\b/i.test(title);
        found.push(
          createExample({
            document: id,
            title: isExample ? '' : title,
            lines: open.lines,
            numbers: open.numbers,
            flags: open.flags,
            isTested: true,
          }),
        );
      }
      open = null;
    } else if (open.lines.length < mostLines) {
      open.lines.push(doc);
      open.numbers.push(index + 1);
    }
  });
  return found;
}

/** Null for what is no Rust, or is not run. */
function readFlags(info: string): string[] | null {
  if (skipped.test(info.toLowerCase())) return null;
  const flags = info
    .toLowerCase()
    .split(/[\s,{}.]+/)
    .filter((flag) => flag !== '');
  return flags.every((flag) => rustLabels.test(flag)) ? flags : null;
}

function createExample(given: {
  readonly document: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly numbers: readonly number[];
  readonly flags: readonly string[];
  readonly isTested: boolean;
}): RustExample {
  const lines = given.lines.slice(0, mostLines).map(showHidden);
  return {
    document: given.document,
    title: given.title,
    lines: given.numbers,
    code: lines.join('\n'),
    panics: given.flags.includes('should_panic'),
    isTested: given.isTested,
  };
}

/** Lines behind `# ` belong to the example and are not shown to readers. */
function showHidden(line: string): string {
  if (/^\s*#(?:\s|$)/.test(line)) return line.replace(/^(\s*)# ?/, '$1');
  return line.replace(/^(\s*)##/, '$1#');
}
