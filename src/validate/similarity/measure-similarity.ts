import { weighByBackground } from './comparison/background.ts';
import { indexRuns } from './comparison/common-runs.ts';
import { type Features, measureFeatures } from './comparison/features.ts';
import { type FunctionMatch, matchFunctions } from './comparison/match-functions.ts';
import { scoreFeatures } from './comparison/model.ts';
import { type Side, SideBuilder } from './comparison/side.ts';
import type { ReadFile } from './operations/operation.ts';
import { languageOf, readFiles } from './read-code.ts';

/** Figures from 0 (nothing in common) to 1 (the same), in the original's direction, and places. */
export interface SimilarityReport {
  /** Share of the original's runs of 8 operations that are in ours, each weighed by how rare it is elsewhere. */
  readonly token_similarity: number;
  /** Share of the original's expressions, with all that is below them, that are in ours, weighed alike. */
  readonly ast_similarity: number;
  /** Shares of its names and strings that are in ours; what the language or the documentation gives is left out. */
  readonly name_overlap: number;
  readonly string_overlap: number;
  /** The model's answer: one independent implementation of a hundred lies above 0.7, five above 0.5. */
  readonly overall_score: number;
  /** What the model was shown, for the reader who wants to know. */
  readonly features: Features;
  /** Operations on either side; little code looks alike by necessity. */
  readonly original_operations: number;
  readonly own_operations: number;
  /** Names and strings that both have because the documentation gives them: a compatible package must share them. */
  readonly shared_interface: readonly string[];
  /** Signs of an obfuscator in our code. */
  readonly obfuscation: readonly string[];
  /** The languages of either side; rows of operations of two languages are compared all the same. */
  readonly languages: { readonly original: readonly string[]; readonly own: readonly string[] };
  /** Our own files that are nested too deeply to be read to the end, and how many of the original's are. */
  readonly own_unread: readonly string[];
  readonly original_unread: number;
  /** Functions that have most in common: ours as text, the original's as places only. */
  readonly matches: readonly FunctionMatch[];
  /** Lines of our own code that hold common runs, the densest first. */
  readonly places: readonly { readonly path: string; readonly lines: readonly [number, number] }[];
}

const mostShared = 60;

/**
 * Compares our code with the original's. What comes out holds no text of the original: numbers, places, and words
 * that `documented` holds, the names and strings of the specification that both sides have to use.
 */
export async function measureSimilarity(
  original: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
  documented: ReadonlySet<string> = new Set(),
): Promise<SimilarityReport> {
  return compareCode(await readCodeOf('original', original), await readCodeOf('own', own), documented);
}

/** The same with sides that are read already. */
export function compareCode(
  original: ReadSide,
  own: ReadSide,
  documented: ReadonlySet<string> = new Set(),
): SimilarityReport {
  const { words: theirs } = original;
  const { words: ours } = own;
  const sides = { original: original.side, own: own.side };
  const index = indexRuns(sides);
  const features = measureFeatures(sides, weighByBackground, index);
  const matches = matchFunctions(sides, { original: original.files, own: own.files }, index);
  return {
    token_similarity: round(features.runs8),
    ast_similarity: round(features.expressions),
    name_overlap: round(overlap(theirs, ours, { kind: 'names', documented })),
    string_overlap: round(overlap(theirs, ours, { kind: 'strings', documented })),
    overall_score: round(scoreFeatures(features)),
    features: Object.fromEntries(
      Object.entries(features).map(([name, value]) => [name, round(value)]),
    ) as unknown as Features,
    original_operations: sides.original.operationCount,
    own_operations: sides.own.operationCount,
    shared_interface: listShared(theirs, ours, documented),
    obfuscation: [...new Set(ours.flatMap((file) => file.obfuscation))],
    languages: { original: listLanguages(theirs), own: listLanguages(ours) },
    own_unread: ours.filter((file) => !file.complete).map((file) => file.path),
    original_unread: theirs.filter((file) => !file.complete).length,
    matches,
    places: matches.map((match) => ({ path: match.ours.path, lines: match.ours.lines })),
  };
}

type Words = Omit<ReadFile, 'body'>;

/** The code of one side, ready to be compared. */
export interface ReadSide {
  readonly files: Readonly<Record<string, string>>;
  readonly side: Side;
  readonly words: readonly Words[];
}

/** One file after the other, so that no more than one stands in memory as a tree. */
export async function readCodeOf(
  which: 'original' | 'own',
  files: Readonly<Record<string, string>>,
): Promise<ReadSide> {
  const builder = new SideBuilder(which);
  const words: Words[] = [];
  for await (const { body, ...rest } of readFiles(files)) {
    builder.add({ path: rest.path, body });
    words.push(rest);
  }
  return { files, side: builder.finish(), words };
}

function listLanguages(files: readonly Words[]): string[] {
  return [...new Set(files.map(({ path }) => languageOf(path) ?? ''))].sort();
}

function union(files: readonly Words[], kind: 'names' | 'strings'): Set<string> {
  return new Set(files.flatMap((file) => [...file[kind]]));
}

/** Names and strings that neither the language nor the documentation gives. */
function overlap(
  theirs: readonly Words[],
  ours: readonly Words[],
  { kind, documented }: { readonly kind: 'names' | 'strings'; readonly documented: ReadonlySet<string> },
): number {
  const wanted = [...union(theirs, kind)].filter((text) => !documented.has(text));
  const there = union(ours, kind);
  return wanted.length === 0 ? 0 : wanted.filter((text) => there.has(text)).length / wanted.length;
}

function listShared(
  theirs: readonly Words[],
  ours: readonly Words[],
  documented: ReadonlySet<string>,
): string[] {
  const there = new Set([...union(theirs, 'names'), ...union(theirs, 'strings')]);
  const shared = [...union(ours, 'names'), ...union(ours, 'strings')].filter(
    (text) => there.has(text) && documented.has(text),
  );
  return [...new Set(shared)].sort().slice(0, mostShared);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
