import { markSign } from '../../probes/index.ts';
import { type Answer, compareDescriptions } from '../../scenarios/index.ts';

/** What one side did with a call. */
export interface SideAnswer {
  readonly answer: Answer;
  readonly printed: readonly string[];
}

/**
 * How two answers differ: in what came out, in whether and how anything did, in the class of an error, in what was
 * printed, or in what was done to the prototypes that all code shares. `manner` is the order of a dictionary's keys, or
 * how an object prints itself: users can see it, and no document promises it by a value alone.
 */
export type Difference = 'value' | 'outcome' | 'error-class' | 'output' | 'side-effect' | 'manner';

/** Null when they are the same. Errors are compared by class and not by message: a message is the author's own words. */
export function compareAnswers(original: SideAnswer, rebuilt: SideAnswer): Difference | null {
  const [left, right] = [original.answer, rebuilt.answer];
  if (left[0] !== right[0]) return 'outcome';
  if (left[0] === 'returned' && right[0] === 'returned') {
    if (compareDescriptions(right[1], left[1], { exact: true }) !== null) return 'value';
  } else if (left[0] === 'threw' && right[0] === 'threw' && classOf(left[1][0]) !== classOf(right[1][0])) {
    return 'error-class';
  }
  const printed = [original.printed, rebuilt.printed] as const;
  const [theirs = '', ours] = printed.map((lines) => JSON.stringify(lines.filter(isMark)));
  if (theirs !== ours)
    return theirs.includes(`rejected`) === ours?.includes('rejected') ? 'side-effect' : 'outcome';
  return JSON.stringify(printed[0]) === JSON.stringify(printed[1]) ? null : 'output';
}

function isMark(line: string): boolean {
  return line.startsWith(markSign);
}

const builtIn = new Set([
  ...[
    'AggregateError',
    'EvalError',
    'RangeError',
    'ReferenceError',
    'SyntaxError',
    'TypeError',
    'URIError',
    'Error',
  ],
]);

/** The nearest class that JavaScript itself has; null for what is no error. */
export function classOf(names: readonly string[]): string | null {
  return names.find((name) => builtIn.has(name)) ?? null;
}

/** An answer that cannot be read, or that never came, is nothing to compare with. */
export function isComparable({ answer }: SideAnswer): boolean {
  if (answer[0] === 'timed-out' || answer[0] === 'gone' || answer[0] === 'ended') return false;
  return answer[0] !== 'returned' || answer[1].every(([kind]) => kind !== 'unreadable');
}

const enginesOwn =
  /is not (?:a function|iterable|defined|a constructor|an object)|Cannot (?:read propert|use 'in'|mix BigInt|convert|destructure|set propert)|Assignment to constant|called on (?:null|non-object)|Reduce of empty|Invalid (?:array length|count value|regular)|Maximum call stack/;

/** An error of the engine is no answer that anyone planned. */
export function isAccident({ answer }: SideAnswer): boolean {
  return answer[0] === 'threw' && enginesOwn.test(answer[1][1]);
}

/** An answer as a person reads it. */
export function renderAnswer({ answer, printed }: SideAnswer): string {
  const lines = printed.filter((line) => !isMark(line));
  const marks = printed.filter(isMark).map((line) => ` (${line.slice(markSign.length)})`);
  const output = `${marks.join('')}${lines.length === 0 ? '' : `, and printed ${JSON.stringify(lines).slice(0, 200)}`}`;
  switch (answer[0]) {
    case 'returned':
      return `returned ${answer[2]}${output}`;
    case 'threw':
      return `threw ${answer[1][2]}${output}`;
    case 'timed-out':
      return 'did not end in time';
    case 'ended':
    case 'gone':
      return answer[1];
    default:
      return 'gave no answer';
  }
}
