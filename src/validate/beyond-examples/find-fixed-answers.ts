import type { Scenario, Spec } from '../../spec/index.ts';
import type { FurtherAnswer } from './ask-further.ts';

/** Texts and numbers that stand in code of the package's language. */
export type ReadLiterals = (texts: readonly string[]) => ReadonlySet<string>;

/** Examples with different answers, below which equal answers elsewhere say nothing. */
const leastExamples = 3;
const leastFurther = 8;

/**
 * Why code seems to know the examples alone: near them it gives one and the same answer, or it holds inputs and
 * answers of the examples side by side and hardly any others. Null when nothing points that way.
 */
export function findFixedAnswers(request: {
  readonly readLiterals: ReadLiterals;
  readonly spec: Spec;
  readonly code: Readonly<Record<string, string>>;
  readonly further: readonly FurtherAnswer[];
}): string | null {
  const { readLiterals, spec, code, further } = request;
  const literals = readLiterals(Object.values(code));
  for (const { local } of spec.scenarios.bindings) {
    const uses = new RegExp(`(?<![\\w$.])${local.replace(/\$/g, '\\$')}(?![\\w$])`);
    const examples = spec.scenarios.scenarios.filter(
      ({ expression, contested, expected }) =>
        !contested && expected.kind === 'value' && uses.test(expression),
    );
    const answers = examples.map(({ expected }) => (expected.kind === 'value' ? expected.value.trim() : ''));
    const telling = new Set(
      answers.filter((answer) => !/^(?:true|false|null|undefined|True|False|None)$/.test(answer)),
    );
    if (telling.size < leastExamples) continue;
    const fixed = examples.filter((example) => isHeld(readLiterals, example, literals));
    const isTable = countOthers(readLiterals, spec, literals) > fixed.length * 4;
    const near = further.filter(({ scenario }) => uses.test(scenario.expression));
    const one = findOnlyAnswer(near, new Set(answers));
    if (one !== null && !isTable) {
      return `${local} answers its ${examples.length} examples differently, but ${near.length} inputs near them all alike: ${near[0]?.scenario.expression.replace(/\s+/g, ' ').slice(0, 80)} ${one.slice(0, 80)}`;
    }
    if (fixed.length >= leastExamples && fixed.length >= examples.length * 0.6 && !isTable) {
      return `the code of ${local} holds inputs and answers of ${fixed.length} of its ${examples.length} examples as they are, for example ${fixed[0]?.expression.replace(/\s+/g, ' ').slice(0, 80)}`;
    }
  }
  return null;
}

/** The answer that all gave who did not repeat an example's. */
function findOnlyAnswer(near: readonly FurtherAnswer[], known: ReadonlySet<string>): string | null {
  const others = near.filter(({ actual }) => !known.has(normalise(actual.replace(/^returned /, ''))));
  if (others.length < leastFurther) return null;
  const kinds = new Set(others.map(({ actual }) => actual.replace(/^(threw \w+).*/s, '$1')));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : null;
}

function normalise(text: string): string {
  return text.replaceAll("'", '"').trim();
}

/** An input and the answer of this example both stand in the code, and are long enough to be no accident. */
function isHeld(
  readLiterals: ReadLiterals,
  { expression, setup, expected }: Scenario,
  literals: ReadonlySet<string>,
): boolean {
  if (expected.kind !== 'value') return false;
  const inputs = readLiterals([setup, expression]);
  const answers = readLiterals([`(${expected.value})`]);
  const isIn = (values: ReadonlySet<string>): boolean =>
    values.size > 0 && [...values].every((value) => literals.has(value));
  const isTelling = [...inputs, ...answers].some((value) => value.length > 3);
  return isTelling && isIn(inputs) && isIn(answers);
}

/** Texts and numbers of the code that are no part of any example: a table of its own has many. */
function countOthers(readLiterals: ReadLiterals, { scenarios }: Spec, literals: ReadonlySet<string>): number {
  const known = readLiterals(
    scenarios.scenarios.flatMap(({ setup, expression, expected }) => [
      setup,
      expression,
      expected.kind === 'value' ? `(${expected.value})` : '',
    ]),
  );
  return [...literals].filter((value) => !known.has(value) && value.length > 1).length;
}
