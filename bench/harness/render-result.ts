import { hasFailed, missOf } from './judge.ts';
import type { Measure, Result, Sample } from './types.ts';

/** One subject as lines of the terminal. */
export function renderResult(result: Result): string {
  const { name, title, outcome } = result;
  const head = `${name}: ${title}`;
  if (outcome.kind !== 'measured') return `${head}\n  ${outcome.kind}: ${outcome.reason}\n`;
  const rows = outcome.measures.map((measure) => [
    measure.what,
    renderFigure(measure.sample, measure.unit),
    renderLimit(measure),
    renderVerdict(measure),
    measure.sides.map((side) => `${side.name} ${renderNumber(side.sample.median)} ${side.unit}`).join(', '),
  ]);
  return `${[head, ...alignColumns(rows).map((row) => `  ${row}`)].join('\n')}\n`;
}

/** The last line: how many of each, and the names of what failed or did not run. */
export function renderSummary(results: readonly Result[]): string {
  const failed = results.filter(hasFailed).map(({ name }) => name);
  const skipped = results.filter(({ outcome }) => outcome.kind === 'skipped').map(({ name }) => name);
  const held = results.length - failed.length - skipped.length;
  const list = (names: readonly string[]) => (names.length === 0 ? '' : ` (${names.join(', ')})`);
  return `${held} held, ${failed.length} failed${list(failed)}, ${skipped.length} skipped${list(skipped)}`;
}

function renderFigure({ median, lowerQuartile, upperQuartile, count }: Sample, unit: string): string {
  const spread =
    count === 1 ? 'once' : `${renderNumber(lowerQuartile)} to ${renderNumber(upperQuartile)}, ${count} runs`;
  return `${renderNumber(median)} ${unit} (${spread})`;
}

function renderLimit({ limit, unit }: Measure): string {
  if (limit === null) return 'no limit';
  return `${limit.kind === 'at-most' ? 'at most' : 'at least'} ${renderNumber(limit.value)} ${unit}`;
}

function renderVerdict(measure: Measure): string {
  const miss = missOf(measure);
  if (miss === 0) return measure.limit === null ? '' : 'held';
  return miss === Number.POSITIVE_INFINITY
    ? 'MISSED: no figure'
    : `MISSED by ${renderNumber(miss)} ${measure.unit}`;
}

/** Three digits that count, and whole numbers from 100 on. */
function renderNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
