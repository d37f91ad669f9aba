import { findModel } from '../../agents/index.ts';
import { type AgentConfig, type Config, placesBelow } from '../../config/index.ts';
import type { CliContext } from '../context.ts';
import type { Progress } from '../progress/progress.ts';
import { ensureRuntime, pullWithBar } from './pull.ts';

/** Brings what a local model lacks on this machine: its file and the runtime. Nothing is said when both are there. */
export async function fetchModel(
  world: { readonly context: CliContext; readonly config: Config; readonly progress: Progress },
  agent: AgentConfig,
  signal: AbortSignal,
): Promise<void> {
  const { context, config, progress } = world;
  const found = findModel(agent.model, placesBelow(context.homeDirectory).models);
  if (!found.installed && found.entry !== null) {
    const request = { kind: 'catalogue', entry: found.entry } as const;
    await pullWithBar(world, request, { indexOverride: config.registries.pypi, signal });
  }
  await ensureRuntime(context, progress, signal);
}
