/** A version by PEP 440, taken apart. Numbers may be of any length, so they are bigint. */
export interface PythonVersion {
  readonly epoch: bigint;
  readonly release: readonly bigint[];
  /** Rank of the letter (a, b, rc) and its number; null when it is none. */
  readonly pre: readonly [number, bigint] | null;
  readonly post: bigint | null;
  readonly dev: bigint | null;
  readonly local: readonly (bigint | string)[] | null;
}

const longestVersion = 200;
// Every part starts with what the part before cannot hold, so that nothing is tried twice.
const pattern =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)(?:[-_.]?(\d+))?)?(?:-(\d+)|[-_.]?(post|rev|r)(?:[-_.]?(\d+))?)?(?:[-_.]?(dev)(?:[-_.]?(\d+))?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;
const ranks: Readonly<Record<string, number>> = { a: 0, alpha: 0, b: 1, beta: 1 };
const candidateRank = 2;

/** The parts of a version in any spelling that PEP 440 takes; null for what is none. */
export function parsePythonVersion(text: string): PythonVersion | null {
  if (text.length > longestVersion) return null;
  const match = pattern.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, epoch, release = '', letter, pre, implicitPost, postWord, post, devWord, dev, local] = match;
  return {
    epoch: BigInt(epoch ?? 0),
    release: release.split('.').map(BigInt),
    pre: letter === undefined ? null : [ranks[letter] ?? candidateRank, BigInt(pre ?? 0)],
    post: implicitPost === undefined && postWord === undefined ? null : BigInt(implicitPost ?? post ?? 0),
    dev: devWord === undefined ? null : BigInt(dev ?? 0),
    local: local === undefined ? null : local.split(/[-_.]/).map(readLocalPart),
  };
}

/** Alpha, beta, candidate or development release. */
export function isPreRelease(version: PythonVersion): boolean {
  return version.pre !== null || version.dev !== null;
}

/** Negative when the left one is older. The part after `+` counts last. */
export function comparePythonVersions(left: PythonVersion, right: PythonVersion): number {
  return compareWithoutLocal(left, right) || compareLocal(left.local, right.local);
}

/** As `comparePythonVersions`, without the part after `+`. */
export function compareWithoutLocal(left: PythonVersion, right: PythonVersion): number {
  return (
    compareNumbers(left.epoch, right.epoch) ||
    compareReleases(left.release, right.release) ||
    compareParts(pickPre(left), pickPre(right)) ||
    compareNumbers(left.post ?? -1n, right.post ?? -1n) ||
    compareDev(left.dev, right.dev)
  );
}

/** True when epoch and numbers are the same, whatever stands behind them. */
export function hasSameRelease(left: PythonVersion, right: PythonVersion): boolean {
  return left.epoch === right.epoch && compareReleases(left.release, right.release) === 0;
}

function readLocalPart(part: string): bigint | string {
  return /^\d+$/.test(part) ? BigInt(part) : part;
}

// A development release of the final one comes before its alphas; the final one after its candidates.
function pickPre({ pre, post, dev }: PythonVersion): readonly [number, bigint] {
  if (pre !== null) return pre;
  return post === null && dev !== null ? [-1, 0n] : [candidateRank + 1, 0n];
}

function compareParts(left: readonly [number, bigint], right: readonly [number, bigint]): number {
  return left[0] - right[0] || compareNumbers(left[1], right[1]);
}

function compareDev(left: bigint | null, right: bigint | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compareNumbers(left, right);
}

function compareReleases(left: readonly bigint[], right: readonly bigint[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareNumbers(left[index] ?? 0n, right[index] ?? 0n);
    if (order !== 0) return order;
  }
  return 0;
}

function compareLocal(left: PythonVersion['local'], right: PythonVersion['local']): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareLocalParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

// Numbers come after words.
function compareLocalParts(left: bigint | string, right: bigint | string): number {
  if (typeof left === 'bigint' && typeof right === 'bigint') return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
  return typeof left === 'bigint' ? 1 : -1;
}

function compareNumbers(left: bigint, right: bigint): number {
  return left < right ? -1 : Number(left > right);
}
