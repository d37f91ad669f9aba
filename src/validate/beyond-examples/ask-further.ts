import { createTypeJudge, renderProbes } from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type Answer, runCalls } from '../../scenarios/index.ts';
import type { PackageFiles, ScenarioResult } from '../../scenarios/types.ts';
import type { Scenario, Spec } from '../../spec/index.ts';

/** A call near an example, and what came of it. */
export interface FurtherAnswer {
  readonly scenario: Scenario;
  /** As scenarios spell it: `returned 3`, `threw TypeError: …`. */
  readonly actual: string;
}

export interface FurtherAnswers {
  readonly answers: readonly FurtherAnswer[];
  /** Answers of another type than declared, in words. */
  readonly violations: readonly string[];
  readonly loadError: string | null;
}

const mostProbes = 96;

/** Calls the package with the inputs of the examples, each with one value changed. */
export async function askFurther(request: {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}): Promise<FurtherAnswers> {
  const { files, spec, sandbox, signal } = request;
  const probes = await renderProbes(spec.scenarios, spec.texts['06-type-definitions.d.ts']);
  const calls = probes.scenarios.slice(0, mostProbes);
  if (calls.length === 0) return { answers: [], violations: [], loadError: null };
  const report = await runCalls({
    ...{ files, calls, sandbox, bindings: probes.bindings },
    ...(signal && { signal }),
  });
  const answers = calls.flatMap((scenario, index): FurtherAnswer[] => {
    const answer = report.answers.get(index)?.answer;
    return answer === undefined ? [] : [{ scenario, actual: renderAnswer(answer) }];
  });
  const judge = await createTypeJudge(spec, { ...probes, scenarios: calls });
  const results = answers.map(
    ({ scenario: { id }, actual }): ScenarioResult => ({
      id,
      outcome: { kind: 'failed', actual, expected: '', message: '' },
    }),
  );
  return { answers, violations: judge?.judge({ results }) ?? [], loadError: report.loadError };
}

function renderAnswer(answer: Answer): string {
  switch (answer[0]) {
    case 'returned':
      return `returned ${answer[2]}`;
    case 'threw':
      return `threw ${answer[1][2]}`;
    case 'gone':
    case 'ended':
      return answer[1];
    default:
      return 'did not end';
  }
}
