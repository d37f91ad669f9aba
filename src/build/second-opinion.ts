import type { ClearedSpec } from '../firewall/types.ts';
import { createTypeJudge, renderProbes, type TypeJudge } from '../probes/index.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { runScenarios } from '../scenarios/index.ts';
import type { ScenarioReport } from '../scenarios/types.ts';
import type { TestScenarios } from '../spec/index.ts';
import { type Answers, chooseCandidate, isSame, readAnswers } from './agreement/choose-candidate.ts';
import type { Candidate } from './candidate.ts';
import { readBrokenRelations, renderRelations } from './conformance/relations.ts';
import type { BuildRequest } from './types.ts';
import type { Workshop } from './workshop/index.ts';

/** A candidate that passes everything, and what it answers where nothing is documented. */
export interface Finished {
  readonly candidate: Candidate;
  readonly answers: Answers;
  /** Answers of another type than declared, and what examples show of arguments that does not hold for others; null when it was not asked. */
  readonly violations: readonly string[] | null;
  /** Of its attempt. */
  readonly number: number;
}

/** How many attempts may be spent on a second opinion after the first candidate that passes. */
const opinionAttempts = 8;
/** And how many while no candidate's answers have the declared types throughout. */
const conformingAttempts = 16;

/** Inputs that a candidate is run on. */
const mostProbes = 64;

/** Enough candidates, or two that agree everywhere, or no more to be had for a fair price. */
export function isSettled(
  finished: readonly Finished[],
  number: number,
  { limits, sandbox }: BuildRequest,
): boolean {
  const [first] = finished;
  if (first === undefined) return false;
  if (sandbox === null || (first.answers.length === 0 && conforms(first))) return true;
  const conforming = finished.filter(conforms);
  const last = conforming.at(-1);
  const hasTwin = conforming.some(
    (other) => last !== undefined && other !== last && isSame(other.answers, last.answers),
  );
  return hasTwin || conforming.length >= limits.candidates || number >= lastNumber(first, conforming[0]);
}

/** Of the attempts that a second opinion may take: it is wanted of the first that conforms, not of the first that passes. */
function lastNumber(first: Finished, conforming: Finished | undefined): number {
  return conforming === undefined ? first.number + conformingAttempts : conforming.number + opinionAttempts;
}

function conforms({ violations }: Finished): boolean {
  return (violations?.length ?? 0) === 0;
}

/** Second opinions on candidates that pass: further inputs, made once for a package, and how the answers compare. */
export interface SecondOpinion {
  /** Throws SandboxError. */
  examine(candidate: Candidate, number: number): Promise<Finished>;
}

export function createSecondOpinion(request: BuildRequest, workshop: Workshop): SecondOpinion {
  const { spec, sandbox, limits } = request;
  let prepared: Promise<Questions> | undefined;
  return {
    async examine(candidate, number) {
      const none: Finished = { candidate, answers: [], violations: null, number };
      if (sandbox === null || limits.candidates < 2 || !workshop.hasOpinions) return none;
      prepared ??= prepareQuestions(spec);
      const { probes, judge, relations } = await prepared;
      const answers = await runProbes({ request, workshop, candidate }, probes);
      const related = await runProbes({ request, workshop, candidate }, relations);
      const broken = related === null ? null : readBrokenRelations(related, relations);
      if (answers === null) return { ...none, violations: broken };
      return {
        candidate,
        answers: readAnswers(answers),
        violations: [...(judge?.judge(answers) ?? []), ...(broken ?? [])],
        number,
      };
    },
  };
}

interface Questions {
  /** What is right is not known; what candidates answer can be compared. */
  readonly probes: TestScenarios;
  readonly judge: TypeJudge | null;
  /** What is right follows from an example. */
  readonly relations: TestScenarios;
}

async function prepareQuestions(spec: ClearedSpec): Promise<Questions> {
  const probes = await renderProbes(spec.scenarios, spec.texts['06-type-definitions.d.ts']);
  const judge = probes.scenarios.length === 0 ? null : await createTypeJudge(spec, probes);
  const sensible = probes.scenarios.filter(({ id }) => judge === null || judge.wellTyped.has(id));
  return {
    probes: { ...probes, scenarios: sensible.slice(0, mostProbes) },
    judge,
    relations: await renderRelations(spec),
  };
}

/** Null where there is nothing to run. */
async function runProbes(
  {
    request: { spec, sandbox, delivery, observer },
    workshop,
    candidate: { code },
  }: { readonly request: BuildRequest; readonly workshop: Workshop; readonly candidate: Candidate },
  probes: TestScenarios,
): Promise<ScenarioReport | null> {
  if (probes.scenarios.length === 0) return null;
  return runScenarios({
    files: workshop.renderCodeFiles(spec, code, delivery),
    scenarios: probes,
    sandbox: sandbox as Sandbox,
    ...(observer?.signal === undefined ? {} : { signal: observer.signal }),
  });
}

/**
 * Of the candidates with the fewest violations, the one that most of all agree with; null when none passes. A candidate
 * that breaks one promise is often right about the rest, so it has its vote.
 */
export function chooseFinished(finished: readonly Finished[]): Finished | null {
  const count = ({ violations }: Finished): number => violations?.length ?? 0;
  const least = Math.min(...finished.map(count));
  const eligible = finished.flatMap((entry, index) => (count(entry) === least ? [index] : []));
  return (
    finished[
      chooseCandidate(
        finished.map(({ answers }) => answers),
        eligible,
      )
    ] ?? null
  );
}
