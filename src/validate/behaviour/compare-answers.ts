import { type Answer, compareDescriptions } from '../../scenarios/index.ts';

/** What one side did with a call. */
export interface SideAnswer {
  readonly answer: Answer;
  readonly printed: readonly string[];
}

/** How two answers differ: in what came out, in whether anything did, in the class of an error, or in what was printed. */
export type Difference = 'value' | 'outcome' | 'error-class' | 'output';

/** Null when they are the same. Errors are compared by class and not by message: a message is the author's own words. */
export function compareAnswers(original: SideAnswer, rebuilt: SideAnswer): Difference | null {
  const [left, right] = [original.answer, rebuilt.answer];
  if (left[0] !== right[0]) return 'outcome';
  if (left[0] === 'returned' && right[0] === 'returned') {
    if (compareDescriptions(right[1], left[1], { exact: true }) !== null) return 'value';
  } else if (left[0] === 'threw' && right[0] === 'threw' && classOf(left[1][0]) !== classOf(right[1][0])) {
    return 'error-class';
  }
  const same =
    original.printed.length === rebuilt.printed.length &&
    original.printed.every((line, index) => line === rebuilt.printed[index]);
  return same ? null : 'output';
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
  const output = printed.length === 0 ? '' : `, and printed ${JSON.stringify(printed).slice(0, 200)}`;
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
