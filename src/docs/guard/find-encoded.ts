/** Characters of encoded data that outweigh the words among them before a stretch counts as data. */
export const maxEncodedCharacters = 500;

const word = /^[\p{P}\p{S}]*(?:\p{L}\p{Ll}{2,17}|\p{Lu}{3,12}|[\p{Lo}]+)[\p{P}\p{S}]*$/u;
const numeral = /^[^\p{L}\p{N}\s]*(?:0[xob])?(?:[0-9a-fA-F]{2}|\d{1,20}|[0-9a-fA-F]{4,32})[^\p{L}\p{N}\s]*$/u;
const escapes =
  /\\x[0-9a-f]{2}|\\u\{?[0-9a-f]{4,6}\}?|\\[0-7]{3}|%[0-9a-f]{2}|&#x?[0-9a-f]{1,6};|=[0-9A-F]{2}/gi;
// A longer one is found as one run, and the patterns below take their time on a longer one.
const longestToken = 2000;

/**
 * How a line adds to a stretch of encoded data: the characters of numerals, escapes and runs of mixed letters, less four
 * times the characters of plain words. Below zero for prose and for code.
 */
export function weighEncoded(line: string): number {
  let weight = 0;
  // Two letters can be a byte or a word; among bytes there are always some with a digit.
  const hasDigit = /\d/.test(line);
  for (const token of line.split(/\s+/)) {
    if (token === '') continue;
    if (hasDigit && isEncodedToken(token)) weight += token.length;
    else if (word.test(token)) weight -= token.length * 4;
    else if (/\p{L}/u.test(token)) weight -= token.length;
  }
  return weight;
}

function isEncodedToken(token: string): boolean {
  if (numeral.test(token.slice(0, 80))) return true;
  const bare = token.slice(0, longestToken).replace(/^["'`([{<|]+|["'`)\]}>,;|]+$/g, '');
  if (/^[a-z][a-z+.-]*:\/\//i.test(bare)) return false;
  const escaped = Array.from(bare.matchAll(escapes), ([found]) => found.length).reduce(
    (sum, size) => sum + size,
    0,
  );
  if (escaped >= 12 && escaped / bare.length > 0.25) return true;
  return isMixedRun(bare) || isCapitalRun(bare);
}

/** Letters of both cases and digits that change from one to the other as chance has it, and not as names do. */
function isMixedRun(run: string): boolean {
  if (run.length < 16 || !/^[A-Za-z0-9+/_=-]+$/.test(run)) return false;
  const kinds = Array.from(run, (sign) => (/[a-z]/.test(sign) ? 0 : /[A-Z]/.test(sign) ? 1 : 2));
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return new Set(kinds).size === 3 && changes / run.length > 0.36;
}

/** The alphabets of uuencode and the like: capitals, digits and signs. */
function isCapitalRun(run: string): boolean {
  if (run.length < 20 || /[a-z]/.test(run)) return false;
  const signs = run.match(/[^\p{L}\p{N}_]/gu)?.length ?? 0;
  return /[A-Z]/.test(run) && /\d/.test(run) && signs / run.length > 0.15 && new Set(run).size >= 12;
}
