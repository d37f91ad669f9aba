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
  if (line.length < 1000) return false;
  const bare = line.replace(/https?:\/\/[^\s)"'>]+/g, '').replace(/<[a-zA-Z/][^<>]{0,400}>/g, '');
  if (bare.length < 1000) return false;
  const punctuation = bare.match(/[{}();=,&|?:!.[\]+]/g)?.length ?? 0;
  const blanks = bare.match(/\s/g)?.length ?? 0;
  return punctuation / bare.length > 0.1 && blanks / bare.length < 0.14 && !bare.trimStart().startsWith('|');
}
