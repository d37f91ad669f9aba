import type { JobPackage, StreamEvent } from '../api/types.ts';
import type { PhaseName, PhaseState } from '../components/phase-bar.tsx';

export interface NumberedEvent {
  readonly id: number;
  readonly event: StreamEvent;
}

/** One phase of a package as far as events and record tell. */
export interface PhaseProgress {
  state: PhaseState;
  /** By the clock of this page, when it saw the phase begin; null for one that began before. */
  startedMs: number | null;
  /** Null until it is known. */
  seconds: number | null;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  money: number | null;
}

/** What the model writes, or wrote last. Only the end of a long text is kept. */
export interface Writing {
  readonly purpose: string;
  readonly text: string;
  readonly outputTokens: number | null;
  readonly tokensPerSecond: number | null;
  readonly isDone: boolean;
}

export interface Note {
  readonly id: number;
  readonly text: string;
}

/** One attempt of Agent B. */
export type Attempt = Extract<StreamEvent, { AttemptDone: unknown }>['AttemptDone'] & { readonly id: number };

/** One package of a job. It changes in place: `revision` tells that it did. */
export interface PackageProgress {
  readonly name: string;
  record: JobPackage;
  status: JobPackage['status'];
  verdict: JobPackage['verdict'];
  reasons: readonly string[];
  hint: string | null;
  readonly phases: Record<PhaseName, PhaseProgress>;
  attempts: Attempt[];
  notes: Note[];
  writing: Writing | null;
  /** Whether events of the past were the last word on it: they tell neither times nor costs, and the record does. */
  isReplayed: boolean;
  revision: number;
}

/** A line of the job's log. */
export interface LogLine {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  /** Name and text in small letters, to be searched. */
  readonly search: string;
}
