import type { ScenarioOutcome } from '../../../scenarios/index.ts';
import type { Scenario } from '../../../spec/index.ts';
import type { DescribedValue, GoAnswer } from './schema.ts';
import { compareValues, renderValues } from './values.ts';

const maximumMessage = 300;
const maximumSide = 500;

/** What a scenario waits for; `broken` when the scenario itself is at fault. */
export type GoExpectation =
  | { readonly kind: 'values'; readonly values: readonly DescribedValue[] }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly message: string };

export interface Judged {
  readonly scenario: Scenario;
  readonly expectation: GoExpectation;
  readonly answer: GoAnswer | { readonly kind: 'unbuilt'; readonly message: string };
  readonly printed: string;
}

/** Whether the answer is what the scenario expects, and if not, in words that a builder can act on. */
export function judgeScenario(judged: Judged): ScenarioOutcome {
  const { scenario, expectation, answer } = judged;
  if (expectation.kind === 'broken') return expectation;
  if (answer.kind === 'timed-out') return { kind: 'timed-out' };
  if (answer.kind === 'unbuilt' && isOwnFault(answer.message, scenario)) {
    return { kind: 'broken', message: `it does not compile: ${cut(answer.message, 300)}` };
  }
  const difference = findDifference(judged);
  if (difference === null) return { kind: 'passed' };
  const expected = renderExpected(scenario, expectation);
  const actual = renderActual(judged);
  return {
    kind: 'failed',
    actual: cut(actual, maximumSide),
    expected: cut(expected, maximumSide),
    message: renderMessage(scenario, { actual, expected, difference }),
  };
}

/** What the compiler says of the scenario alone, whatever the package is. */
function isOwnFault(message: string, { setup }: Scenario): boolean {
  return (
    /declared and not used|imported and not used|syntax error|redeclared|no new variables/.test(message) ||
    (setup === '' && /^undefined: [a-z]\w*$/.test(message))
  );
}

/** Null when it is as expected; else what to add to the message, which may be nothing. */
function findDifference({ scenario: { expected }, expectation, answer, printed }: Judged): string | null {
  if (expected.kind === 'throws') {
    if (answer.kind !== 'threw') return '';
    const { name, message } = expected;
    const hasName =
      name === null ||
      answer.names.some((own) => own === name || own.replace(/^\*/, '').split('.').at(-1) === name);
    return hasName && (message === null || answer.message.includes(message)) ? null : '';
  }
  if (answer.kind !== 'returned') return '';
  if (expected.kind === 'output') return isSameOutput(printed, expected.lines) ? null : '';
  if (expectation.kind !== 'values') return '';
  const path = compareValues(answer.values, expectation.values);
  return path === null ? null : path === '' ? '' : `; first difference at ${cut(path, 60)}`;
}

/** As the language's own runner compares: without blanks around the whole, and none at the ends of lines. */
function isSameOutput(printed: string, lines: readonly string[]): boolean {
  return tidyOutput(printed) === tidyOutput(lines.join('\n'));
}

function tidyOutput(text: string): string {
  return text.replace(/[ \t\r]+$/gm, '').trim();
}

function renderActual({ scenario, answer, printed }: Judged): string {
  switch (answer.kind) {
    case 'returned':
      return scenario.expected.kind === 'output'
        ? `printed ${JSON.stringify(printed.trimEnd().split('\n'))}`
        : `returned ${renderValues(answer.values)}`;
    case 'threw':
      return `${answer.names.includes('panic') ? 'panicked with' : 'returned the error'} ${JSON.stringify(answer.message)}`;
    case 'unbuilt':
      return `does not compile: ${answer.message}`;
    case 'gone':
    case 'ended':
      return answer.message;
    default:
      return 'gave no answer';
  }
}

function renderExpected({ expected }: Scenario, expectation: GoExpectation): string {
  if (expected.kind === 'output') return JSON.stringify(expected.lines);
  if (expected.kind === 'value') {
    return expectation.kind === 'values' ? renderValues(expectation.values) : expected.value;
  }
  const what = expected.name === null ? 'an error' : `the error ${expected.name}`;
  return `${what}${expected.message === null ? '' : ` with ${JSON.stringify(expected.message)}`}`;
}

// The two sides matter more than the code in front of them, which is cut first.
function renderMessage(
  { setup, expression }: Scenario,
  {
    actual,
    expected,
    difference,
  }: { readonly actual: string; readonly expected: string; readonly difference: string },
): string {
  const code = oneLine(setup.trim() === '' ? expression : `${setup}; ${expression}`);
  const sides = ` ${cut(oneLine(actual), 130)}, expected ${cut(oneLine(expected), 100)}${difference}`;
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
