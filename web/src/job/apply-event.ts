import type { StreamEvent } from '../api/types.ts';
import { phaseNames } from '../components/phase-bar.tsx';
import { currentPhase, restart } from './package-progress.ts';
import type { PackageProgress, Writing } from './types.ts';

/** Characters of a model's text that stay in sight. */
const keptText = 12_000;
const keptNotes = 400;

/** Changes a package by what happened to it. `nowMs` is null for events of the past, whose time nobody told. */
export function applyEvent(
  progress: PackageProgress,
  { id, event }: { readonly id: number; readonly event: StreamEvent },
  nowMs: number | null,
): void {
  progress.revision += 1;
  if ('PackageStarted' in event) return restart(progress);
  if ('PhaseStarted' in event) return startPhase(progress, event.PhaseStarted.phase, nowMs);
  if ('PhaseDone' in event) return endPhase(progress, event.PhaseDone.phase, nowMs);
  if ('Log' in event) return addNote(progress, id, event.Log.text);
  if ('AttemptDone' in event) return keepLast(progress.attempts, { id, ...event.AttemptDone });
  if ('ModelText' in event) return addText(progress, event.ModelText);
  if ('ModelDone' in event) return endCall(progress, event.ModelDone);
  if ('PackageFailed' in event) return fail(progress, event.PackageFailed);
  if ('PackageDone' in event && event.PackageDone.success) progress.verdict = 'PASS';
  if ('PackageDone' in event && progress.status === 'running') progress.status = 'finished';
}

type PhaseKey = Extract<StreamEvent, { PhaseDone: unknown }>['PhaseDone']['phase'];

function startPhase(progress: PackageProgress, phase: PhaseKey, nowMs: number | null): void {
  const found = progress.phases[phase];
  found.state = 'running';
  found.startedMs = nowMs;
}

function endPhase(progress: PackageProgress, phase: PhaseKey, nowMs: number | null): void {
  const found = progress.phases[phase];
  found.state = 'done';
  if (nowMs !== null && found.startedMs !== null) found.seconds ??= (nowMs - found.startedMs) / 1000;
}

/** What is said of an attempt has an event of its own. */
function addNote(progress: PackageProgress, id: number, text: string): void {
  if (!/^attempt \d/.test(text)) keepLast(progress.notes, { id, text });
}

function keepLast<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > keptNotes) list.shift();
}

type ModelText = Extract<StreamEvent, { ModelText: unknown }>['ModelText'];
type ModelDone = Extract<StreamEvent, { ModelDone: unknown }>['ModelDone'];
type PackageFailed = Extract<StreamEvent, { PackageFailed: unknown }>['PackageFailed'];

function addText(progress: PackageProgress, told: ModelText): void {
  const { purpose, text, output_tokens: outputTokens, tokens_per_second: tokensPerSecond } = told;
  const { writing } = progress;
  const goesOn = writing !== null && !writing.isDone && writing.purpose === purpose;
  const before = goesOn ? writing.text : '';
  const next: Writing = {
    purpose,
    text: (before + text).slice(-keptText),
    outputTokens: outputTokens ?? (goesOn ? writing.outputTokens : null),
    tokensPerSecond: tokensPerSecond ?? (goesOn ? writing.tokensPerSecond : null),
    isDone: false,
  };
  progress.writing = next;
}

function endCall(progress: PackageProgress, told: ModelDone): void {
  if (progress.writing !== null) progress.writing = { ...progress.writing, isDone: true };
  const phase = currentPhase(progress);
  if (phase === null) return;
  const found = progress.phases[phase];
  found.calls += 1;
  found.inputTokens += told.input_tokens;
  found.outputTokens += told.output_tokens;
  found.money = null;
}

function fail(progress: PackageProgress, { verdict, phase, reason, hint }: PackageFailed): void {
  progress.status = verdict === null ? 'stopped' : 'finished';
  progress.verdict = verdict;
  progress.reasons = [reason];
  progress.hint = hint;
  const stopped = phaseNames.find((name) => name === phase) ?? currentPhase(progress);
  if (verdict === null && stopped !== null) progress.phases[stopped].state = 'failed';
}
