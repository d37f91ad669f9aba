import type { ScenarioOutcome } from '../../scenarios/index.ts';
import type { Scenario } from '../../spec/index.ts';
import { comparePython } from './compare.ts';
import type { Expectation } from './expected.ts';

const longestSide = 500;
const longestMessage = 300;

/** What the guest, or the process that watches it, says of one scenario. */
export type Answer =
  | readonly ['returned', readonly unknown[], string]
  | readonly ['threw', readonly [readonly string[], string, string]]
  | readonly ['ended' | 'gone', string]
  | readonly ['timed-out'];

interface Judged {
  readonly scenario: Scenario;
  readonly expectation: Expectation;
  readonly answer: Answer;
  readonly printed: readonly string[];
}

/** Says whether the answer is what the scenario expects, and if not, in words that a builder can act on. */
export function judgePython(judged: Judged): ScenarioOutcome {
  const { scenario, expectation, answer, printed } = judged;
  if (expectation.kind === 'broken') return expectation;
  if (answer[0] === 'timed-out') return { kind: 'timed-out' };
  const problem = findProblem(judged);
  if (problem === null) return { kind: 'passed' };
  const expected = renderExpected(scenario, expectation);
  const actual = renderActual(scenario, answer, printed);
  const sides = ` ${cut(oneLine(actual), 110)}, expected ${cut(oneLine(expected), 100)}${problem}`;
  const code = oneLine([scenario.setup, scenario.expression].filter((part) => part.trim() !== '').join('\n'));
  return {
    kind: 'failed',
    actual: cut(actual, longestSide),
    expected: cut(expected, longestSide),
    message: `${cut(code, longestMessage - sides.length)}${sides}`,
  };
}

/** Null when it is as expected; else what to add to the message, which may be nothing. */
function findProblem({ scenario: { expected }, expectation, answer, printed }: Judged): string | null {
  if (answer[0] === 'gone' || answer[0] === 'ended' || answer[0] === 'timed-out') return '';
  if (expected.kind === 'throws') {
    if (answer[0] !== 'threw') return '';
    const [names, message] = answer[1];
    const nameFits = expected.name === null || names.includes(expected.name);
    return nameFits && (expected.message === null || message.includes(expected.message)) ? null : '';
  }
  if (answer[0] === 'threw') return '';
  if (expected.kind === 'output') {
    const isSame =
      printed.length === expected.lines.length &&
      printed.every((line, at) => line.trimEnd() === expected.lines[at]?.trimEnd());
    return isSame ? null : '';
  }
  if (expectation.kind !== 'value') return '';
  const difference = comparePython(answer[1], expectation.value);
  if (difference === null) return null;
  return difference.path === '' ? '' : `; first difference at ${cut(difference.path, 60)}`;
}

function renderActual({ expected }: Scenario, answer: Answer, printed: readonly string[]): string {
  if (answer[0] === 'returned')
    return expected.kind === 'output' ? `printed ${JSON.stringify(printed)}` : `returned ${answer[2]}`;
  if (answer[0] === 'threw') return `raised ${answer[1][2]}`;
  return answer[0] === 'timed-out' ? 'did not end' : answer[1];
}

function renderExpected({ expected }: Scenario, expectation: Expectation): string {
  if (expected.kind === 'output') return JSON.stringify(expected.lines);
  if (expected.kind === 'value') return expectation.kind === 'value' ? expectation.text : expected.value;
  const name = expected.name ?? 'an error';
  return `it to raise ${name}${expected.message === null ? '' : ` with ${JSON.stringify(expected.message)}`}`;
}

function oneLine(text: string): string {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}
