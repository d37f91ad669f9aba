const longestPatterns = 10_000;

/**
 * True when a pattern of a list between commas, as in GOPRIVATE, matches the module's path or the beginning of it with as
 * many parts. In a part `*` stands for any characters, `?` for one and `[a-c]` for one of some.
 */
export function matchesPathPatterns(patterns: string, path: string): boolean {
  const parts = path.split('/');
  return patterns
    .slice(0, longestPatterns)
    .split(',')
    .map((pattern) => pattern.trim().replace(/\/+$/, ''))
    .filter((pattern) => pattern !== '')
    .some((pattern) => {
      const globs = pattern.split('/');
      return (
        globs.length <= parts.length && globs.every((glob, index) => matchesGlob(glob, parts[index] ?? ''))
      );
    });
}

/** One star at a time is remembered, so that the time is bounded by the product of both lengths. */
function matchesGlob(glob: string, text: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  let position = 0;
  while (position < text.length) {
    const step = glob[at] === '*' ? null : matchOne(glob, at, text[position] ?? '');
    if (step === null) {
      star = at;
      mark = position;
      at += 1;
    } else if (step > 0) {
      at += step;
      position += 1;
    } else if (star !== -1) {
      at = star + 1;
      mark += 1;
      position = mark;
    } else return false;
  }
  while (glob[at] === '*') at += 1;
  return at === glob.length;
}

/** How many characters of the pattern stand for this one; 0 when they do not. */
function matchOne(glob: string, at: number, character: string): number {
  const sign = glob[at];
  if (sign === '?') return 1;
  if (sign === '\\') return glob[at + 1] === character ? 2 : 0;
  if (sign !== '[') return sign === character ? 1 : 0;
  const end = glob.indexOf(']', at + 1);
  if (end === -1) return 0;
  const isNegated = glob[at + 1] === '^';
  let isIn = false;
  for (let index = at + (isNegated ? 2 : 1); index < end; index += 1) {
    const low = glob[index] ?? '';
    const high = glob[index + 1] === '-' && index + 2 < end ? (glob[index + 2] ?? '') : low;
    if (character >= low && character <= high) isIn = true;
    if (high !== low) index += 2;
  }
  return isIn === isNegated ? 0 : end + 1 - at;
}
