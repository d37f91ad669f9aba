import type { PackageFiles } from '../../scenarios/types.ts';
import { findSecrets } from '../../secrets/index.ts';
import { joinTexts } from '../readings/join-texts.ts';
import { readLine } from '../readings/read-line.ts';

export interface Key {
  readonly path: string;
  readonly line: number;
  /** What it looks like; the key itself is not repeated. */
  readonly what: string;
  /** False for what only reads like one. */
  readonly isSure: boolean;
}

const assigned =
  /(?:api[_-]?key|access[_-]?key|secret|token|passw(?:or)?d|passphrase|credential|auth[_-]?key|private[_-]?key)\w{0,20}["']?\s{0,5}[:=]\s{0,5}["'`]([^"'`\s]{12,200})["'`]/i;
/** Bits a character that random letters and figures have, and words do not. */
const leastEntropy = 3.4;

/** Keys in known shapes, and values of great disorder under names of secrets that no document mentions. */
export function findKeys(files: PackageFiles, documented: string): Key[] {
  const keys: Key[] = [];
  for (const [path, content] of Object.entries(files)) {
    const { text: joined, lines } = joinTexts(content);
    joined.split('\n').forEach((text, index) => {
      const line = text.slice(0, 20_000);
      const at = { path, line: lines[index] ?? 1 };
      const kinds = new Set(readLine(line).flatMap((reading) => findSecrets(reading)));
      keys.push(...[...kinds].map((what) => ({ ...at, what, isSure: true })));
      const value = assigned.exec(line)?.[1];
      if (value === undefined || documented.includes(value)) return;
      if (/\d/.test(value) && /[a-z]/i.test(value) && measureEntropy(value) >= leastEntropy) {
        keys.push({ ...at, what: 'what reads like a password or key', isSure: false });
      }
    });
  }
  return keys;
}

function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
