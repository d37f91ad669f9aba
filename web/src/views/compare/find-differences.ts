import { structuredPatch } from 'diff';

export interface DiffLine {
  /** `@` for a place that is left out. */
  readonly sign: '+' | '-' | ' ' | '@';
  readonly text: string;
}

const mostText = 1_000_000;
const mostChanges = 4000;
const longestMs = 1500;

/** Null for what would take longer than a reader waits. */
export function findDifferences(before: string, after: string): readonly DiffLine[] | null {
  if (before.length + after.length > mostText) return null;
  const patch = structuredPatch('', '', before, after, '', '', {
    ...{ context: 3, timeout: longestMs, maxEditLength: mostChanges },
  });
  if (patch === undefined) return null;
  return patch.hunks.flatMap(({ oldStart, newStart, lines }) => [
    { sign: '@' as const, text: `line ${oldStart} of A, line ${newStart} of B` },
    ...lines.filter((line) => !line.startsWith('\\')).map(readLine),
  ]);
}

function readLine(line: string): DiffLine {
  const sign = line[0] === '+' || line[0] === '-' ? line[0] : ' ';
  return { sign, text: line.slice(1) };
}
