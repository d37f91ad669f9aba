import type { Difference } from '../../compare-answers.ts';
import { compareTables } from '../compare-tables.ts';
import type { AnswerNode, NativeAnswer } from '../types.ts';

/** What languages whose calls are compiled differ in when answers are read. */
export interface CompiledAnswers {
  /** Messages with which the language itself stops a program that went wrong. */
  readonly accidents: RegExp;
  /** Of the classes of an error those that the documentation names; users can tell no others apart for sure. */
  readonly documented: ReadonlySet<string>;
  /** The value at a place of the table in the language; null in the `exact` manner where no expression says it. */
  render(table: readonly AnswerNode[], place: number, manner: 'exact' | 'loose'): string | null;
}

/** Null when users cannot tell them apart. An error is alike by what the documentation names it, else by being one. */
export function compareCompiled(
  original: NativeAnswer,
  rebuilt: NativeAnswer,
  { documented }: Pick<CompiledAnswers, 'documented'>,
): Difference | null {
  const [left, right] = [original.answer, rebuilt.answer];
  if (left[0] !== right[0]) return 'outcome';
  if (left[0] === 'returned' && right[0] === 'returned') {
    // Maps have no order in these languages.
    if (compareTables(plain(left[1]), plain(right[1])) === 'value') return 'value';
  } else if (left[0] === 'threw' && right[0] === 'threw') {
    const [theirs, ours] = [left[1][0], right[1][0]];
    if (theirs.at(-1) !== ours.at(-1)) return 'outcome';
    if (nameOf(theirs, documented) !== nameOf(ours, documented)) return 'error-class';
  }
  return JSON.stringify(original.printed) === JSON.stringify(rebuilt.printed) ? null : 'output';
}

/** Kinds that tell how a value is to be written, and that no user can tell apart where it is compared. */
function plain(table: readonly AnswerNode[]): readonly AnswerNode[] {
  return table.map((node) => (node[0] === 'owned' ? (['string', node[1], node[2]] as const) : node));
}

/** The documented name of an error; the empty text where it has none. */
export function nameOf(classes: readonly string[], documented: ReadonlySet<string>): string {
  return classes.find((name) => documented.has(name)) ?? '';
}

/** An answer that cannot be read, or that never came, is nothing to compare with. */
export function isComparable({ answer }: NativeAnswer): boolean {
  if (answer[0] === 'threw') return true;
  return answer[0] === 'returned' && answer[1].every(([kind]) => kind !== 'unreadable');
}

export function kindOfAnswer({ answer }: NativeAnswer): string {
  if (answer[0] === 'threw') return `threw ${answer[1][0].at(-1)}`;
  if (answer[0] !== 'returned') return answer[0];
  const [root] = answer[1];
  return `returned ${answer[1][root?.[2][0] ?? -1]?.[0] ?? 'nothing'}`;
}

/** An answer as a person reads it. */
export function renderAnswer({ answer, printed }: NativeAnswer): string {
  const output =
    printed.length === 0 ? '' : `, and printed ${JSON.stringify(printed.join('\n')).slice(0, 200)}`;
  switch (answer[0]) {
    case 'returned':
      return `returned ${answer[2]}${output}`;
    case 'threw':
      return `${answer[1][2]}${output}`;
    case 'timed-out':
      return 'did not end in time';
    default:
      return answer[1];
  }
}
