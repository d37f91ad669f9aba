import type { ScenarioOutcome } from '../../../scenarios/index.ts';
import type { Scenario } from '../../../spec/index.ts';
import { describeLiteral } from './describe-literal.ts';
import { guestCrate } from './harness.ts';

const mostMessage = 300;
const mostSide = 500;

export interface RustAnswer {
  readonly parts: readonly string[];
  readonly printed: string;
}

/** Whether an answer is what the scenario expects, and if not, in words that a builder can act on. */
export function judgeAnswer(scenario: Scenario, { parts, printed }: RustAnswer): ScenarioOutcome {
  const [kind = '', ...told] = parts;
  const failed = (actual: string, expected: string, what: string): ScenarioOutcome => ({
    kind: 'failed',
    actual: actual.slice(0, mostSide),
    expected: expected.slice(0, mostSide),
    message: `${call(scenario)} ${what}`.slice(0, mostMessage),
  });
  if (kind === 'timed-out') return { kind: 'timed-out' };
  const wanted = describeExpected(scenario);
  if (kind === 'gone')
    return failed(`the process ended (${told[0] ?? ''})`, wanted, `ended the process (${told[0] ?? ''})`);
  switch (scenario.expected.kind) {
    case 'value':
      return judgeValue(scenario.expected.value, { kind, told, failed });
    case 'throws':
      return judgeFailure(scenario.expected, { kind, told, failed });
    case 'output': {
      if (kind === 'panicked')
        return failed(`a panic: ${told[0] ?? ''}`, wanted, `panicked: ${told[0] ?? ''}`);
      const lines = scenario.expected.lines.join('\n').trimEnd();
      const actual = printed.replace(/\r\n/g, '\n').trimEnd();
      return actual === lines
        ? { kind: 'passed' }
        : failed(actual, lines, `printed ${JSON.stringify(actual)} instead of ${JSON.stringify(lines)}`);
    }
  }
}

interface Judging {
  readonly kind: string;
  readonly told: readonly string[];
  failed(actual: string, expected: string, what: string): ScenarioOutcome;
}

function judgeValue(value: string, { kind, told, failed }: Judging): ScenarioOutcome {
  if (kind === 'panicked')
    return failed(
      `a panic: ${told[0] ?? ''}`,
      value,
      `panicked: ${told[0] ?? ''}, and did not give ${value}`,
    );
  const [verdict, left = '', right = '', type = ''] = told;
  if (kind !== 'value') return failed('no answer', value, 'gave no answer');
  const literal = describeLiteral(value);
  // A type of the package may equal a literal that it does not look like; one of the standard library may not.
  const isOwnType = type.includes(guestCrate);
  const looksRight = literal === null || isOwnType || left === literal || isNumberLike(left, literal);
  if (verdict === 'equal' && looksRight) return { kind: 'passed' };
  const shown = literal ?? right;
  return failed(left, shown, `gave ${left} instead of ${shown}`);
}

/** `3` and `3.0` are one number where Rust took the literal for a float. */
function isNumberLike(left: string, literal: string): boolean {
  return /^-?[\d.]+$/.test(left) && Number(left) === Number(literal);
}

function judgeFailure(
  { name, message }: { readonly name: string | null; readonly message: string | null },
  { kind, told, failed }: Judging,
): ScenarioOutcome {
  const wanted = ['an error', name, message].filter((part) => part !== null).join(': ');
  if (kind === 'returned' || kind === 'value' || kind === 'done')
    return failed('a value', wanted, `gave a value instead of ${wanted}`);
  const text = told.join(' ');
  // Names and messages are those of the documentation; where it says neither, any error is right.
  const isNamed = name === null || kind === 'panicked' || fold(text).includes(fold(name));
  const isTold = message === null || text.toLowerCase().includes(message.toLowerCase());
  return isNamed && isTold
    ? { kind: 'passed' }
    : failed(text, wanted, `failed with ${text} instead of ${wanted}`);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/error|exception|_/g, '');
}

function describeExpected({ expected }: Scenario): string {
  if (expected.kind === 'value') return expected.value;
  return expected.kind === 'throws' ? 'an error' : expected.lines.join('\n');
}

function call({ expression }: Scenario): string {
  const line = expression.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 120)}...` : line;
}
