import { type Check, type Finding, skipWithoutSandbox } from '../check.ts';
import { selectWorkingCode } from '../code-files.ts';
import { askFurther } from './ask-further.ts';
import { findFixedAnswers } from './find-fixed-answers.ts';

/**
 * Whether the code does more than the examples show. It asks no original, so it never fails a package: where the
 * original was called and gave the same answers, that decides; elsewhere a person has to look.
 */
export const checkBeyondExamples: Check = {
  name: 'beyond-examples',
  async run(context): Promise<Finding> {
    const { files, spec, sandbox, language, signal } = context;
    if (language.target !== null) {
      const reason = `packages in ${language.target.language} are not asked for more than their examples`;
      return {
        status: 'not-applicable',
        reason,
        detail: { language: language.target.language },
      };
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
    if (sandbox.kind === 'unavailable') return skipWithoutSandbox(sandbox);
    const further = await askFurther({ files, spec, sandbox: sandbox.sandbox, ...(signal && { signal }) });
    const { default: ts } = await import('typescript');
    const fixed =
      further.loadError === null
        ? findFixedAnswers({ ts, spec, code: selectWorkingCode(files), further: further.answers })
        : null;
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
