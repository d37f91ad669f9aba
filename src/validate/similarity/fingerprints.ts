import { type CodeFile, hashText } from './read-code.ts';

/** Places where a fingerprint was taken: index of the file and line, first one met. */
export type Fingerprints = ReadonlyMap<number, { readonly file: number; readonly line: number }>;

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of each `window` hashes of `length` symbols in a row the least is
 * kept, so that every common run of `length + window - 1` symbols leaves a common fingerprint.
 */
export function takeFingerprints(
  files: readonly CodeFile[],
  { length, window }: { readonly length: number; readonly window: number },
): Fingerprints {
  const prints = new Map<number, { file: number; line: number }>();
  for (const [index, file] of files.entries()) {
    const hashes = hashRuns(file.symbols, length);
    const span = Math.min(window, hashes.length);
    for (let start = 0; start + span <= hashes.length; start += 1) {
      let least = start;
      for (let next = start + 1; next < start + span; next += 1) {
        if ((hashes[next] as number) <= (hashes[least] as number)) least = next;
      }
      const hash = hashes[least] as number;
      if (span > 0 && !prints.has(hash)) prints.set(hash, { file: index, line: file.lines[least] ?? 1 });
    }
  }
  return prints;
}

function hashRuns(symbols: readonly string[], length: number): number[] {
  const single = symbols.map(hashText);
  const run = Math.min(length, single.length);
  const hashes: number[] = [];
  for (let start = 0; run > 0 && start + run <= single.length; start += 1) {
    let hash = run;
    for (let place = 0; place < run; place += 1) hash = mix(hash, single[start + place] as number);
    hashes.push(hash >>> 0);
  }
  return hashes;
}

function mix(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return Math.imul(product ^ (product >>> 15), 0x85ebca6b) ^ (product >>> 13);
}
