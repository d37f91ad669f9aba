import type { Journal } from './journal.ts';
import type { Meter, MeterLabels } from './meter.ts';
import type { Model, ModelObserver, ModelReply, ModelRequest } from './types.ts';

export interface JournaledOptions {
  readonly journal: Journal;
  readonly meter?: Meter;
  /** What the calls are counted for. */
  readonly labels?: MeterLabels;
  /** Told of each reply after it is durable. */
  onReply?(request: ModelRequest, reply: ModelReply): void;
}

/**
 * A model whose replies are on the disk before anyone uses them, and which answers a request that it had before from
 * there: nothing is sent and nothing is spent. The budget is checked before a call. Closing leaves the journal open.
 */
export function createJournaledModel(model: Model, options: JournaledOptions): Model {
  const { journal, meter, labels = { package: '', agent: '' } } = options;
  const running = new Map<string, Promise<unknown>>();

  const identify = async (signal?: AbortSignal) => (await model.readIdentity?.(signal)) ?? model.name;

  async function ask(identity: string, request: ModelRequest, observer: ModelObserver): Promise<ModelReply> {
    const reservation = meter?.reserve(model.name, request, labels);
    try {
      const reply = await model.generate(request, observer);
      reservation?.settle(reply);
      await journal.append(identity, request, reply, labels);
      return reply;
    } finally {
      reservation?.release();
    }
  }

  async function generate(request: ModelRequest, observer: ModelObserver = {}): Promise<ModelReply> {
    observer.signal?.throwIfAborted();
    const identity = await identify(observer.signal);
    const known = journal.find(identity, request);
    if (known) meter?.countReplay(labels);
    const reply = known ?? (await ask(identity, request, observer));
    options.onReply?.(request, reply);
    return reply;
  }

  return {
    name: model.name,
    contextTokens: model.contextTokens,
    async generate(request, observer) {
      // Two equal requests at once would both be paid for: the second waits and is answered by the journal.
      const key = JSON.stringify(request);
      const earlier = running.get(key);
      const mine = (earlier ?? Promise.resolve()).then(
        () => generate(request, observer),
        () => generate(request, observer),
      );
      running.set(key, mine);
      try {
        return await mine;
      } finally {
        if (running.get(key) === mine) running.delete(key);
      }
    },
    readIdentity: identify,
    ...(model.countTokens && {
      countTokens: (text: string) => model.countTokens?.(text) ?? Promise.resolve(0),
    }),
    close: () => model.close(),
  };
}
