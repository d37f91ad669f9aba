import type { Config } from '../config/index.ts';
import type { JobEvent } from '../pipeline/types.ts';
import type { Invocation } from './command.ts';
import { createInterrupt } from './interrupt.ts';
import { loadCliConfig } from './load-cli-config.ts';
import { createProgress, type Progress } from './progress/progress.ts';
import type { Pipeline, Services } from './services.ts';

export interface Session {
  readonly pipeline: Pipeline;
  readonly services: Services;
  readonly config: Config;
  readonly signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

export interface ServiceNeeds {
  /** Fetch what local models need before the work begins. */
  readonly models: boolean;
}

/** Config, services, progress and Ctrl-C around a piece of work; all of it is taken down however the work ends. */
export async function withServices<T>(
  invocation: Invocation,
  needs: ServiceNeeds,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { context, reporter } = invocation;
  const { config } = await loadCliConfig(invocation);
  let progress: Progress | null = null;
  const interrupt = createInterrupt(context, {
    onFirst: () => (progress ?? reporter).say('stopping; press Ctrl-C again to end at once'),
    onSecond: () => progress?.stop(),
  });
  try {
    const pipeline = await context.loadPipeline();
    if (needs.models) {
      // First, because a model is a large thing to fetch for a run that is refused.
      pipeline.requireIsolation(config);
      const { ensureModels } = await import('./local-model/ensure-models.ts');
      await ensureModels(invocation, config, interrupt.signal);
    }
    progress = createProgress(context, reporter);
    const services = await pipeline.createServices({
      config,
      environment: context.environment,
      homeDirectory: context.homeDirectory,
      workDirectory: context.workDirectory,
      say: progress.say,
    });
    try {
      const { signal } = interrupt;
      return await work({ pipeline, services, config, signal, onEvent: progress.onEvent });
    } finally {
      await services.close();
    }
  } finally {
    progress?.stop();
    interrupt.end();
  }
}
