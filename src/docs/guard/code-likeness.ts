/** How much of a text reads like a program. */
export interface CodeLikeness {
  readonly codeLines: number;
  /** Lines with something on them. */
  readonly filledLines: number;
}

const opensLikeCode =
  /^(?:(?:export |default |async |public |private |protected |static |pub |final )*(?:const|let|var|function\*?|class|def|fn|func|impl|struct|enum|interface|type|namespace|package|using|import|from)\s+[\w$*{"'[<(]|return\b|if ?\(|\} ?else\b|else ?[{:]|for ?\(|while ?\(|switch ?\(|case .*:$|try ?\{|catch ?[({]|throw new |await |yield |module\.exports|exports\.|require\(|#include|#define|'use strict'|"use strict"|\/\/|@\w+\()/;
// Python and Ruby close their lines with nothing, so only what prose never says counts.
const indentedLanguages =
  /^(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [\w*, ()]+|(?:async )?def \w+.*|for \w+(?:, \w+)* in .+:|(?:else|try|finally):|except\b.*:|elif .+:|return \S+|end|pass)$/;
const closesLikeCode = /(?:[;{}]|\);?|\},?|\],?|=>|&&|\|\||=|\($)$/;
const codeTokens = /=>|===|!==|&&|\|\||\+\+|\+=|\(\)|\w\(|\w\.\w+\(|[{};]|\w\[\w/;

/** Below so many characters a line without room is a signature or a list of names. */
const leastMinified = 120;

/** True for a line of code as programs in brace languages write it; made to stay false for prose and for links. */
export function isCodeLine(line: string): boolean {
  const trimmed = line.trim();
  // A line of one sign underlines a heading.
  if (/^([^\w\s])\1+$/.test(trimmed)) return false;
  if (trimmed === '' || /^[#>|*[!<-]/.test(trimmed)) return /^#(?:include|define)\b/.test(trimmed);
  if (/^[\])};,]+$/.test(trimmed) || /^[\w.$[\]]{1,80} ?[-+*/|]?= ?[^=\s]/.test(trimmed)) return true;
  const closes = closesLikeCode.test(trimmed);
  if (indentedLanguages.test(trimmed)) return true;
  if (opensLikeCode.test(trimmed)) return closes || codeTokens.test(trimmed) || trimmed.startsWith('//');
  return closes && codeTokens.test(trimmed) && !/[.!?:] [A-Z]/.test(trimmed);
}

const operators = /=>|===|!==|&&|\|\||\+\+|[-+*/]=|\w ?\(|\w\[[\w'"]| = |^\}/;
const opensPython =
  /^(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [\w*, ()]+|(?:async )?def \w+\(.*:|for \w+(?:, \w+)* in .+:|except\b.*:|elif .+:)$/;

/**
 * True for a line that does something, or opens something that does: stricter than `isCodeLine`, because signatures and
 * calls stand alone in honest headings, lists and tables.
 */
export function isStatement(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length < 4 || trimmed.length > 4000 || /[.!?:] [A-Z][a-z]+ /.test(trimmed)) return false;
  if (opensPython.test(trimmed)) return true;
  if (/^(?:return|throw|await|yield) [\w.$!([{'"][^\s:]*$/.test(trimmed)) return true;
  if (!operators.test(trimmed)) return false;
  if (/[;{]$/.test(trimmed)) return true;
  if (/^(?:const|let|var|return|throw|await|yield|if|for|while|switch)\b/.test(trimmed))
    return opensLikeCode.test(trimmed) && !/[.!?]$/.test(trimmed);
  return /^[\w.$[\]]{1,80} [-+*/|]?= \S.*[([]/.test(trimmed);
}

export function measureCodeLikeness(text: string): CodeLikeness {
  let codeLines = 0;
  let filledLines = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    filledLines += 1;
    if (isCodeLine(line)) codeLines += 1;
  }
  return { codeLines, filledLines };
}

/** A line no person writes: long, without room, full of punctuation. Links and tags do not count. */
export function isMinifiedLine(line: string): boolean {
  return measureMinified(line) >= 1000;
}

/** Characters of a line that no person wrote; 0 when one may have. */
export function measureMinified(line: string): number {
  if (line.length < leastMinified) return 0;
  const bare = line
    .replace(/https?:\/\/[^\s)"'>]+/g, '')
    .replace(/<[a-zA-Z/][^<>]{0,400}>/g, '')
    .trim();
  if (bare.length < leastMinified || bare.startsWith('|')) return 0;
  const punctuation = bare.match(/[{}();=,&|?:!.[\]+]/g)?.length ?? 0;
  const blanks = bare.match(/\s/g)?.length ?? 0;
  return punctuation / bare.length > 0.1 && blanks / bare.length < 0.14 ? bare.length : 0;
}
