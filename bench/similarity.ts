import typescript from 'typescript';
import { measureSimilarity } from '../src/validate/index.ts';
import { atLeast, atMost, compareByRatio, showFigure } from './harness/compare.ts';
import { measureGrowth } from './harness/measure-growth.ts';
import { measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import { measureInterleaved, timeOnProcessor } from './harness/measure-interleaved.ts';
import type { MemoryTask, Outcome, Subject } from './harness/types.ts';
import { createCode } from './material/code.ts';

const functionCount = 20;
/** About 50,000 lines on either side. */
const largeFunctionCount = 5_600;

export const subject: Subject = { title: 'comparing made-up programs of 20 and of 200 functions', measure };

export const tasks: Readonly<Record<'large', MemoryTask<null>>> = {
  large: async () => {
    await compare(createPair(functionCount));
    const pair = createPair(largeFunctionCount);
    return async () => {
      await compare(pair);
      return {};
    };
  },
};

async function measure(): Promise<Outcome> {
  const [small, large] = [createPair(functionCount), createPair(functionCount * 10)];
  const { growth, smallTimesMs } = await measureGrowth({
    what: 'time of ten times the code',
    names: [`${functionCount} functions`, `${functionCount * 10} functions`],
    mostGrowth: 20,
    small: () => compare(small),
    large: () => compare(large),
  });
  const figures = await measureInterleaved({
    contenders: {
      ours: timeOnProcessor(() => compare(large)),
      parser: timeOnProcessor(() => parse(large)),
    },
    warmUps: 1,
    rounds: 7,
  });
  const megabytes = large.flatMap((files) => Object.values(files)).join('').length / 1e6;
  const memory = await measureInChild({ moduleUrl: import.meta.url, task: 'large' });
  return {
    kind: 'measured',
    measures: [
      showFigure({
        what: 'processor time of one MB',
        unit: 's/MB',
        values: figures.ours.map((timeMs) => timeMs / 1000 / megabytes),
        limit: atMost(1),
      }),
      showFigure({
        what: 'memory of 50,000 lines on either side',
        unit: 'MB',
        values: [toMegabytes(memory.peakBytes - memory.baselineBytes)],
        limit: atMost(1_000),
      }),
      showFigure({
        what: 'pairs a second of processor time at 1x',
        unit: 'pairs/s',
        values: smallTimesMs.map((timeMs) => 1000 / timeMs),
        limit: atLeast(20),
      }),
      growth,
      compareByRatio({
        what: 'against TypeScript parsing the same',
        unit: 'ms',
        own: { name: 'comparison', values: figures.ours },
        rival: { name: 'parser', values: figures.parser },
        limit: atMost(8),
      }),
    ],
  };
}

type Pair = readonly [Record<string, string>, Record<string, string>];

function createPair(count: number): Pair {
  return [{ 'index.js': createCode(1, count) }, { 'index.js': createCode(2, count) }];
}

async function compare([original, own]: Pair): Promise<void> {
  const report = await measureSimilarity(original, own);
  if (report.own_operations < 20) throw new Error('Cannot measure: the code that was made has no operations');
}

function parse(pair: Pair): void {
  for (const files of pair) {
    for (const [path, text] of Object.entries(files)) {
      typescript.createSourceFile(path, text, typescript.ScriptTarget.ESNext, true);
    }
  }
}
