const gridBorder = /^\+(?:[-=]{1,4000}\+){1,60}$/;
const simpleBorder = /^={2,400}(?:\s{1,40}={2,400}){1,60}$/;

export function isTableBorder(line: string): boolean {
  return gridBorder.test(line) || simpleBorder.test(line);
}

/**
 * The lines of a table as Markdown has it, as many as it takes up; null where they are none. The first line is a border.
 */
export function renderTable(lines: readonly string[]): string[] | null {
  return gridBorder.test(lines[0] ?? '') ? renderGrid(lines) : renderSimple(lines);
}

function renderGrid(lines: readonly string[]): string[] | null {
  const end = lines.findIndex((line) => !gridBorder.test(line) && !/^\|.*\|$/.test(line));
  const table = lines.slice(0, end < 0 ? lines.length : end);
  const last = table.length - 1;
  if (last < 2 || !gridBorder.test(table[last] ?? '')) return null;
  const columns = (table[0]?.match(/\+/g)?.length ?? 2) - 1;
  let isHeaded = false;
  return table.map((line, index) => {
    if (!gridBorder.test(line)) return line;
    if (index === 0 || index === last) return '';
    if (isHeaded) return `|${' |'.repeat(columns)}`;
    isHeaded = true;
    return `|${' --- |'.repeat(columns)}`;
  });
}

/** Columns stand where the border's signs do; the last one takes the rest of the line. */
function renderSimple(lines: readonly string[]): string[] | null {
  const border = lines[0] ?? '';
  const starts = Array.from(border.matchAll(/=+/g), (match) => match.index);
  const borders = lines.flatMap((line, index) => (line === border ? [index] : [])).slice(0, 3);
  const end = borders.at(-1) ?? 0;
  if (borders.length < 2 || end < 2) return null;
  const header = borders.length === 3 ? (borders[1] ?? 0) : 0;
  return lines.slice(0, end + 1).map((line, index) => {
    if (index === 0 || index === end) return '';
    if (index === header) return `|${' --- |'.repeat(starts.length)}`;
    if (line === '') return header === 0 ? '' : `|${' |'.repeat(starts.length)}`;
    const cells = starts.map((start, column) => line.slice(start, starts[column + 1] ?? line.length).trim());
    return header === 0
      ? cells.join(' ')
      : `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
}
