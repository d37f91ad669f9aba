import type { ExpectedOutcome } from '../../../../spec/index.ts';
import type { Difference } from '../../compare-answers.ts';
import { compareTables } from '../compare-tables.ts';
import type { AnswerNode, NativeAnswer } from '../types.ts';
import { renderPython } from './render-python.ts';

/** Null when users cannot tell them apart. Errors are compared by class: a message is the author's own words. */
export function comparePythonAnswers(original: NativeAnswer, rebuilt: NativeAnswer): Difference | null {
  const [left, right] = [original.answer, rebuilt.answer];
  if (left[0] !== right[0]) return 'outcome';
  if (left[0] === 'returned' && right[0] === 'returned') {
    const difference = compareTables(left[1], right[1]);
    if (difference !== null) return difference;
  } else if (left[0] === 'threw' && right[0] === 'threw' && left[1][0][0] !== right[1][0][0]) {
    return 'error-class';
  }
  return JSON.stringify(original.printed) === JSON.stringify(rebuilt.printed) ? null : 'output';
}

/** An answer that cannot be read, or that never came, is nothing to compare with. */
export function isComparable({ answer }: NativeAnswer): boolean {
  if (answer[0] === 'timed-out' || answer[0] === 'gone') return false;
  return answer[0] !== 'returned' || answer[1][0]?.[0] !== 'unreadable';
}

const stumbles = new Set([
  ...['TypeError', 'AttributeError', 'NameError', 'UnboundLocalError', 'RecursionError', 'MemoryError'],
  ...['IndexError', 'ZeroDivisionError', 'OverflowError'],
]);

/** An error that Python raised by itself, of a class that nobody means to raise so: no answer that anyone planned. */
export function isAccident({ answer, isPlanned }: NativeAnswer): boolean {
  return answer[0] === 'threw' && isPlanned !== true && stumbles.has(answer[1][0][0] ?? '');
}

/** `threw ValueError`, `returned string`. */
export function kindOfAnswer({ answer }: NativeAnswer): string {
  if (answer[0] === 'threw') return `threw ${answer[1][0][0]}`;
  if (answer[0] !== 'returned') return answer[0];
  return `returned ${rootOf(answer[1])?.[0]}`;
}

/** The node of the value itself: a table holds the arguments after the call beside it. */
function rootOf(table: readonly AnswerNode[]): AnswerNode | undefined {
  return table[table[0]?.[2][0] ?? -1];
}

export function renderAnswer({ answer, printed }: NativeAnswer): string {
  const output = printed.length === 0 ? '' : `, and printed ${JSON.stringify(printed).slice(0, 200)}`;
  switch (answer[0]) {
    case 'returned':
      return `returned ${answer[2]}${output}`;
    case 'threw':
      return `raised ${answer[1][2]}${output}`;
    case 'timed-out':
      return 'did not end in time';
    default:
      return answer[1];
  }
}

/** All that is compared, for where the value's own text is the same on both sides. */
export function renderFully(given: NativeAnswer): string {
  if (given.answer[0] !== 'returned') return renderAnswer(given);
  const [, table, text] = given.answer;
  const after = renderPython(table, table[0]?.[2][1] ?? 0, 'loose');
  const value = renderPython(table, table[0]?.[2][0] ?? 0, 'loose');
  const shown = value === null || value === text ? text : `${text} (${value})`;
  return `returned ${shown.slice(0, 600)}, with ${(after ?? 'arguments').slice(0, 300)} after the call`;
}

/** The answer as an outcome to expect; null where no expression says it. */
export function expectAnswer({ answer }: NativeAnswer): ExpectedOutcome | null {
  if (answer[0] === 'threw') return { kind: 'throws', name: answer[1][0][0] ?? null, message: null };
  if (answer[0] !== 'returned') return null;
  const value = renderPython(answer[1], answer[1][0]?.[2][0] ?? 0, 'exact');
  return value === null || value.length > 2000 ? null : { kind: 'value', value };
}
