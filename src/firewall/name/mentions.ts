/** One place of a line where the package's name stands. */
export interface Mention {
  /** What `text` would stand for: the name with its marks, an article before it, a word such as `package` after it. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `package`: the words around say that a package is meant; `literal`: a part of something quoted. */
  readonly place: 'package' | 'mention' | 'literal';
  /** The words around take it for a word of the subject. */
  readonly readsAsTerm: boolean;
}

/** Where a package is fetched or loaded by its name, up to the name itself. */
const loading =
  /(?:\b(?:npm|pnpm|yarn|bun)\s(?:install|i|add)\s(?:-{1,2}[\w-]{1,20}\s){0,3}|\bnpx\s|\brequire\(['"`]|\bimport\(['"`]|\b(?:from|import)\s['"])$/;
const packageNoun = /^\s(?:npm\s)?(?:package|module|library)\b/i;
const termBefore =
  /(?:^|[\s(])(?:an?|to|into|as|in|from|and|or|is|are|be|each|every|any|no|non|both)\s[`"'“‘*_]{0,3}$/i;
const termAfter =
  /^[`"'”’*_]{0,3}\s(?:strings?|words?|keys?|values?|formats?|formatted|headers?|names?|notation|styles?|texts?|cased?|encod\w{1,8}|identifiers?|paths?|urls?|attributes?|syntax|files?|types?|elements?|events?|fields?|propert\w{1,4}|options?|numbers?|dates?|times?|tokens?|characters?|and|or)\b/i;
// Bounded, so that marks without an end cost no more than their number.
const quoted = /`[^`]{0,300}`|"[^"]{0,300}"|“[^”]{0,300}”|(?<!\w)'[^']{0,300}'(?!\w)/g;
const sentenceStart = /(?:^\s*(?:[-*+]\s|#{1,6}\s|\d{1,3}[.)]\s)?|[.!?]\s)$/;
const surroundingCharacters = 80;

/** Every exact spelling of a name in a line; `left-pad` is not in `left-pad-cli`, `left-pad.js` or `x/left-pad`. */
export function findMentions(line: string, name: string): readonly Mention[] {
  if (!line.includes(name)) return [];
  const spans = [...line.matchAll(quoted)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
  }));
  let place = 0;
  return [...line.matchAll(renderPattern(name))].map(({ index, 0: text }) => {
    // Both are in the order of the line, so neither is gone through twice.
    while ((spans[place]?.end ?? Number.POSITIVE_INFINITY) <= index) place += 1;
    const span = spans[place];
    const end = index + text.length;
    return describe(line, { start: index, end }, span !== undefined && span.start < index ? span : null);
  });
}

/** The name as a word of its own, with a version when there is one. */
export function renderPattern(name: string): RegExp {
  const exact = name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![\\w$@/.-])${exact}(?:@[\\w.^~*-]{0,40}\\w)?(?![\\w$/@]|[-.]\\w)`, 'g');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function describe(line: string, found: Span, span: Span | null): Mention {
  const isAlone = span !== null && span.start === found.start - 1 && span.end === found.end + 1;
  const before = line.slice(Math.max(0, found.start - surroundingCharacters), found.start);
  const after = line.slice(found.end, found.end + surroundingCharacters);
  if (loading.test(before)) {
    return { ...found, text: 'the package', place: 'package', readsAsTerm: false };
  }
  if (span !== null && !isAlone) {
    return { ...found, text: '', place: 'literal', readsAsTerm: false };
  }
  const { start, end } = isAlone ? span : found;
  const noun = packageNoun.exec(line.slice(end, end + surroundingCharacters))?.[0] ?? '';
  const article = /\b(?:the|this)\s$/i.exec(line.slice(Math.max(0, start - 5), start))?.[0] ?? '';
  const first = start - article.length;
  const isFirst = sentenceStart.test(line.slice(Math.max(0, first - surroundingCharacters), first));
  const text = `${article === '' ? 'the ' : article.toLowerCase()}package`;
  return {
    start: first,
    end: end + noun.length,
    text: isFirst ? `${text[0]?.toUpperCase()}${text.slice(1)}` : text,
    // `open library` alone is English.
    place:
      noun !== '' && (isAlone || /[-/.]/.test(line.slice(found.start, found.end))) ? 'package' : 'mention',
    readsAsTerm: noun === '' && (termBefore.test(before) || termAfter.test(after)),
  };
}
