import typescript from 'typescript';
import { measureSimilarity } from '../src/validate/index.ts';
import { atLeast, atMost, compareByRatio, showFigure } from './harness/compare.ts';
import { measureGrowth } from './harness/measure-growth.ts';
import { measureInterleaved, timeOnProcessor } from './harness/measure-interleaved.ts';
import type { Outcome, Subject } from './harness/types.ts';
import { createCode } from './material/code.ts';

const functionCount = 20;

export const subject: Subject = { title: 'comparing made-up programs of 20 and of 200 functions', measure };

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
  return {
    kind: 'measured',
    measures: [
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
