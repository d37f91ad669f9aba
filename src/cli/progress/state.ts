import type { JobEvent, Phase } from '../../pipeline/types.ts';

/** What a person wants to know of a package at work. */
export interface PackageProgress {
  readonly name: string;
  readonly startedMs: number;
  readonly phase: Phase | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The end of what the model is writing, on one line. */
  readonly tail: string;
  /** Of the reply that is being written; null between replies. */
  readonly writing: {
    readonly purpose: string;
    readonly tokens: number;
    readonly tokensPerSecond: number;
  } | null;
}

const tailCharacters = 400;

export type ProgressState = ReadonlyMap<string, PackageProgress>;

/** The state after an event. Packages that are done leave it. */
export function applyEvent(state: ProgressState, event: JobEvent, nowMs: number): ProgressState {
  if (event.kind === 'job-done') return new Map();
  const next = new Map(state);
  if (event.kind === 'package-done') {
    next.delete(event.name);
    return next;
  }
  const before = state.get(event.name) ?? createProgress(event.name, nowMs);
  next.set(event.name, updateProgress(before, event));
  return next;
}

type PackageEvent = Exclude<JobEvent, { readonly kind: 'job-done' | 'package-done' }>;

function updateProgress(before: PackageProgress, event: PackageEvent): PackageProgress {
  switch (event.kind) {
    case 'phase-started':
      return { ...before, phase: event.phase, writing: null };
    case 'model-progress':
      return {
        ...before,
        writing: {
          purpose: event.purpose,
          tokens: event.outputTokens,
          tokensPerSecond: event.tokensPerSecond,
        },
      };
    case 'model-text':
      return { ...before, tail: `${before.tail}${event.delta}`.replace(/\s+/g, ' ').slice(-tailCharacters) };
    case 'model-done':
      return event.replayed
        ? { ...before, tail: '', writing: null }
        : {
            ...before,
            inputTokens: before.inputTokens + event.usage.inputTokens,
            outputTokens: before.outputTokens + event.usage.outputTokens,
            tail: '',
            writing: null,
          };
    case 'package-started':
    case 'phase-done':
    case 'attempt-done':
    case 'note':
      return before;
  }
}

function createProgress(name: string, startedMs: number): PackageProgress {
  return { name, startedMs, phase: null, inputTokens: 0, outputTokens: 0, tail: '', writing: null };
}
