import type { Manifest } from '../../manifest/index.ts';
import { costToJson } from '../../output/evidence-json.ts';
import type { JobEvent, PackageOutcome, Phase } from '../../pipeline/index.ts';
import type { JobPackage, PackageCost, PackagePhase } from './record.ts';

/** The packages of a job that was not begun yet. */
export function listPackages({ packages, unsupported }: Manifest): JobPackage[] {
  return [
    ...packages.map(({ name, registryName, constraint, ecosystem }) => ({
      ...waiting,
      name,
      registry_name: registryName,
      version_constraint: constraint,
      ecosystem,
    })),
    ...unsupported.map(({ name, constraint, ecosystem, reason }) => ({
      ...waiting,
      name,
      registry_name: name,
      version_constraint: constraint,
      ecosystem,
      status: 'unsupported' as const,
      reasons: [reason],
    })),
  ];
}

const waiting = {
  status: 'waiting',
  phase: null,
  version: null,
  success: null,
  verdict: null,
  reasons: [],
  hint: null,
  checks: [],
  cost: null,
  ended_at: null,
} as const satisfies Partial<JobPackage>;

/** The package after what happened to it. */
export function advancePackage(before: JobPackage, event: JobEvent, now: Date): JobPackage {
  switch (event.kind) {
    case 'package-started':
      return { ...before, ...waiting, reasons: [], checks: [], status: 'running' };
    case 'phase-started':
      return { ...before, phase: event.phase };
    case 'phase-done':
      return addToPhase(before, event.phase, { seconds: event.durationMs / 1000 });
    case 'model-done':
      return before.phase === null ? before : addToPhase(before, before.phase, countCall(event));
    case 'package-done':
      return {
        ...before,
        ...describeOutcome(event.outcome),
        success: event.success,
        ended_at: now.toISOString(),
      };
    default:
      return before;
  }
}

function countCall({
  usage,
  replayed,
  money = null,
}: Extract<JobEvent, { kind: 'model-done' }>): Partial<PackagePhase> {
  if (replayed) return { replayed_calls: 1 };
  return { calls: 1, input_tokens: usage.inputTokens, output_tokens: usage.outputTokens, money };
}

const emptyPhase = {
  seconds: 0,
  calls: 0,
  replayed_calls: 0,
  input_tokens: 0,
  output_tokens: 0,
  money: 0,
};

function addToPhase(before: JobPackage, phase: Phase, added: Partial<PackagePhase>): JobPackage {
  const known = before.phases ?? [];
  const so = known.find((each) => each.phase === phase) ?? { phase, ...emptyPhase };
  const more = { ...emptyPhase, ...added };
  const sum: PackagePhase = {
    phase,
    seconds: Math.round((so.seconds + more.seconds) * 1000) / 1000,
    calls: so.calls + more.calls,
    replayed_calls: so.replayed_calls + more.replayed_calls,
    input_tokens: so.input_tokens + more.input_tokens,
    output_tokens: so.output_tokens + more.output_tokens,
    money: so.money === null || more.money === null ? null : so.money + more.money,
  };
  return { ...before, phases: [...known.filter((each) => each.phase !== phase), sum] };
}

/** A package that its job could not bring to an end. */
export function stopPackage(before: JobPackage, reason: string, now: Date): JobPackage {
  return { ...before, status: 'stopped', success: false, reasons: [reason], ended_at: now.toISOString() };
}

export const hasEnded = ({ status }: JobPackage): boolean => status === 'finished' || status === 'stopped';

/** As `JobDone` counts: those that came to an end, and of these the ones with verdict FAIL and without any. */
export function countPackages(packages: readonly JobPackage[]): { total: number; failed: number } {
  const ended = packages.filter(hasEnded);
  const failed = ended.filter(({ status, verdict }) => status === 'stopped' || verdict === 'FAIL');
  return { total: ended.length, failed: failed.length };
}

/** What all packages cost together; money is unknown when it is unknown of one. */
export function sumCost(packages: readonly JobPackage[]): PackageCost {
  const costs = packages.flatMap(({ cost }) => cost ?? []);
  const sum = (read: (cost: PackageCost) => number) => costs.reduce((total, cost) => total + read(cost), 0);
  return {
    input_tokens: sum((cost) => cost.input_tokens),
    cached_input_tokens: sum((cost) => cost.cached_input_tokens),
    output_tokens: sum((cost) => cost.output_tokens),
    reasoning_tokens: sum((cost) => cost.reasoning_tokens),
    calls: sum((cost) => cost.calls),
    replayed_calls: sum((cost) => cost.replayed_calls),
    money: costs.some(({ money }) => money === null) ? null : sum((cost) => cost.money ?? 0),
    duration_ms: sum((cost) => cost.duration_ms),
  };
}

function describeOutcome(outcome: PackageOutcome): Partial<JobPackage> {
  if (outcome.kind === 'unsupported') return { status: 'unsupported', reasons: [outcome.reason] };
  const { version } = outcome;
  const cost = costToJson(outcome.cost);
  if (outcome.kind === 'stopped') {
    const { phase, reason, hint } = outcome;
    return { status: 'stopped', phase, version, cost, reasons: [reason], hint };
  }
  if (outcome.kind === 'specified') return { status: 'finished', version, cost };
  const { verdict, reasons, checks } = outcome.verdict;
  return {
    status: 'finished',
    version,
    cost,
    verdict,
    reasons: [...reasons],
    checks: checks.map(({ name, status, reason }) => ({ name, status, reason })),
  };
}
