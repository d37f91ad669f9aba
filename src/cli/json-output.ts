import { costToJson, verdictToJson } from '../output/evidence-json.ts';
import type { JobResult, PackageOutcome } from '../pipeline/types.ts';

/** The document of `run --json` and `run-one --json`: names in the style of the web API. */
export function jobToJson({ jobId, outcomes, interrupted }: JobResult): unknown {
  return { job_id: jobId, interrupted, packages: outcomes.map(outcomeToJson) };
}

export function outcomeToJson(outcome: PackageOutcome): unknown {
  const { kind, ecosystem, name } = outcome;
  if (outcome.kind === 'unsupported') return { kind, ecosystem, name, reason: outcome.reason };
  const base = { kind, ecosystem, name, version: outcome.version, cost: costToJson(outcome.cost) };
  if (outcome.kind === 'finished')
    return { ...base, ...verdictToJson(outcome.verdict), folder: outcome.folder };
  if (outcome.kind === 'specified') return { ...base, folder: outcome.folder };
  const { phase, code, reason, hint } = outcome;
  return { ...base, phase, code, reason, hint };
}
