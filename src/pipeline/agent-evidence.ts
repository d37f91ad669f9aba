import type { AgentConfig } from '../config/index.ts';
import { digestOf, sha256Hex } from '../core/index.ts';
import type { AgentRun } from '../wall/index.ts';
import type { PackageContext } from './job-context.ts';
import type { AgentName } from './services.ts';

/** What both agents have in common, by comparing what they are configured with; a key is compared and never told. */
export interface SharedByAgents {
  readonly same_model: boolean;
  /** Null when neither has a key. */
  readonly same_key: boolean | null;
}

export function compareAgents({ config, services }: PackageContext): SharedByAgents {
  const { agent_a, agent_b } = config.llm;
  const keys = [agent_a, agent_b].map(({ api_key }) => (api_key === '' ? null : sha256Hex(api_key)));
  return {
    same_model:
      services.openModel('agent_a').name === services.openModel('agent_b').name &&
      agent_a.base_url === agent_b.base_url,
    same_key: keys.every((key) => key === null) ? null : keys[0] === keys[1],
  };
}

/** Which model an agent is configured with: by name, and by hash with where it is asked. */
export function describeModel(context: PackageContext, agent: AgentName): Record<string, string> {
  const { name } = context.services.openModel(agent);
  const { provider, base_url }: AgentConfig = context.config.llm[agent];
  return { model: name, model_sha256: digestOf([provider, name, base_url]) };
}

/** Where an agent ran and what held it there, as observed; a run of null is one in the process of phalus itself. */
export function describeRun(run: AgentRun | null): Record<string, unknown> {
  if (run === null) return { ran_in: 'process of phalus', enforced: {} };
  const counts: Record<string, number> = {};
  for (const { kind } of run.exchanges) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    ran_in: `${run.backend} ${run.backendVersion}`,
    enforced: run.enforced,
    program_sha256: run.programSha256,
    given_sha256: run.givenSha256,
    starts: run.starts,
    resources: run.resources,
    denied: run.denied,
    exchanges: counts,
    exchanges_sha256: digestOf(run.exchanges),
  };
}

/** Files how an agent did its work: for what is only known when it is over. */
export async function recordAgentRun(
  context: PackageContext,
  entry: {
    readonly agent: AgentName;
    readonly package: string;
    readonly promptSha256: string;
    readonly run: AgentRun | null;
  },
): Promise<void> {
  const { agent, run } = entry;
  const identity = await context.services.openModel(agent).readIdentity?.(context.signal);
  await context.audit.append({
    type: 'agent_finished',
    package: entry.package,
    agent: agent.replace('_', '-'),
    isolation_mode: context.config.isolation.mode,
    ...describeModel(context, agent),
    // Of a local model's file too, where its name alone would not tell which it was.
    model_identity_sha256: identity === undefined ? null : sha256Hex(identity),
    prompt_sha256: entry.promptSha256,
    ...describeRun(run),
  });
}
