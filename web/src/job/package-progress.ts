import type { JobPackage } from '../api/types.ts';
import { type PhaseName, type PhaseState, phaseNames } from '../components/phase-bar.tsx';
import type { PackageProgress, PhaseProgress } from './types.ts';

const waiting: PhaseProgress = {
  state: 'waiting',
  startedMs: null,
  seconds: null,
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  money: 0,
};

export function createProgress(record: JobPackage): PackageProgress {
  const progress: PackageProgress = {
    name: record.name,
    record,
    status: record.status,
    verdict: null,
    reasons: [],
    hint: null,
    phases: createPhases(),
    attempts: [],
    notes: [],
    writing: null,
    isReplayed: false,
    revision: 0,
  };
  adoptRecord(progress, record);
  return progress;
}

function createPhases(): Record<PhaseName, PhaseProgress> {
  return Object.fromEntries(phaseNames.map((name) => [name, { ...waiting }])) as Record<
    PhaseName,
    PhaseProgress
  >;
}

/** A package that is begun again by a resumed job. */
export function restart(progress: PackageProgress): void {
  Object.assign(progress.phases, createPhases());
  Object.assign(progress, {
    status: 'running',
    verdict: null,
    reasons: [],
    hint: null,
    attempts: [],
    writing: null,
  });
}

/** Takes over what the server recorded; it knows verdicts, versions and costs that events do not tell. */
export function adoptRecord(progress: PackageProgress, record: JobPackage): void {
  progress.record = record;
  progress.isReplayed = false;
  progress.status = record.status;
  progress.verdict = record.verdict;
  progress.reasons = record.reasons;
  progress.hint = record.hint;
  for (const measured of record.phases ?? []) {
    Object.assign(progress.phases[measured.phase], {
      seconds: measured.seconds,
      calls: measured.calls + measured.replayed_calls,
      inputTokens: measured.input_tokens,
      outputTokens: measured.output_tokens,
      money: measured.money,
    });
  }
  progress.revision += 1;
}

export function phaseStates(progress: PackageProgress): Record<PhaseName, PhaseState> {
  return Object.fromEntries(phaseNames.map((name) => [name, progress.phases[name].state])) as Record<
    PhaseName,
    PhaseState
  >;
}

export function currentPhase(progress: PackageProgress): PhaseName | null {
  return phaseNames.find((name) => progress.phases[name].state === 'running') ?? null;
}

/** Of all calls; what a package that ended cost, as it was recorded. */
export function packageTokens({ record, phases }: PackageProgress): number {
  if (record.cost !== null) return record.cost.input_tokens + record.cost.output_tokens;
  return Object.values(phases).reduce(
    (sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens,
    0,
  );
}

/** Time at work; null when nothing is known of it. */
export function packageSeconds(progress: PackageProgress): number | null {
  if (progress.record.cost !== null) return progress.record.cost.duration_ms / 1000;
  const known = phaseNames
    .map((name) => phaseSeconds(progress.phases[name]))
    .filter((seconds) => seconds !== null);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}

/** With what passed since it began, when this page saw that. */
export function phaseSeconds({ state, seconds, startedMs }: PhaseProgress): number | null {
  if (state !== 'running' || startedMs === null) return seconds;
  return (performance.now() - startedMs) / 1000;
}
