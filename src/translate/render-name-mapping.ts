import { nameLanguage } from './definitions/write-types.ts';
import type { NameMapping, Translation } from './types.ts';

const mostRows = 1_000;

/** MAPPING.md of a delivered package: what each name of the original is called here, and what was not translated. */
export function renderNameMapping({ from, to, names, untranslated }: Translation): string {
  const [source, target] = [nameLanguage(from), nameLanguage(to)];
  const parts = [
    `# From ${source} to ${target}`,
    `The documentation of the original is about ${source}. This is what its interface is called in ${target}.`,
    renderTable(['Kind', source, target], names.slice(0, mostRows).map(renderRow)),
    '## Not translated',
    untranslated.length === 0
      ? 'Nothing: every example and every name has a counterpart.'
      : untranslated.map(({ what, reason }) => `- ${renderCode(what)}: ${renderPlain(reason)}`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderRow({ kind, original, target, originalSignature, targetSignature }: NameMapping): string[] {
  const left = originalSignature === '' ? original : originalSignature;
  if (target === '')
    return [
      kind,
      renderCell(original, left),
      renderPlain(targetSignature === '' ? 'no counterpart' : targetSignature),
    ];
  return [
    kind,
    renderCell(original, left),
    renderCell(target, targetSignature === '' ? target : targetSignature),
  ];
}

function renderCell(name: string, signature: string): string {
  return name === signature ? renderCode(name) : `${renderCode(name)}<br>${renderCode(signature)}`;
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const longestCode = 240;

/** Code within a cell of a table: a bar would end the cell, even in quotes. */
function renderCode(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const line = (plain.length > longestCode ? `${plain.slice(0, longestCode - 1)}…` : plain).replaceAll(
    '|',
    '\\|',
  );
  const ticks = '`'.repeat(Math.max(0, ...Array.from(line.matchAll(/`+/g), ([found]) => found.length)) + 1);
  return line.includes('`') ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

function renderPlain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\<>[\]|*_]/g, '\\$&')
    .slice(0, 400);
}
