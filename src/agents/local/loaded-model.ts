import { realpath } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import PQueue from 'p-queue';
import { ModelError } from '../errors.ts';
import type { ChatWrapper, Llama, LlamaBindings, LlamaModel } from './bindings.ts';
import { importLocalRuntime } from './runtime.ts';
import { createThreadGovernor, type ThreadGovernor } from './thread-governor.ts';

/** One model file in memory, shared by every agent of the process that uses the same path. */
export interface LoadedModel {
  readonly bindings: LlamaBindings;
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly chat: ChatWrapper;
  /** Calls on one model run one after the other: they would only share the same cores. */
  readonly queue: PQueue;
  readonly governor: ThreadGovernor;
  release(): Promise<void>;
}

interface Held {
  readonly loading: Promise<Omit<LoadedModel, 'release'>>;
  users: number;
}

const held = new Map<string, Held>();
let runtime: Promise<{ bindings: LlamaBindings; llama: Llama }> | undefined;

/** Loads a GGUF file, or shares it when it is loaded already. Throws ModelError `not-installed`. */
export async function loadModelFile(options: {
  readonly modelPath: string;
  readonly runtimeDirectory: string;
}): Promise<LoadedModel> {
  const path = await findModelFile(options.modelPath);
  const entry = held.get(path) ?? { loading: openModel(path, options.runtimeDirectory), users: 0 };
  held.set(path, entry);
  entry.users += 1;
  const release = async (): Promise<void> => {
    entry.users -= 1;
    if (entry.users > 0) return;
    held.delete(path);
    await (await entry.loading).model.dispose();
  };
  try {
    return { ...(await entry.loading), release: once(release) };
  } catch (error) {
    held.delete(path);
    throw error;
  }
}

async function findModelFile(modelPath: string): Promise<string> {
  try {
    return await realpath(modelPath);
  } catch (cause) {
    throw new ModelError('not-installed', `Cannot load the model "${modelPath}": there is no such file`, {
      cause,
      hint: 'Run "phalus model pull" to fetch it',
    });
  }
}

async function openModel(path: string, runtimeDirectory: string): Promise<Omit<LoadedModel, 'release'>> {
  runtime ??= openRuntime(runtimeDirectory);
  const { bindings, llama } = await runtime.catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  try {
    const model = await llama.loadModel({ modelPath: path });
    const chat = bindings.resolveChatWrapper(model);
    const queue = new PQueue({ concurrency: 1 });
    return { bindings, llama, model, chat, queue, governor: governThreads(llama) };
  } catch (cause) {
    throw new ModelError('bad-response', `Cannot load the model "${path}": the runtime refuses the file`, {
      cause,
      hint: 'Check that it is a whole GGUF file and that there is memory for it, or pull it again',
    });
  }
}

function governThreads(llama: Llama): ThreadGovernor {
  // On a graphics card the processor's threads have next to nothing to do.
  const threads = llama.gpu === false ? availableParallelism() : 1;
  return createThreadGovernor({
    threads,
    // Always 0 on Windows, where the first words then tell.
    busy: (loadavg()[0] ?? 0) > threads * 0.75,
    setThreads: (count) => {
      llama.maxThreads = count;
    },
    now: () => performance.now(),
  });
}

async function openRuntime(runtimeDirectory: string): Promise<{ bindings: LlamaBindings; llama: Llama }> {
  const bindings = await importLocalRuntime(runtimeDirectory);
  try {
    const llama = await bindings.getLlama({
      build: 'never',
      skipDownload: true,
      gpu: 'auto',
      logLevel: 'error',
      logger: () => {},
      // The runtime's default is four even on two cores, where its spinning threads then wait for each other:
      // less than one token a second instead of twenty.
      maxThreads: availableParallelism(),
    });
    return { bindings, llama };
  } catch (cause) {
    throw new ModelError(
      'not-installed',
      'Cannot start the local runtime: it has no build for this machine',
      {
        cause,
        hint: 'Configure a hosted provider under llm, or see "phalus doctor"',
      },
    );
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
