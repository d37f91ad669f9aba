import { priceUsage } from '../agents/index.ts';
import type { Config } from '../config/index.ts';
import type { AgentName, PlanRow, Services } from '../pipeline/index.ts';
import type { JobManager } from './jobs/manager.ts';
import type { PlannedPackage } from './plan-schema.ts';

type Estimate = NonNullable<PlannedPackage['estimate']>;
type TokensByAgent = NonNullable<Extract<PlanRow, { kind: 'planned' }>['tokensByAgent']>;

/** How fast packages were made with the models that a job would have now. */
interface Speed {
  readonly packages: number;
  readonly secondsPerToken: number;
}

/** Says what tokens mean in time and money here. */
export function createEstimator(options: {
  readonly config: Config;
  readonly services: Pick<Services, 'openModel'>;
  readonly jobs: Pick<JobManager, 'list'>;
}): (tokens: TokensByAgent) => Estimate {
  const { config, services, jobs } = options;
  const models = { analyze: openName(services, 'agent_a'), build: openName(services, 'agent_b') };
  const speed = measureSpeed(jobs, models);
  const price = (model: string, { input, output }: TokensByAgent['analyst']): number | null =>
    priceUsage(
      model,
      { inputTokens: input, cachedInputTokens: 0, outputTokens: output, reasoningTokens: 0 },
      config.llm.prices,
    );
  return ({ analyst, builder }) => {
    const input_tokens = analyst.input + builder.input;
    const output_tokens = analyst.output + builder.output;
    const costs = [price(models.analyze, analyst), price(models.build, builder)];
    return {
      input_tokens,
      output_tokens,
      seconds: speed === null ? null : Math.round((input_tokens + output_tokens) * speed.secondsPerToken),
      cost: costs.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0),
      currency: null,
      basis: renderBasis(speed),
    };
  };
}

export function renderBasis(speed: Pick<Speed, 'packages'> | null): string {
  const tokens = 'tokens from the length of the documentation, where half or twice is normal';
  if (speed === null) return `${tokens}; no time, because none was measured with these models yet`;
  return `${tokens}; time from ${speed.packages} packages that were made with these models`;
}

/** Empty where the settings name none that can be used: then nothing is known of it. */
function openName(services: Pick<Services, 'openModel'>, agent: AgentName): string {
  try {
    return services.openModel(agent).name;
  } catch {
    return '';
  }
}

/** Only of packages for which every reply was asked for: what the journal answers takes no time. */
function measureSpeed(
  jobs: Pick<JobManager, 'list'>,
  models: { readonly analyze: string; readonly build: string },
): Speed | null {
  const costs = jobs
    .list()
    .filter(({ record }) => record.models?.analyze === models.analyze && record.models.build === models.build)
    .flatMap(({ record }) => record.packages)
    .flatMap(({ cost, status }) => (status === 'finished' && cost !== null ? [cost] : []))
    .filter(({ calls, replayed_calls }) => calls > 0 && replayed_calls === 0);
  const tokens = costs.reduce((sum, cost) => sum + cost.input_tokens + cost.output_tokens, 0);
  const seconds = costs.reduce((sum, cost) => sum + cost.duration_ms / 1000, 0);
  return tokens === 0 ? null : { packages: costs.length, secondsPerToken: seconds / tokens };
}
