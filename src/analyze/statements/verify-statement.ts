import type { Fact } from './read-facts.ts';

/**
 * Why a restatement does not stand for its fact, as far as a program can tell; null when it does. Names and numbers
 * must be the fact's: none lost, none made up.
 */
export function findFault(text: string, fact: Fact): string | null {
  const said = `${fact.context.join(' ')} ${fact.text}`;
  if (text.length < 3) return 'empty';
  const invented = literalsOf(text).find((literal) => !mentions(said, literal));
  if (invented !== undefined) return `speaks of "${invented}", which the documentation does not`;
  const lost = literalsOf(fact.text).find((literal) => !mentions(text, literal));
  if (lost !== undefined) return `loses "${lost}"`;
  if (isNegated(text) !== isNegated(fact.text)) return 'turns what the fact denies';
  return findDrift(text, said, fact.text);
}

/** What a text says that the one it restates does not; null when it adds nothing. It may say less. */
export function findInvention(text: string, said: string): string | null {
  const invented = literalsOf(text).find((literal) => !mentions(said, literal));
  if (invented !== undefined) return `speaks of "${invented}", which the statement does not`;
  if (isNegated(text) && !isNegated(said)) return 'denies what the statement does not';
  const [mine, theirs] = [termsOf(text), termsOf(said)];
  const added = mine.size === 0 ? 1 : [...mine].filter((term) => !theirs.has(term)).length / mine.size;
  return added > mostAdded ? 'says mostly what the statement does not' : null;
}

/** Least share of the fact's words that a restatement keeps, and most share of words of its own. */
const leastKept = 0.4;
const mostAdded = 0.6;

/** A restatement uses the fact's own terms, if not its phrases; one that shares few words speaks of something else. */
function findDrift(text: string, said: string, fact: string): string | null {
  const [mine, theirs, context] = [termsOf(text), termsOf(fact), termsOf(said)];
  if (theirs.size === 0 || mine.size === 0) return null;
  const kept = [...theirs].filter((term) => mine.has(term)).length / theirs.size;
  if (kept < leastKept) return 'leaves out most of what the fact says';
  const added = [...mine].filter((term) => !context.has(term)).length / mine.size;
  return added > mostAdded ? 'says mostly what the fact does not' : null;
}

const fillers = new Set(
  'a an the of to in on for with and or if is are be been was were it its this that these those as by from at which when then than not no can may will should must you your also only'.split(
    ' ',
  ),
);

/** Words that carry meaning, cut to their stems. */
function termsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return new Set(
    words.filter((word) => !fillers.has(word)).map((word) => word.replace(/(?:ing|ed|es|s)$/, '')),
  );
}

/** What may not change in other words: code, numbers, and words written as only code is. */
function literalsOf(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`]{1,200})`/g)].flatMap(([, inner]) => inner?.match(/[\w$]+/g) ?? []);
  const shaped = text.match(/\b[a-z]+[A-Z][A-Za-z0-9]*\b|(?<![\w$.])\d+(?:\.\d+)?(?![\w$])/g) ?? [];
  return [...new Set([...quoted, ...shaped])];
}

function mentions(text: string, literal: string): boolean {
  // 1 is no part of 10, nor 5 of 1.5.
  if (/^\d/.test(literal)) {
    return new RegExp(`(?<![\\d.])${literal.replace('.', '\\.')}(?!\\.?\\d)`).test(text);
  }
  return text.toLowerCase().includes(literal.toLowerCase());
}

/** A restatement that loses a `not` says the opposite, in nearly the same words. */
function isNegated(text: string): boolean {
  return /\b(?:not|never|no|none|nor|neither|nothing|without|cannot|unless|except|non)\b|n['\u2019]t\b/i.test(
    text,
  );
}

/** One line, without links, pictures and references to issues. */
export function cleanText(text: string): string {
  return text
    .replace(/!?\[([^\]]{0,300})\]\([^)]{0,500}\)/g, '$1')
    .replace(/\(?\b(?:https?|git|ssh):\/\/[^\s)>\]]+\)?/gi, '')
    .replace(/\bSee (?:also )?#\d+\.?/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}
