import { createHash, type Hash } from 'node:crypto';

/** Weakest first: the strongest that an integrity string holds is the one that counts. */
const algorithms = ['sha1', 'sha256', 'sha384', 'sha512'] as const;
type Algorithm = (typeof algorithms)[number];
const digestBytes: Readonly<Record<Algorithm, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };
const longestIntegrity = 4096;

/** The digests of one algorithm, in base64: content that has one of them is the right content. */
export interface Integrity {
  readonly algorithm: Algorithm;
  readonly digests: readonly string[];
}

/** All digests of a subresource integrity string, strongest algorithm first; entries that make no sense are left out. */
export function parseIntegrity(text: string): Integrity[] {
  const found = new Map<Algorithm, string[]>();
  for (const entry of text.slice(0, longestIntegrity).trim().split(/\s+/)) {
    const match = /^(sha\d+)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/.exec(entry);
    const algorithm = algorithms.find((known) => known === match?.[1]);
    const digest = Buffer.from(match?.[2] ?? '', 'base64');
    if (algorithm === undefined || digest.length !== digestBytes[algorithm]) continue;
    found.set(algorithm, [...(found.get(algorithm) ?? []), digest.toString('base64')]);
  }
  return algorithms.toReversed().flatMap((algorithm) => {
    const digests = found.get(algorithm);
    return digests === undefined ? [] : [{ algorithm, digests }];
  });
}

/** The `shasum` of old packages (40 hex digits) as an integrity string; null for anything else. */
export function convertShasum(shasum: string): string | null {
  return /^[0-9a-f]{40}$/i.test(shasum) ? `sha1-${Buffer.from(shasum, 'hex').toString('base64')}` : null;
}

/** True when two integrity strings speak about a common algorithm and agree on no digest of it. */
export function isContradiction(one: string, other: string): boolean {
  const others = new Map(parseIntegrity(other).map(({ algorithm, digests }) => [algorithm, digests]));
  return parseIntegrity(one).some(({ algorithm, digests }) => {
    const theirs = others.get(algorithm);
    return theirs !== undefined && !digests.some((digest) => theirs.includes(digest));
  });
}

/** The stronger of two integrity strings; the first when both are as strong. */
export function strongerIntegrity(one: string | null, other: string | null): string | null {
  const rank = (text: string | null) =>
    algorithms.indexOf(parseIntegrity(text ?? '')[0]?.algorithm ?? ('' as Algorithm));
  return rank(other) > rank(one) ? other : one;
}

/** Hashes a stream of bytes for one integrity. */
export function createIntegrityHash(integrity: Integrity): {
  update(chunk: Uint8Array): void;
  end(): string;
  matches(): boolean;
} {
  const hash: Hash = createHash(integrity.algorithm);
  let digest = '';
  return {
    update: (chunk) => void hash.update(chunk),
    end: () => {
      digest = hash.digest('base64');
      return `${integrity.algorithm}-${digest}`;
    },
    matches: () => integrity.digests.includes(digest),
  };
}
