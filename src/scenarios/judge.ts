import type { Scenario } from '../spec/index.ts';
import { compareDescriptions } from './compare.ts';
import type { Expectation } from './expected.ts';
import type { RunnerLine } from './schema.ts';
import type { ScenarioOutcome } from './types.ts';

const maximumMessage = 300;
const maximumSide = 500;

/** Answers of the runner about one scenario; `gone` when its process ended while it ran. */
export type Answer = RunnerLine[2] | readonly ['gone', string];

interface Judged {
  readonly scenario: Scenario;
  readonly expectation: Expectation;
  readonly answer: Answer;
  readonly printed: readonly string[];
}

/** Says whether the answer is what the scenario expects, and if not, in words that a builder can act on. */
export function judgeScenario(judged: Judged): ScenarioOutcome {
  const { scenario, expectation, answer, printed } = judged;
  if (expectation.kind === 'broken') return expectation;
  if (answer[0] === 'timed-out') return { kind: 'timed-out' };
  const expected = renderExpected(scenario, expectation);
  const problem = findProblem(judged);
  if (problem === null) return { kind: 'passed' };
  const actual = renderActual(scenario, answer, printed);
  return {
    kind: 'failed',
    actual: cut(actual, maximumSide),
    expected: cut(expected, maximumSide),
    message: renderMessage(scenario, actual, expected, problem),
  };
}

/** Null when it is as expected; else what to add to the message, which may be nothing. */
function findProblem({ scenario, expectation, answer, printed }: Judged): string | null {
  const { expected } = scenario;
  if (answer[0] === 'gone' || answer[0] === 'ended') return '';
  if (expected.kind === 'throws') {
    return answer[0] === 'threw' && isExpectedError(expected, answer[1]) ? null : '';
  }
  if (answer[0] === 'threw') return '';
  if (expected.kind === 'output') {
    return isSameOutput(printed, expected.lines) ? null : '';
  }
  if (answer[0] !== 'returned' || expectation.kind !== 'value') return '';
  const difference = compareDescriptions(answer[1], expectation.description);
  if (difference === null) return null;
  return difference.path === '' ? '' : `; first difference at ${cut(difference.path, 60)}`;
}

/** Where one print ends and the next begins is not seen in documentation, nor are spaces at the ends of lines. */
function isSameOutput(printed: readonly string[], expected: readonly string[]): boolean {
  return visibleText(printed) === visibleText(expected);
}

function visibleText(prints: readonly string[]): string {
  const lines = prints.join('\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

function isExpectedError(
  expected: { readonly name: string | null; readonly message: string | null },
  [names, message]: readonly [readonly string[], string, string],
): boolean {
  const nameFits = expected.name === null || names.includes(expected.name);
  return nameFits && (expected.message === null || message.includes(expected.message));
}

function renderActual(scenario: Scenario, answer: Answer, printed: readonly string[]): string {
  switch (answer[0]) {
    case 'returned':
      return scenario.expected.kind === 'output'
        ? `printed ${JSON.stringify(printed)}`
        : `returned ${answer[2]}`;
    case 'threw':
      return `threw ${answer[1][2]}`;
    case 'ended':
    case 'gone':
      return answer[1];
    default:
      return 'gave no answer';
  }
}

function renderExpected({ expected }: Scenario, expectation: Expectation): string {
  if (expected.kind === 'output') return JSON.stringify(expected.lines);
  if (expected.kind === 'value') return expectation.kind === 'value' ? expectation.text : expected.value;
  const name = expected.name ?? 'an error';
  return `it to throw ${name}${expected.message === null ? '' : ` with ${JSON.stringify(expected.message)}`}`;
}

// The two sides matter more than the code in front of them, which is cut first.
function renderMessage(scenario: Scenario, actual: string, expected: string, addition: string): string {
  const setup = scenario.setup.trim();
  const code = oneLine(setup === '' ? scenario.expression : `${setup} ${scenario.expression}`);
  const sides = ` ${cut(oneLine(actual), 110)}, expected ${cut(oneLine(expected), 100)}${addition}`;
  return `${cut(code, maximumMessage - sides.length)}${sides}`;
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
