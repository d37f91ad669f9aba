import { PhalusError } from '../../core/index.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import type { NativeLanguage } from '../../targets/index.ts';
import type { Check, CheckContext, Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';
import type { Verdict } from '../types.ts';
import { comparePackages } from './compare-packages.ts';
import { compareByLanguage } from './languages/compare-by-language.ts';
import { findBehaviourLanguage } from './languages/find-language.ts';
import type { BehaviourLanguage } from './languages/types.ts';
import type { BehaviourReport, Disagreement } from './types.ts';

/**
 * Of the documented inputs: below it the packages are two different things. What lies between it and 1 is for a person,
 * because some inputs count as documented although no sentence thought of them.
 */
const leastAgreement = 0.95;
/** The same for every package and run, so that a verdict can be repeated. */
const seed = 1;

/** Calls original and rebuilt package side by side: the examples of a README show little of what a package does. */
export const checkBehaviour: Check = {
  name: 'behaviour',
  async run(context): Promise<Finding> {
    const { readOriginalPackage } = context;
    if (readOriginalPackage === null) {
      return { status: 'skipped', reason: 'the comparison with the original is switched off', detail: {} };
    }
    const { target } = context.language;
    const language = target === null ? null : await findBehaviourLanguage(target.language);
    const foreign = describeForeign(context.spec, target?.language ?? null, language);
    if (foreign !== null) return foreign;
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const original = await readOriginal(readOriginalPackage, context.signal);
    if (typeof original === 'string') {
      return { status: 'skipped', reason: `the original cannot be had: ${original}`, detail: {} };
    }
    const comparison = {
      ...{ spec: context.spec, original, rebuilt: context.files, sandbox: runner.sandbox, seed },
      timeMs: context.behaviourTimeMs,
      ...(context.signal && { signal: context.signal }),
    };
    const result =
      language === null ? await comparePackages(comparison) : await compareByLanguage(language, comparison);
    if (result.kind === 'not-loaded') return describeNotLoaded(result.side, result.reason);
    return judge(result.report);
  },
};

/** What the comparison found, as a verdict holds it; empty where nothing was compared. */
export function readBehaviour({ checks }: Verdict): Partial<BehaviourReport> {
  return checks.find(({ name }) => name === checkBehaviour.name)?.detail ?? {};
}

/** Null where both sides are of one language that can be called. */
function describeForeign(
  { metadata }: Spec,
  name: NativeLanguage | null,
  language: BehaviourLanguage | null,
): Finding | null {
  if (name !== null && language === null) {
    const reason = `packages in ${name} are not compared with their original by calling both`;
    return { status: 'skipped', reason, detail: { language: name } };
  }
  const wanted = language?.ecosystem ?? 'npm';
  if (metadata === undefined || metadata.ecosystem === wanted) return null;
  const reason = `the original is a package of ${metadata.ecosystem}, and the result is in another language: the two are not called beside each other`;
  return {
    status: 'skipped',
    reason,
    detail: { language: name ?? 'javascript', ecosystem: metadata.ecosystem },
  };
}

async function readOriginal(
  read: NonNullable<CheckContext['readOriginalPackage']>,
  signal: AbortSignal | undefined,
): Promise<GuestFiles | string> {
  try {
    return await read(signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof PhalusError)) throw error;
    return error.message;
  }
}

function describeNotLoaded(side: 'original' | 'rebuilt', reason: string): Finding {
  const words = reason.replace(/\s+/g, ' ').slice(0, 200);
  return side === 'rebuilt'
    ? { status: 'failed', reason: `the package does not load: ${words}`, detail: { not_loaded: side } }
    : {
        status: 'skipped',
        reason: `the original does not load in the sandbox, so there is nothing to compare with: ${words}`,
        detail: { not_loaded: side },
      };
}

function judge(report: BehaviourReport): Finding {
  const { documented, undocumented } = report;
  const detail = { ...report };
  if (report.compared === 0) {
    return { status: 'skipped', reason: 'no input could be made that the original answers', detail };
  }
  if (documented.compared === 0) {
    const reason = `no documented input could be made; of ${undocumented.compared} others ${undocumented.agreed} gave the same answer`;
    return { status: 'review', reason, detail };
  }
  const others = undocumented.compared - undocumented.agreed;
  const rest = others === 0 ? '' : `; ${others} of ${undocumented.compared} undocumented ones differ`;
  if (documented.agreed === documented.compared) {
    const reason = `the original gave the same answer to all ${documented.compared} documented inputs${rest}`;
    return { status: 'passed', reason, detail };
  }
  const share = documented.agreed / documented.compared;
  const differ = documented.compared - documented.agreed;
  const first = report.disagreements.find((entry) => entry.documented);
  const reason = `the original answers ${differ} of ${documented.compared} documented inputs in another way${first === undefined ? '' : `, for example ${renderDisagreement(first)}`}`;
  return { status: share < leastAgreement ? 'failed' : 'review', reason, detail };
}

function renderDisagreement({ setup, expression, original, rebuilt }: Disagreement): string {
  const code = `${setup === '' ? '' : `${setup} `}${expression}`.replace(/\s+/g, ' ').slice(0, 160);
  return `${code}: it ${original.slice(0, 120)}, ours ${rebuilt.slice(0, 120)}`;
}
