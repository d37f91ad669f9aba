import { homedir } from 'node:os';
import { createLocalModel, findLocalRuntime, findModel, type Model } from '../src/agents/index.ts';
import { placesBelow } from '../src/config/index.ts';
import { atMost, compareByRatio, showFigure } from './harness/compare.ts';
import { measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import type { MemoryTask, Outcome, Subject } from './harness/types.ts';
import { createProse } from './material/documentation.ts';
import { createRandom } from './material/random.ts';

const maxOutputTokens = 24;
/** Words of what the two requests have in common. */
const prefixWords = 300;

export const subject: Subject = { title: 'a short reply, with and without a shared beginning', measure };

export const tasks: Readonly<Record<'generate', MemoryTask<null>>> = {
  generate: async () => async () => {
    const model = openModel();
    try {
      // Loads the file, so that the first request is not charged with it.
      await model.countTokens?.('a');
      const first = await ask(model, 1, 'Name the first of these words.');
      const shared = await ask(model, 1, 'How many of these words begin with a vowel?');
      return { ...prefixed('first', first), ...prefixed('shared', shared) };
    } finally {
      await model.close();
    }
  },
};

async function measure(): Promise<Outcome> {
  const places = placesBelow(homedir());
  const model = findModel('', places.models);
  if (!model.installed)
    return { kind: 'skipped', reason: `the model ${model.name} is not in ${places.models}` };
  if (findLocalRuntime(places.runtime) === null) {
    return { kind: 'skipped', reason: `its runtime is not in ${places.runtime}` };
  }
  const { figures, peakBytes } = await measureInChild({ moduleUrl: import.meta.url, task: 'generate' });
  const figure = (name: string) => [figures[name] ?? Number.NaN];
  const show = (what: string, name: string) =>
    showFigure({ what, unit: 'tokens/s', values: figure(name), limit: null });
  return {
    kind: 'measured',
    measures: [
      show('reading, nothing shared', 'firstReadPerSecond'),
      show('writing, nothing shared', 'firstWrittenPerSecond'),
      show('writing, shared beginning', 'sharedWrittenPerSecond'),
      compareByRatio({
        what: 'time to the first token, shared against not',
        unit: 'ms',
        own: { name: 'shared', values: figure('sharedWaitMs') },
        rival: { name: 'not shared', values: figure('firstWaitMs') },
        limit: atMost(1 / 3),
      }),
      showFigure({
        what: 'peak memory',
        unit: 'MB',
        values: [toMegabytes(peakBytes)],
        limit: atMost(3 * 1024),
      }),
    ],
  };
}

function openModel(): Model {
  const places = placesBelow(homedir());
  return createLocalModel({
    modelPath: findModel('', places.models).path,
    runtimeDirectory: places.runtime,
    contextTokens: 2048,
  });
}

interface Reply {
  readonly waitMs: number;
  readonly readPerSecond: number;
  readonly writtenPerSecond: number;
}

async function ask(model: Model, seed: number, question: string): Promise<Reply> {
  const started = performance.now();
  let firstTokenAt = Number.NaN;
  const request = {
    purpose: 'bench',
    system: createProse(createRandom(seed), prefixWords),
    messages: [{ role: 'user' as const, content: question }],
    ...{ maxOutputTokens, temperature: 0, seed: 1 },
  };
  const { usage } = await model.generate(request, {
    onText() {
      if (Number.isNaN(firstTokenAt)) firstTokenAt = performance.now();
    },
  });
  const waitMs = firstTokenAt - started;
  const readTokens = usage.inputTokens - usage.cachedInputTokens;
  return {
    waitMs,
    readPerSecond: (readTokens * 1000) / waitMs,
    writtenPerSecond: ((usage.outputTokens - 1) * 1000) / (performance.now() - firstTokenAt),
  };
}

function prefixed(name: string, { waitMs, readPerSecond, writtenPerSecond }: Reply): Record<string, number> {
  return {
    [`${name}WaitMs`]: waitMs,
    [`${name}ReadPerSecond`]: readPerSecond,
    [`${name}WrittenPerSecond`]: writtenPerSecond,
  };
}
