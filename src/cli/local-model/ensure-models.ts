import { findModel } from '../../agents/index.ts';
import { type Config, placesBelow } from '../../config/index.ts';
import type { Invocation } from '../command.ts';
import { ensureRuntime, pullWithBar } from './pull.ts';

/** Brings what the agents' local models need: the runtime and the files. Nothing for hosted models. */
export async function ensureModels(
  invocation: Invocation,
  config: Config,
  signal: AbortSignal,
): Promise<void> {
  const agents = [config.llm.agent_a, config.llm.agent_b].filter(({ provider }) => provider === 'local');
  if (agents.length === 0) return;
  const { models } = placesBelow(invocation.context.homeDirectory);
  for (const name of new Set(agents.map(({ model }) => model))) {
    const found = findModel(name, models);
    if (found.installed || found.entry === null) continue;
    const request = { kind: 'catalogue', entry: found.entry } as const;
    await pullWithBar(invocation, request, { indexOverride: config.registries.pypi, signal });
  }
  await ensureRuntime(invocation, signal);
}
