import { OutputError } from './errors.ts';

/** The folder of evidence inside a package's folder. */
export const evidenceFolder = '.cleanroom';

const longestPath = 400;
const longestSegment = 200;
/** Folders that mean something to the tools that later meet the package; nothing generated belongs there. */
const reservedSegments: ReadonlySet<string> = new Set([evidenceFolder, '.git', 'node_modules']);

/** Throws OutputError `bad-path` unless every path is a plain relative one and no two of them collide. */
export function checkPaths(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const problem = findPathProblem(path);
    if (problem !== null) throw badPath(path, problem);
    const twin = seen.get(foldPath(path));
    if (twin !== undefined) throw badPath(path, `"${twin}" is the same file on some systems`);
    seen.set(foldPath(path), path);
  }
  for (const path of paths) {
    const parent = parentPaths(foldPath(path)).find((candidate) => seen.has(candidate));
    if (parent !== undefined)
      throw badPath(path, `"${seen.get(parent)}" is a file and cannot be a folder too`);
  }
}

/** Why a generated file may not have this path, or null. */
export function findPathProblem(path: string): string | null {
  if (path === '') return 'it is empty';
  if (path.length > longestPath) return `it has more than ${longestPath} characters`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(path)) {
    return 'it holds control characters';
  }
  if (/[\\:*?"<>|]/.test(path)) return 'it holds a character that some systems forbid';
  if (path.startsWith('/')) return 'it is absolute';
  return (
    path
      .split('/')
      .map(findSegmentProblem)
      .find((problem) => problem !== null) ?? null
  );
}

function findSegmentProblem(segment: string): string | null {
  if (segment === '') return 'it holds an empty part';
  if (segment === '.' || segment === '..') return 'it climbs';
  if (Buffer.byteLength(segment) > longestSegment) return `a part is longer than ${longestSegment} bytes`;
  if (/[. ]$/.test(segment)) return 'a part ends in a dot or a space';
  return reservedSegments.has(segment.toLowerCase()) ? `"${segment}" is reserved` : null;
}

function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function parentPaths(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function badPath(path: string, problem: string): OutputError {
  const shown = JSON.stringify(path.slice(0, 120));
  return new OutputError('bad-path', `Cannot write the generated file ${shown}: ${problem}`, {
    hint: 'Nothing was written; run again so that the builder chooses another name',
  });
}
