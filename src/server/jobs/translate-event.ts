import type { JobEvent, PackageOutcome } from '../../pipeline/index.ts';
import type { StreamEvent } from './events.ts';

/**
 * The events of one job as clients see them. Text of a model is gathered until the next count of its tokens, a few times
 * a second. How a job ends is for its keeper to say, who knows when the result can be fetched.
 */
export function createEventTranslator(): (event: JobEvent) => StreamEvent[] {
  const texts = new Map<string, { purpose: string; text: string }>();

  function takeText(name: string, counts: { tokens: number; perSecond: number } | null): StreamEvent[] {
    const gathered = texts.get(name);
    texts.delete(name);
    if (gathered === undefined) return [];
    const { purpose, text } = gathered;
    return [
      {
        ModelText: {
          name,
          purpose,
          text,
          output_tokens: counts?.tokens ?? null,
          tokens_per_second: counts === null ? null : Math.round(counts.perSecond * 10) / 10,
        },
      },
    ];
  }

  return (event) => {
    if (event.kind === 'job-done') return [];
    if (event.kind === 'model-text') {
      const known = texts.get(event.name);
      texts.set(event.name, { purpose: event.purpose, text: (known?.text ?? '') + event.delta });
      return [];
    }
    if (event.kind === 'model-progress')
      return takeText(event.name, { tokens: event.outputTokens, perSecond: event.tokensPerSecond });
    return [...takeText(event.name, null), ...translate(event)];
  };
}

function translate(
  event: Exclude<JobEvent, { kind: 'job-done' | 'model-text' | 'model-progress' }>,
): StreamEvent[] {
  const { name } = event;
  switch (event.kind) {
    case 'package-started':
      return [{ PackageStarted: { name } }];
    case 'phase-started':
      return [{ PhaseStarted: { name, phase: event.phase } }];
    case 'phase-done':
      return [{ PhaseDone: { name, phase: event.phase } }];
    case 'note':
      return [{ Log: { name, text: event.text } }];
    case 'attempt-done': {
      const { number, purpose, passed, total, problem, failing } = event.attempt;
      const failures = failing === undefined ? null : [...failing];
      return [{ AttemptDone: { name, number, purpose, passed, total, problem, failing: failures } }];
    }
    case 'model-done': {
      const { purpose, usage, replayed } = event;
      return [
        {
          ModelDone: {
            name,
            purpose,
            input_tokens: usage.inputTokens,
            output_tokens: usage.outputTokens,
            replayed,
          },
        },
      ];
    }
    case 'package-done': {
      const done = { PackageDone: { name, success: event.success } };
      return event.success ? [done] : [renderFailure(name, event.outcome), done];
    }
  }
}

function renderFailure(name: string, outcome: PackageOutcome): StreamEvent {
  const isStopped = outcome.kind === 'stopped';
  return {
    PackageFailed: {
      name,
      verdict: outcome.kind === 'finished' ? outcome.verdict.verdict : null,
      phase: isStopped ? outcome.phase : null,
      code: isStopped ? outcome.code : null,
      reason: describeFailure(outcome),
      hint: isStopped ? outcome.hint : null,
    },
  };
}

function describeFailure(outcome: PackageOutcome): string {
  if (outcome.kind === 'finished') return outcome.verdict.reasons.join('; ');
  return outcome.kind === 'specified' ? '' : outcome.reason;
}
