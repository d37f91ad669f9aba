import type { Verdict } from '../validate/types.ts';
import type { PackageCost } from './types.ts';

/** A verdict as `--json` and the web API spell it. */
export function verdictToJson({ verdict, reasons, checks }: Verdict) {
  return {
    verdict,
    reasons: [...reasons],
    checks: checks.map(({ name, status, reason, detail, durationMs }) => ({
      name,
      status,
      reason,
      detail: { ...detail },
      duration_ms: durationMs,
    })),
  };
}

/** What a package took, as `--json` and the web API spell it. */
export function costToJson({ usage, calls, replayedCalls, money, durationMs }: PackageCost) {
  return {
    input_tokens: usage.inputTokens,
    cached_input_tokens: usage.cachedInputTokens,
    output_tokens: usage.outputTokens,
    reasoning_tokens: usage.reasoningTokens,
    calls,
    replayed_calls: replayedCalls,
    money,
    duration_ms: durationMs,
  };
}
