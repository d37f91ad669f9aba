import { findBehaviourLanguage } from '../behaviour/languages/find-language.ts';
import type { Check, Finding } from '../check.ts';
import { selectWorkingCode } from '../code-files.ts';
import { findRunner } from '../language/require-toolchain.ts';
import { askByLanguage } from './ask-by-language.ts';
import { askFurther, type FurtherAnswers } from './ask-further.ts';
import { findFixedAnswers, type ReadLiterals } from './find-fixed-answers.ts';
import { readJavaScriptLiterals } from './read-javascript-literals.ts';

/**
 * Whether the code does more than the examples show. It asks no original, so it never fails a package: where the
 * original was called and gave the same answers, that decides; elsewhere a person has to look.
 */
export const checkBeyondExamples: Check = {
  name: 'beyond-examples',
  async run(context): Promise<Finding> {
    const { files, spec, language, signal } = context;
    const { target } = language;
    const native = target === null ? null : await findBehaviourLanguage(target.language);
    if (target !== null && native === null) {
      const reason = `packages in ${target.language} are not asked for more than their examples`;
      return { status: 'not-applicable', reason, detail: { language: target.language } };
    }
    if (spec.scenarios.scenarios.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'there is no example to go beyond',
        detail: {},
      };
    }
    if (context.earlier.get('tests')?.status === 'failed') {
      return {
        status: 'not-applicable',
        reason: 'the examples themselves are not met',
        detail: {},
      };
    }
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const request = { files, spec, sandbox: runner.sandbox, ...(signal && { signal }) };
    const further = native === null ? await askJavaScript(request) : await askByLanguage(native, request);
    const fixed = further.loadError === null ? further.fixed : null;
    const violations = [...new Set([...further.violations, ...(context.violations ?? [])])];
    const settled = isSettledByOriginal(context.earlier.get('behaviour')?.status);
    const detail = {
      asked: further.answers.length,
      fixed_answers: fixed,
      violations: violations.slice(0, 20),
      settled,
    };
    if (further.loadError !== null) {
      const reason = `the package does not load: ${further.loadError.split('\n')[0]?.slice(0, 200)}`;
      return { status: 'failed', reason, detail };
    }
    if (further.answers.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no further input could be made from the examples',
        detail,
      };
    }
    const doubt = fixed ?? describeViolations(violations);
    if (doubt === null) {
      const reason = `${further.answers.length} inputs near the examples were answered, as far as types are declared with answers of these`;
      return { status: 'passed', reason, detail };
    }
    if (settled) {
      const reason = `the original gives the same answers, which decides; else a person should look: ${doubt}`;
      return { status: 'passed', reason, detail };
    }
    return { status: 'review', reason: doubt, detail };
  },
};

async function askJavaScript(
  request: Parameters<typeof askFurther>[0],
): Promise<FurtherAnswers & { readonly fixed: string | null }> {
  const { files, spec } = request;
  const further = await askFurther(request);
  const { default: ts } = await import('typescript');
  const readLiterals: ReadLiterals = (texts) => readJavaScriptLiterals(ts, texts);
  const code = selectWorkingCode(files);
  return { ...further, fixed: findFixedAnswers({ readLiterals, spec, code, further: further.answers }) };
}

/** Answers of the very original are worth more than what types and examples let one expect. */
function isSettledByOriginal(behaviour: string | undefined): boolean {
  return behaviour === 'passed';
}

function describeViolations(violations: readonly string[]): string | null {
  const [first] = violations;
  if (first === undefined) return null;
  const others = violations.length > 1 ? ` and ${violations.length - 1} more` : '';
  return `an answer breaks what types or examples promise: ${first.replace(/\s+/g, ' ').slice(0, 260)}${others}`;
}
