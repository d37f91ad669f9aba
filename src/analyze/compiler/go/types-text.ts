import { stripLinks } from '../names.ts';
import type { GoPackage } from './choose-package.ts';

/** 06: the outlines of the package as one, free of links and of the examples that are scenarios. */
export function renderGoTypes({ name, documents }: GoPackage): string {
  const parts = documents.map(({ text }) => splitHead(text));
  const words = parts.flatMap(({ comment }) => cleanComment(comment));
  const declarations = parts.flatMap(({ rest }) => cleanComments(rest.split('\n'))).join('\n');
  return [
    '// What the package declares, in Go: names, types and comments.',
    '',
    ...words,
    `package ${name}`,
    '',
    declarations.replace(/\n{3,}/g, '\n\n').trim(),
    '',
  ].join('\n');
}

/** The comment of the package, and what follows its clause. */
function splitHead(text: string): { readonly comment: readonly string[]; readonly rest: string } {
  const lines = text.split('\n');
  const clause = lines.findIndex((line) => /^package \S+\s*$/.test(line));
  return {
    comment: lines.slice(0, Math.max(0, clause)).filter((line) => line.startsWith('//')),
    rest: lines.slice(clause + 1).join('\n'),
  };
}

function cleanComments(lines: readonly string[]): string[] {
  const out: string[] = [];
  let comment: string[] = [];
  for (const line of [...lines, '']) {
    if (/^\s*\/\//.test(line)) {
      comment.push(line);
      continue;
    }
    out.push(...cleanComment(comment), line);
    comment = [];
  }
  return out;
}

/** Import paths and addresses without a scheme, as comments of Go have them. */
const bareAddress = /(?<![\w@/.-])(?:[\w-]{1,60}\.){1,4}(?:com|org|net|io|dev|in|ht)\/[^\s)>\]"'`]{1,200}/g;

/** A comment without its blocks of code and without addresses. */
function cleanComment(lines: readonly string[]): string[] {
  const indent = /^\s*/.exec(lines[0] ?? '')?.[0] ?? '';
  const words = lines.map((line) =>
    line
      .trim()
      .replace(/^\/\/ ?/, '')
      .trimEnd(),
  );
  const kept: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const end = endOfBlock(words, at);
    if (end > at) {
      const block = words.slice(at, end);
      if (!isExample(block)) kept.push(...block);
      else
        while (
          /^(?:(?:for )?examples?|samples?|usage)[^.]{0,60}:?$/i.test(kept.at(-1)?.trim() ?? '-') ||
          kept.at(-1) === ''
        )
          kept.pop();
      at = end - 1;
    } else kept.push(words[at] ?? '');
  }
  const text = stripLinks(kept.join('\n'))
    .replace(bareAddress, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '' || /copyright|licen[sc]e/i.test(text)) return [];
  return text.split('\n').map((line) => `${indent}// ${line.trimEnd()}`.trimEnd());
}

/** The lines from `start` on that are indented, with the blank ones between. */
function endOfBlock(words: readonly string[], start: number): number {
  if (!/^\s+\S/.test(words[start] ?? '')) return start;
  let end = start + 1;
  for (let at = end; at < words.length; at += 1) {
    const line = words[at] ?? '';
    if (/^\s+\S/.test(line)) end = at + 1;
    else if (line.trim() !== '') break;
  }
  return end;
}

function isExample(block: readonly string[]): boolean {
  const filled = block.filter((line) => line.trim() !== '');
  const code = filled.filter((line) =>
    /=>|:=|->|\w\(.*\)|[{};]\s*$|^\s*(?:import|func|var|if|for|return)\b/.test(line),
  );
  return code.length * 2 >= filled.length;
}
