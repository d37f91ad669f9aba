import type { Sandbox } from '../../src/sandbox/index.ts';
import {
  type CheckName,
  type ValidationRequest,
  type Verdict,
  validatePackage,
} from '../../src/validate/index.ts';
import { type BaseName, bases } from './bases.ts';
import { type Files, license } from './create-base.ts';

/** A planted fault: what is done to an honest package, and what phalus has to say about it. */
export interface Exhibit {
  readonly name: string;
  readonly base: BaseName;
  /** The check that has to notice it. */
  readonly check: CheckName;
  /** Further checks that notice something, where the verdict is REVIEW. */
  readonly also?: readonly CheckName[];
  readonly verdict: 'FAIL' | 'REVIEW' | 'FAIL or REVIEW';
  /** Of that check, where it is not what the verdict says. */
  readonly status?: 'review';
  /** What the reason of that check has to say. */
  readonly reason: RegExp;
  change(files: Files): Files;
  readonly request?: Partial<ValidationRequest>;
  /** The original is called beside the package; always where the verdict is REVIEW, so that nothing else is in doubt. */
  readonly withOriginal?: boolean;
}

/** The verdict on a package of the gallery; `change` leaves an honest one as it is. */
export function judgePackage(
  sandbox: Sandbox,
  exhibit: Pick<Exhibit, 'base' | 'change' | 'request' | 'withOriginal'>,
): Promise<Verdict> {
  const { spec, files, original, links } = bases[exhibit.base];
  return validatePackage({
    files: exhibit.change(files),
    spec,
    sandbox: { kind: 'available', sandbox },
    license,
    readOriginalSource: async () => original,
    readOriginalPackage: exhibit.withOriginal === false ? null : async () => original,
    originalLinks: links,
    behaviourTimeMs: 1,
    similarityThreshold: 0.7,
    testTimeoutMs: 6_000,
    ...exhibit.request,
  });
}
