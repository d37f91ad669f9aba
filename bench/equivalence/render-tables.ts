import type { Machine } from '../harness/machine.ts';
import type { Afterwards } from './ask-survivor.ts';
import type { Notice } from './compare-mutant.ts';
import type { Share } from './measure-shares.ts';

/** One thing that was measured. */
export type Row =
  | {
      readonly kind: 'mutant';
      readonly id: string;
      readonly place: string;
      readonly notice: Notice;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'survivor';
      readonly id: string;
      readonly place: string;
      readonly afterwards: Afterwards;
    }
  | ({ readonly kind: 'share'; readonly id: string; readonly place: string } & Share)
  | ({ readonly kind: 'release'; readonly id: string } & Share)
  | {
      readonly kind: 'itself' | 'pair';
      readonly id: string;
      readonly seed: number;
      readonly compared: number;
      readonly agreed: number;
      readonly documented: number;
      readonly unstable: number;
      readonly durationMs: number;
    };

/** The tables of docs/validation.md. */
export function renderTables(
  rows: readonly Row[],
  { date, machine }: { readonly date: string; readonly machine: Machine },
): string {
  const ids = [...new Set(rows.flatMap((row) => (row.kind === 'mutant' ? [row.id] : [])))];
  const lines = ids.map((id) =>
    renderLine(
      id,
      rows.filter((row) => row.id === id),
    ),
  );
  return [
    `${date}, ${machine.cpuCount} cores (${machine.cpuModel}), Node ${machine.node}, commit ${machine.commit ?? 'unknown'}`,
    '',
    '| package | mutants | noticed | in the verdict | late | unreached | perhaps no change | open |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    renderLine('**all**', rows),
    '',
    renderShare(rows),
    renderEqual(
      'originals against themselves',
      rows.filter(({ kind }) => kind === 'itself'),
    ),
    renderEqual(
      'pairs of equal versions',
      rows.filter(({ kind }) => kind === 'pair'),
    ),
    renderShares(rows, 'share', 'mutants that differ in documented inputs'),
    renderShares(rows, 'release', 'next releases'),
  ].join('\n');
}

interface Tally {
  readonly mutants: number;
  readonly noticed: number;
  readonly verdict: number;
  readonly late: number;
  readonly unreached: number;
  readonly same: number;
}

function tally(rows: readonly Row[]): Tally {
  const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
  return {
    mutants: count(({ kind }) => kind === 'mutant'),
    noticed: count((row) => row.kind === 'mutant' && row.notice !== 'none'),
    verdict: count((row) => row.kind === 'mutant' && row.notice === 'verdict'),
    late: count((row) => row.kind === 'survivor' && row.afterwards === 'late'),
    unreached: count((row) => row.kind === 'survivor' && row.afterwards === 'unreached'),
    same: count((row) => row.kind === 'survivor' && row.afterwards === 'same'),
  };
}

function renderLine(name: string, rows: readonly Row[]): string {
  const { mutants, noticed, verdict, late, unreached, same } = tally(rows);
  const open = mutants - noticed - late - unreached - same;
  return `| ${[name, mutants, noticed, verdict, late, unreached, same, open].join(' | ')} |`;
}

function renderShare(rows: readonly Row[]): string {
  const { mutants, noticed, verdict, same } = tally(rows);
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
  return `Noticed: ${percent(noticed, mutants)} of all, ${percent(noticed, mutants - same)} without those that are perhaps no change; in the verdict ${percent(verdict, mutants)} and ${percent(verdict, mutants - same)}.`;
}

function renderEqual(what: string, rows: readonly Row[]): string {
  const equal = rows.flatMap((row) => (row.kind === 'itself' || row.kind === 'pair' ? [row] : []));
  if (equal.length === 0) return `${what}: not run`;
  const empty = equal.filter(({ compared }) => compared === 0).map(({ id }) => id);
  const rest =
    empty.length === 0
      ? ''
      : `; no input could be made for ${[...new Set(empty)].join(', ')}, which says nothing`;
  const alarms = equal.filter(({ compared, agreed }) => agreed < compared).length;
  const inputs = equal.map(({ compared }) => compared).sort((first, second) => first - second);
  const times = equal.map(({ durationMs }) => durationMs).sort((first, second) => first - second);
  const seconds = (time: number | undefined): string => `${((time ?? 0) / 1000).toFixed(1)} s`;
  return `${what}: ${alarms} false alarms in ${equal.length - empty.length} comparisons; median ${inputs[inputs.length >> 1]} inputs; ${seconds(times[times.length >> 1])} median, ${seconds(times.at(-1))} at most${rest}`;
}

/** How many lie below a share of documented inputs: FAIL is what lies below the limit. */
function renderShares(rows: readonly Row[], kind: 'share' | 'release', what: string): string {
  const found = rows.flatMap((row) => (row.kind === kind && row.documented > 0 ? [row] : []));
  const shares = found.map(({ agreed, documented }) => agreed / documented);
  const differing = kind === 'share' ? shares.filter((share) => share < 1) : shares;
  if (differing.length === 0) return `${what}: not measured`;
  const below = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1].map(
    (limit) => `${differing.filter((share) => share < limit).length} below ${limit}`,
  );
  return `${what}: ${differing.length}; ${below.join(', ')}`;
}
