import type { FirewallReferences } from './types.ts';

/** What Agent A saw, apart by whether its reader takes it for text or for code. */
export interface ReadDocumentation {
  /** Lines of prose, one text a document; what a statement may speak of. */
  readonly prose: readonly string[];
  /** Lines of code blocks, one text a document; empty for declarations, which are interface as a whole. */
  readonly code: readonly string[];
  readonly whole: readonly string[];
  readonly ids: readonly string[];
}

export function readDocumentation(
  documentation: NonNullable<FirewallReferences['documentation']>,
): ReadDocumentation {
  const parts = documentation.map(({ id, text, kind }) =>
    splitCode(text, { isDeclaration: kind === 'declaration', hasUnderlines: /\.rst$/i.test(id) }),
  );
  return {
    prose: parts.map(({ prose }) => prose),
    code: parts.map(({ code }) => code),
    whole: documentation.map(({ text }) => text),
    ids: documentation.map(({ id }) => id),
  };
}

const fence = /^[\s>*+-]{0,20}(?:\d{1,9}[.)]\s{1,4})?(`{3,}|~{3,})/;

/**
 * Fences, `<pre>` and indented blocks, line by line. In doubt a line is code: then less may be taken from it. A fence that
 * is not closed goes on to the end, as Markdown has it. Fences stand in comments of declarations too, where indented
 * lines are members and no blocks.
 */
function splitCode(
  text: string,
  { isDeclaration, hasUnderlines }: { readonly isDeclaration: boolean; readonly hasUnderlines: boolean },
): { readonly prose: string; readonly code: string } {
  const prose: string[] = [];
  const code: string[] = [];
  let open: string | null = null;
  let isIndented = false;
  let isAfterBlank = true;
  let isInList = false;
  let before = '';
  for (const line of text.split(/\r?\n/)) {
    const isTitle: boolean = hasUnderlines && open === null && isUnderline(line, before);
    const mark: string | undefined = open === 'pre' || isTitle ? undefined : fence.exec(line)?.[1];
    const isEdge =
      mark !== undefined && (open === null || (mark[0] === open[0] && mark.length >= open.length));
    const isItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line);
    // Below an item, indented lines go on with it.
    isInList = isItem || (isInList && (line.trim() === '' || /^\s/.test(line)));
    const isDeep = /^(?: {4}| {0,3}\t)/.test(line) && !isInList;
    isIndented =
      !isDeclaration && open === null && isDeep && line.trim() !== '' && (isAfterBlank || isIndented);
    if (isEdge) open = open === null ? mark : null;
    else if (open === null && /^\s{0,20}<pre\b/i.test(line) && !/<\/pre>/i.test(line)) open = 'pre';
    else (open === null && !isIndented ? prose : code).push(line);
    if (open === 'pre' && /<\/pre>/i.test(line)) open = null;
    isAfterBlank = line.trim() === '';
    before = line;
  }
  return { prose: prose.join('\n'), code: code.join('\n') };
}

/** In reStructuredText a row of one sign below a line that is no longer makes that line a title. */
function isUnderline(line: string, before: string): boolean {
  const title = before.trim();
  return /^(?:~{3,}|`{3,})\s*$/.test(line) && title !== '' && line.trim().length >= title.length;
}
