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

/** Config, services, progress and Ctrl-C around a piece of work; all of it is taken down however the work ends. */
export async function withServices<T>(
  invocation: Invocation,
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
    const shown = createProgress(context, reporter);
    progress = shown;
    const services = await pipeline.createServices({
      config,
      environment: context.environment,
      homeDirectory: context.homeDirectory,
      workDirectory: context.workDirectory,
      say: shown.say,
      fetchModel: async (agent, signal) => {
        const { fetchModel } = await import('./local-model/fetch-model.ts');
        await fetchModel({ context, config, progress: shown }, agent, signal);
      },
    });
    try {
      const { signal } = interrupt;
      return await work({ pipeline, services, config, signal, onEvent: shown.onEvent });
    } finally {
      await services.close();
    }
  } finally {
    progress?.stop();
    interrupt.end();
  }
}
