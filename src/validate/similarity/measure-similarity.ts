import { takeFingerprints } from './fingerprints.ts';
import { type CodeFile, readCode } from './read-code.ts';

/** Figures from 0 (nothing in common) to 1 (the same), and places of our own code only. */
export interface SimilarityReport {
  /** Share of the original's runs of symbols that are in our code too. */
  readonly token_similarity: number;
  /** Share of the original's subtree shapes that are in our code too, whatever their order. */
  readonly ast_similarity: number;
  readonly name_overlap: number;
  readonly string_overlap: number;
  readonly overall_score: number;
  /** Significant operations on either side; little code looks alike by necessity. */
  readonly original_operations: number;
  readonly own_operations: number;
  /** Our own files that are nested too deeply to be read to the end, and how many of the original's are. */
  readonly own_unread: readonly string[];
  readonly original_unread: number;
  /** Lines of our own code that hold common runs, the densest first. */
  readonly places: readonly { readonly path: string; readonly lines: readonly [number, number] }[];
}

const run = { length: 12, window: 5 };
const maximumPlaces = 20;

/**
 * Compares our code with the original's. What comes out holds no text of the original: numbers, and places of ours.
 * `documented` are names and strings that the specification gives, which both sides have to use.
 */
export async function measureSimilarity(
  original: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
  documented: ReadonlySet<string> = new Set(),
): Promise<SimilarityReport> {
  const [theirs, ours] = [await readCode(original), await readCode(own)];
  const [theirPrints, ourPrints] = [takeFingerprints(theirs, run), takeFingerprints(ours, run)];
  const token = shareOf(theirPrints.keys(), ourPrints);
  const ast = shareOf(mergeShapes(theirs), new Set(mergeShapes(ours)));
  return {
    token_similarity: round(token),
    ast_similarity: round(ast),
    name_overlap: round(overlap(theirs, ours, 'names', documented)),
    string_overlap: round(overlap(theirs, ours, 'strings', documented)),
    overall_score: round(
      combine(
        token,
        ast,
        theirs.reduce((sum, file) => sum + file.symbols.length, 0),
      ),
    ),
    original_operations: countOperations(theirs),
    own_operations: countOperations(ours),
    own_unread: ours.filter((file) => !file.complete).map((file) => file.path),
    original_unread: theirs.filter((file) => !file.complete).length,
    places: findPlaces(
      ours,
      [...ourPrints].filter(([hash]) => theirPrints.has(hash)).map(([, place]) => place),
    ),
  };
}

/**
 * One score for the threshold: the geometric mean of the two, on a scale that depends on how much code there is. The
 * less code, the more of it two people write alike; `chance` is the mean that one independent implementation in a
 * hundred exceeds, fitted on 184 pairs of independent npm packages (2026-11). It is spread to lie at 0.7, the default
 * threshold; identical code stays at 1 and nothing in common at 0.
 */
function combine(token: number, ast: number, symbols: number): number {
  const mean = Math.sqrt(token * ast);
  const chance = Math.min(0.6, Math.max(0.08, 0.41 * Math.max(1, symbols) ** -0.2));
  return mean === 0 ? 0 : mean ** (Math.log(0.7) / Math.log(chance));
}

function shareOf(wanted: Iterable<number>, there: { has(hash: number): boolean }): number {
  let total = 0;
  let common = 0;
  for (const hash of wanted) {
    total += 1;
    if (there.has(hash)) common += 1;
  }
  return total === 0 ? 0 : common / total;
}

function mergeShapes(files: readonly CodeFile[]): Set<number> {
  return new Set(files.flatMap((file) => [...file.shapes.keys()]));
}

/** Names and strings that neither the language nor the documentation gives. */
function overlap(
  theirs: readonly CodeFile[],
  ours: readonly CodeFile[],
  kind: 'names' | 'strings',
  documented: ReadonlySet<string>,
): number {
  const wanted = new Set(theirs.flatMap((file) => [...file[kind]]).filter((text) => !documented.has(text)));
  const there = new Set(ours.flatMap((file) => [...file[kind]]));
  return wanted.size === 0 ? 0 : [...wanted].filter((text) => there.has(text)).length / wanted.size;
}

const significant = /^(?:[-+*/%&|^~<>!=]+|if|loop|in|call|\[\]|return|throw|switch|case|typeof|await|yield)$/;

function countOperations(files: readonly CodeFile[]): number {
  return files.reduce(
    (sum, file) => sum + file.symbols.filter((symbol) => significant.test(symbol)).length,
    0,
  );
}

/** Joins lines that are near each other; the places with most common runs come first. */
function findPlaces(
  files: readonly CodeFile[],
  common: readonly { readonly file: number; readonly line: number }[],
): SimilarityReport['places'] {
  const sorted = [...common].sort((a, b) => a.file - b.file || a.line - b.line);
  const places: { path: string; lines: [number, number]; runs: number }[] = [];
  for (const { file, line } of sorted) {
    const path = files[file]?.path ?? '';
    const last = places.at(-1);
    if (last !== undefined && last.path === path && line - last.lines[1] <= 3) {
      last.lines[1] = line;
      last.runs += 1;
    } else places.push({ path, lines: [line, line], runs: 1 });
  }
  return places
    .sort((a, b) => b.runs - a.runs)
    .slice(0, maximumPlaces)
    .map(({ path, lines }) => ({ path, lines }));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
