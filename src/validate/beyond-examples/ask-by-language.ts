import type { Sandbox } from '../../sandbox/types.ts';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import type { BehaviourLanguage, LanguageSession, NativeAnswer } from '../behaviour/languages/types.ts';
import type { FurtherAnswer, FurtherAnswers } from './ask-further.ts';
import { findFixedAnswers } from './find-fixed-answers.ts';

const mostCalls = 120;
/** The same for every package and run, so that a verdict can be repeated. */
const seed = 1;

/** Calls a package in a language of its own with inputs near its examples. Null where no example can be changed. */
export async function askByLanguage(
  language: BehaviourLanguage,
  request: {
    readonly files: PackageFiles;
    readonly spec: Spec;
    readonly sandbox: Sandbox;
    readonly signal?: AbortSignal;
  },
): Promise<FurtherAnswers & { readonly fixed: string | null }> {
  const { files, spec } = request;
  const session = await language.open({ ...request, original: {}, rebuilt: files, seed });
  const corpus = session.examples.map((code) => ({ ...code, isOrdinary: true }));
  const calls = await session.makeCalls({ corpus, count: mostCalls, round: 1 });
  if (calls.length === 0) return { answers: [], violations: [], loadError: null, fixed: null };
  const report = await session.runSide('rebuilt', calls);
  const answered = calls.flatMap((code, index) => {
    const answer = report.answers.get(index);
    // A call that was made wrongly says nothing about the package.
    return answer === undefined || isUnbuilt(answer) ? [] : [{ code, answer }];
  });
  const answers = answered.map(
    ({ code, answer }, index): FurtherAnswer => ({
      scenario: {
        ...{ id: `P${index + 1}`, title: '', origin: 'example', source: null, contested: false, note: '' },
        ...{ setup: code.setup, expression: code.expression },
        expected: { kind: 'output', lines: [] },
      },
      actual: renderAnswer(answer),
    }),
  );
  const violations = (await session.checkAnswers?.(answered)) ?? [];
  const { readLiterals } = session;
  const fixed =
    readLiterals === undefined
      ? null
      : findFixedAnswers({
          ...{ readLiterals, spec: nameExports(spec, session), code: selectSource(files) },
          further: answers,
        });
  return { answers, violations, loadError: report.loadError, fixed };
}

function isUnbuilt({ answer }: NativeAnswer): boolean {
  return answer[0] === 'ended' && answer[1].startsWith('does not compile');
}

/** Exports by the names that calls have for them, also where one name stands for the whole package. */
function nameExports(spec: Spec, { bindings }: LanguageSession): Spec {
  return { ...spec, scenarios: { ...spec.scenarios, bindings: [...bindings] } };
}

function renderAnswer({ answer }: NativeAnswer): string {
  switch (answer[0]) {
    case 'returned':
      return `returned ${answer[2]}`;
    case 'threw':
      return `threw ${answer[1][2]}`;
    case 'timed-out':
      return 'did not end';
    default:
      return answer[1];
  }
}

function selectSource(files: PackageFiles): PackageFiles {
  return Object.fromEntries(
    Object.entries(files).filter(
      ([path]) => /\.(?:py|rs|go)$/.test(path) && !/(?:^|\/)tests?\/|_test\.go$/.test(path),
    ),
  );
}
