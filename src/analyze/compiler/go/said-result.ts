import type { GoStatement } from './statements.ts';
import { quotedText, type ResultForm } from './value.ts';

export interface SaidResult {
  readonly form: ResultForm;
  readonly text: string;
  /** It is said to be what is printed, and not only looks like it. */
  readonly isSure: boolean;
}

const says =
  /^(?:(?:it |this )?(?:will )?(?:prints?|outputs?|yields?|gives?|returns?|result(?: is)?|evaluates to|expected)\s*(?::|=>|->|→)?|=+>|-+>|→|⇒|==)\s*([^\s:].*)$/is;

/** What the comment beside a statement says of its result; null when it speaks of something else. */
export function readComment(statement: GoStatement): SaidResult | null {
  const text = statement.comment ?? statement.below[0];
  if (text === undefined || text === '' || text.length > 1_000) return null;
  const isBelow = statement.comment === null;
  const own = withoutName(text, statement);
  const said = says.exec(own)?.[1]?.trim();
  if (said !== undefined)
    return { form: statement.print === null ? 'loose' : formOf(said), text: firstValue(said), isSure: true };
  if (own !== text) return { form: 'loose', text: firstValue(own), isSure: false };
  // Below a statement, words without a mark belong to what comes next.
  if (isBelow) return null;
  if (statement.print?.name === 'Printf') return { form: 'printed', text: own, isSure: false };
  return isLiteral(own) ? { form: 'go', text: firstValue(own), isSure: false } : null;
}

/** A text in quotes is mostly what is printed without them. */
function formOf(said: string): ResultForm {
  return quotedText.test(firstValue(said)) ? 'loose' : 'printed';
}

/** `x == 3` beside `x := F()`. */
function withoutName(text: string, { assigns }: GoStatement): string {
  const name = assigns?.left[0];
  if (name === undefined || !text.startsWith(name)) return text;
  return text.slice(name.length).replace(/^\s*(?:===?|=|:|is(?: now)?|->|=>|→)\s*/, '');
}

function isLiteral(text: string): boolean {
  const first = firstValue(text);
  if (quotedText.test(first)) return true;
  return /^(?:true|false|-?\d{1,18}(?:\.\d{1,15})?|\[\][\w.]+\{.*\})$/s.test(text);
}

/** A value in quotes without the explanation behind it. */
export function firstValue(text: string): string {
  const quoted = /^("(?:[^"\\\n]|\\.){0,2000}")(?=\s|[,;.(]|$)/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  return text.replace(/\s+\/\/.*$/s, '').trim();
}
