import type TypeScript from 'typescript';
import type { ScenarioReport } from '../scenarios/types.ts';
import type { Scenario, Spec, TestScenarios } from '../spec/index.ts';
import { readAnswer } from './answer-text.ts';
import { TypeProgram } from './type-program.ts';
import { renderPrelude } from './well-typed.ts';

/**
 * Asks TypeScript whether answers have the type that the definitions promise for the call. The declared types are
 * documentation too: `T[]` for every iterable says what a Map must give, where no example does.
 */
export interface TypeJudge {
  /** Ids of the probes whose arguments have the declared types: the others are nobody's duty to answer well. */
  readonly wellTyped: ReadonlySet<string>;
  /** Calls with arguments of the declared types that threw an engine's error or answered with another type, in words. */
  judge(report: Pick<ScenarioReport, 'results'>): readonly string[];
}

/** Errors that JavaScript itself throws where code did not reckon with a value; one that a package throws is its answer. */
const enginesOwn =
  /^threw (?:TypeError|ReferenceError): .*(?:is not (?:a function|iterable|defined|a constructor|an object)|Cannot (?:read propert|use 'in'|mix BigInt|convert|destructure|set propert)|Assignment to constant|called on (?:null|non-object))/;

/** A value may be out of range, but a kind of value that the types name is there to be taken. */
function isRefusal({ expression }: Scenario, actual: string): boolean {
  return enginesOwn.test(actual) || (actual.startsWith('threw ') && collections.test(expression));
}

const collections = /\bnew (?:Set|Map)\(|\bfunction\*/;

/**
 * Definitions that are exact to the single text or number are often wrong about what is merged or sorted; that one
 * text stands where another was promised says nothing of the kind of answer.
 */
function isAboutLiterals(problem: string): boolean {
  const sides = [...problem.matchAll(/[Tt]ype '([^']*)' is not assignable to type '([^']*)'/g)].at(-1);
  if (sides === undefined) return false;
  const [, from = '', to = ''] = sides;
  const isText = (type: string): boolean => /^"[^|]*"$/.test(type);
  const isNumber = (type: string): boolean => /^-?[\d.]+$/.test(type);
  return (isText(from) && isText(to)) || (isNumber(from) && isNumber(to));
}

/** Null when there are no definitions to ask, or when no probe has arguments of the declared types. */
export async function createTypeJudge(
  spec: Pick<Spec, 'texts'>,
  probes: TestScenarios,
): Promise<TypeJudge | null> {
  const ts = (await import('typescript')).default;
  const program = new TypeProgram(ts, spec.texts['06-type-definitions.d.ts']);
  const prelude = renderPrelude(probes.bindings);
  const calls = probes.scenarios.flatMap((scenario) => [
    { scenario, call: renderCall(scenario, scenario.expression) },
    // In a variable of its own a set of keys would be a set of any strings.
    {
      scenario,
      call: renderCall(scenario, scenario.expression.replaceAll(setOfItems, 'new Set($1 as const)')),
    },
  ]);
  const problems = program.check(
    prelude,
    calls.map(({ call }) => ({ text: `{\n${call}\n}` })),
  );
  const fitting = calls.filter((_, index) => problems[index] === null);
  const wellTyped = fitting.filter(
    ({ scenario }, index) => fitting.findIndex((other) => other.scenario === scenario) === index,
  );
  if (wellTyped.length === 0) return null;
  return {
    wellTyped: new Set(wellTyped.map(({ scenario }) => scenario.id)),
    judge: (report) => judgeAnswers(ts, { program, prelude, wellTyped, report }),
  };
}

const setOfItems = /\bnew Set\((\[[^()]*\])\)/g;

function renderCall({ id, setup }: Scenario, expression: string): string {
  return `async function call${id}() {\n${setup}\nreturn (${expression}\n);\n}`;
}

function judgeAnswers(
  ts: typeof TypeScript,
  request: {
    readonly program: TypeProgram;
    readonly prelude: string;
    readonly wellTyped: readonly { readonly scenario: Scenario; readonly call: string }[];
    readonly report: Pick<ScenarioReport, 'results'>;
  },
): readonly string[] {
  const { program, prelude, wellTyped, report } = request;
  const outcomes = new Map(report.results.map(({ id, outcome }) => [id, outcome]));
  const violations: string[] = [];
  const checks: { readonly scenario: Scenario; readonly call: string; readonly answer: string }[] = [];
  for (const { scenario, call } of wellTyped) {
    const outcome = outcomes.get(scenario.id);
    if (outcome?.kind !== 'failed') continue;
    if (isRefusal(scenario, outcome.actual)) {
      violations.push(`${scenario.expression} ${outcome.actual}`);
    } else if (outcome.actual.startsWith('returned ')) {
      const answer = readAnswer(ts, outcome.actual.slice('returned '.length));
      if (answer !== null) checks.push({ scenario, call, answer });
    }
  }
  const problems = program.check(
    `${prelude}\n${checks.map(({ call }) => call).join('\n')}`,
    checks.map(({ scenario: { id }, answer }) => ({
      text: `const answer${id}: Awaited<ReturnType<typeof call${id}>> = ${answer};`,
    })),
  );
  checks.forEach(({ scenario, answer }, index) => {
    const problem = problems[index];
    if (problem != null && !isAboutLiterals(problem))
      violations.push(`${scenario.expression} returned ${answer}: ${problem}`);
  });
  return violations;
}
