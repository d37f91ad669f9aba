import { findCommonRuns, type RunIndex } from './common-runs.ts';
import type { PlacedUnit, Side } from './side.ts';

/** Two functions that have long rows in common: ours as text, the original's as a place only. */
export interface FunctionMatch {
  readonly ours: {
    readonly path: string;
    readonly lines: readonly [number, number];
    readonly name: string;
    readonly text: string;
  };
  readonly original: { readonly path: string; readonly lines: readonly [number, number] };
  /** Operations in a row that are the same in both, summed up, and what share of the original's function they are. */
  readonly common_operations: number;
  readonly share_of_original: number;
}

const mostMatches = 10;
const mostText = 2_000;
const leastCommon = 10;

type Texts = Readonly<Record<string, string>>;

/** The pairs of functions with most in common first. No text of the original is read here, only its line breaks. */
export function matchFunctions(
  sides: { readonly original: Side; readonly own: Side },
  texts: { readonly original: Texts; readonly own: Texts },
  index: RunIndex,
): FunctionMatch[] {
  const pairs = new Map<string, { theirs: PlacedUnit; ours: PlacedUnit; common: number }>();
  for (const run of findCommonRuns(sides, index)) {
    const theirs = sides.original.units[run.unit] as PlacedUnit;
    const ours = sides.own.units[run.ownUnit] as PlacedUnit;
    const key = JSON.stringify([theirs.path, theirs.from, ours.path, ours.from]);
    const pair = pairs.get(key) ?? { theirs, ours, common: 0 };
    pair.common += run.length;
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .filter(({ common }) => common >= leastCommon)
    .sort((one, other) => other.common - one.common)
    .slice(0, mostMatches)
    .map(({ theirs, ours, common }) => {
      const text = texts.own[ours.path] ?? '';
      return {
        ours: {
          path: ours.path,
          lines: linesOf(text, ours),
          name: ours.name,
          text: cut(text.slice(ours.from, ours.to).trim()),
        },
        original: { path: theirs.path, lines: linesOf(texts.original[theirs.path] ?? '', theirs) },
        common_operations: common,
        share_of_original: Math.min(1, Math.round((common / theirs.operations.length) * 100) / 100),
      };
    });
}

function cut(text: string): string {
  return text.length <= mostText
    ? text
    : `${text.slice(0, mostText)}\n… ${text.length - mostText} more characters`;
}

function linesOf(text: string, { from, to }: PlacedUnit): [number, number] {
  const start = from + (/^\s*/.exec(text.slice(from, from + 10_000))?.[0].length ?? 0);
  return [lineOf(text, start), lineOf(text, to)];
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
