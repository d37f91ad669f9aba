/** What phalus reads of the go.mod file of a published module. */
export interface ModFile {
  readonly module: string;
  /** Version of the language; empty when it is not said. */
  readonly go: string;
  /** Why the module should not be used; null when nothing is said. */
  readonly deprecated: string | null;
  readonly requirements: readonly {
    readonly path: string;
    readonly version: string;
    readonly isIndirect: boolean;
  }[];
  readonly retractions: readonly { readonly low: string; readonly high: string; readonly reason: string }[];
}

const mostLines = 50_000;
const longestReason = 500;

/** Reads a go.mod file; lines that make no sense are passed over, as they would be by an older Go. */
export function parseModFile(text: string): ModFile {
  const requirements: { path: string; version: string; isIndirect: boolean }[] = [];
  const retractions: { low: string; high: string; reason: string }[] = [];
  let [module, go, deprecated] = ['', '', null as string | null];
  let block: string | null = null;
  let above: string[] = [];
  for (const line of text.split('\n', mostLines)) {
    const { words, comment } = readLine(line);
    if (words.length === 0) {
      above = comment === null ? [] : [...above.slice(-50), comment];
      continue;
    }
    const said = [...above, ...(comment === null ? [] : [comment])].join(' ').trim();
    above = [];
    if (block !== null && words[0] === ')') {
      block = null;
      continue;
    }
    if (block === null && words.at(-1) === '(') {
      block = words[0] ?? '';
      continue;
    }
    const [verb = '', ...rest] = block === null ? words : [block, ...words];
    if (verb === 'module') {
      module = rest[0] ?? '';
      deprecated = /(?:^|\s)Deprecated: *(.*)$/s.exec(said)?.[1]?.slice(0, longestReason) ?? null;
    } else if (verb === 'go') go = rest[0] ?? '';
    else if (verb === 'require' && rest.length >= 2) {
      const isIndirect = /^\s*indirect\b/.test(comment ?? '');
      requirements.push({ path: rest[0] ?? '', version: rest[1] ?? '', isIndirect });
    } else if (verb === 'retract') {
      const [low, high = low] = rest
        .join(' ')
        .replaceAll(/[[\],]/g, ' ')
        .trim()
        .split(/\s+/);
      if (low !== undefined && high !== undefined && low !== '')
        retractions.push({ low, high, reason: said.slice(0, longestReason) });
    }
  }
  return { module, go, deprecated, requirements, retractions };
}

/** The words of a line, quotes taken off, and what stands behind `//`. */
function readLine(line: string): { words: string[]; comment: string | null } {
  const words: string[] = [];
  for (const [match, double, raw, bare] of line.matchAll(/"([^"]*)"|`([^`]*)`|([^\s"`]+)/g)) {
    const at = bare === undefined ? -1 : match.indexOf('//');
    if (at === -1) {
      // "require(" is two words.
      if (bare !== undefined && bare !== '(' && bare.endsWith('(')) words.push(bare.slice(0, -1), '(');
      else words.push(double ?? raw ?? bare ?? '');
      continue;
    }
    if (at > 0) words.push(match.slice(0, at));
    const start = line.indexOf('//');
    return { words, comment: line.slice(start + 2).trim() };
  }
  return { words, comment: null };
}
