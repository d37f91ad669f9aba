import type { ExpectedOutcome } from '../../spec/index.ts';
import { parseLeadingLiteral, parseLiteral } from './literal.ts';
import type { TypeScript } from './load-typescript.ts';
import type { ResultNote } from './result-note.ts';

const arrow = /^\s*(?:[=-]{1,3}>|[→⇒⇨➜➔➞⟶⟹↦]|>{1,3}|={2,3}(?=\s))\s*/;
const verb =
  /^\s*(?:will\s+)?(?:returns?|prints?|outputs?|logs?|results?(?:\s+in)?|yields?|gives?|resolves(?:\s+to)?|evaluates\s+to|displays?|shows?)(?:\s*:|\s|$)\s*/i;
const label = /^\s*(?:output|result|value|returns?)\s*(?:=>|:|=)\s*/i;
const failure =
  /^\s*(?:(?:it\s+)?(?:will\s+)?throws?\b|uncaught\b|(?:[A-Z][A-Za-z]{0,40})?Error\b|(?:[a-z]{1,20} )?error:|!!? )/i;
// What TypeScript says when it checks an example is nothing that happens when it runs.
const typeCheckerMessage =
  /\bTS ?\d{4}\b|\(\d{4,5}\)|\bnot assignable\b|does not exist on type|\btype error\b|TypeScript/;
const maxLines = 60;

interface OutcomeRequest {
  readonly note: ResultNote;
  /** True when the statement printed the value, so that plain words can be what it printed. */
  readonly printed: boolean;
  /** True when the value is a string whatever it looks like. */
  readonly isString: boolean;
  /** Texts of the example, so that words which come from nowhere else are known for a value. */
  readonly texts?: readonly string[];
}

/** True for a comment that shows a statement failing: nothing behind such a statement would run. */
export function mentionsFailure({ lines }: ResultNote): boolean {
  return failure.test(stripMarker(lines[0] ?? '').text);
}

/** What a comment says that came out; null when it says nothing exact. */
export function parseOutcome(
  ts: TypeScript,
  { note, printed, isString, texts = [] }: OutcomeRequest,
): ExpectedOutcome | null {
  const [firstLine = '', ...rest] = note.lines;
  const { text: first, marked } = stripMarker(firstLine);
  if (note.placement === 'below' && !marked && !note.closes && !/^\s*[[{]/.test(first)) return null;
  if (failure.test(first)) return marked || note.placement === 'behind' ? parseFailure(first) : null;
  for (let count = 0; count <= Math.min(rest.length, maxLines); count += 1) {
    const more = rest.slice(0, count);
    if (more.some((line) => stripMarker(line).marked && arrow.test(line))) break;
    // `// true!` is true.
    const literal = parseLiteral(ts, [first, ...more].join('\n').replace(/!+\s*$/, ''));
    if (literal !== null) return { kind: 'value', value: literal };
  }
  if (note.placement === 'block') return parseBlock(note.lines, { printed, isString });
  if (isString) {
    const bare = parseBareString(note, first, marked) ?? parseOwnWords(note, texts);
    if (bare !== null) return { kind: 'value', value: JSON.stringify(bare) };
  }
  if (!marked) return null;
  const leading = parseLeadingLiteral(ts, first);
  if (leading !== null) return { kind: 'value', value: leading };
  return printed && rest.length === 0 && isPlainOutput(first)
    ? { kind: 'output', lines: [first.trim()] }
    : null;
}

function stripMarker(line: string): { text: string; marked: boolean } {
  let text = line;
  for (const pattern of [label, arrow, verb, arrow]) text = text.replace(pattern, '');
  return { text, marked: text !== line && text.trim() !== line.trim() };
}

/** A string written without quotes; without an arrow only one word is taken for it. */
function parseBareString(note: ResultNote, first: string, marked: boolean): string | null {
  const text = first.trim();
  const isAlone = note.lines.length === 1 && text !== '' && text.length <= 200;
  if (!isAlone || /\.{3}|…|^['"`]|['"`]$|^\W?$|\b(?:or|e\.g\.|etc)\b|\s[-–—(]\s?\w/.test(text)) return null;
  if (marked) return arrow.test(note.lines[0] ?? '') ? text : null;
  return note.placement === 'behind' && /^[^\s:;,()]{3,}$/.test(text) && /[-_./\d]/.test(text) ? text : null;
}

/**
 * Words that all stand in the texts of the example itself: several behind a call, `greet('Ann') // Hello Ann`, or lines
 * that a block comment has to itself.
 */
function parseOwnWords({ lines, placement, verbatim }: ResultNote, texts: readonly string[]): string | null {
  const isRemark = placement === 'behind' && lines.length === 1 && wordsOf(lines[0] ?? '').length > 1;
  const text = verbatim?.join('\n') ?? (isRemark ? (lines[0] ?? '').trim() : '');
  const words = wordsOf(text);
  if (words.length === 0 || /\.{3}|…|^['"`]/.test(text)) return null;
  const known = new Set(texts.flatMap(wordsOf));
  return words.every((word) => known.has(word)) ? text : null;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A code block that the text before it calls the result. It is what was printed, or the string. */
function parseBlock(
  lines: readonly string[],
  { printed, isString }: Pick<OutcomeRequest, 'printed' | 'isString'>,
): ExpectedOutcome | null {
  const isShort = lines.length <= maxLines && lines.some((line) => line.trim() !== '');
  if (!isShort || lines.some((line) => /^\s*(?:\.{3}|…)\s*$/.test(line))) return null;
  if (printed) return { kind: 'output', lines: [lines.join('\n')] };
  return isString ? { kind: 'value', value: JSON.stringify(lines.join('\n')) } : null;
}

/** Words that are what was printed, not words about it. */
function isPlainOutput(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200 || /\.{3}|…|^['"`[{<(]/.test(trimmed)) return false;
  return !/\b(?:the|this|an?|is|are|will|should|with|something|like|of)\b/i.test(trimmed);
}

function parseFailure(text: string): ExpectedOutcome | null {
  if (typeCheckerMessage.test(text)) return null;
  const match = /\b([A-Z][A-Za-z]{0,40}Error|Error)\b(?:\s*:\s*(.{1,300}))?/.exec(text.slice(0, 400));
  const message = match?.[2]?.trim().replace(/^(['"`])(.*)\1$/, '$2') ?? null;
  const isExact = message !== null && !/\.{3}|…/.test(message);
  return { kind: 'throws', name: match?.[1] ?? null, message: isExact ? message : null };
}
