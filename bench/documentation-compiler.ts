import { docSet } from '../src/analyze/compiler/doc-set.fake.ts';
import { compileDocumentation } from '../src/analyze/compiler/index.ts';
import { atMost, showFigure } from './harness/compare.ts';
import { measureGrowth } from './harness/measure-growth.ts';
import { measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import type { MemoryTask, Outcome, Subject } from './harness/types.ts';
import { createDocumentation } from './material/documentation.ts';

// Two scenarios each: the compiler keeps 200 at most, and ten times as many functions come to that.
const functionCount = 10;

export const subject: Subject = { title: 'README and declarations, 10 and 100 functions', measure };

export const tasks: Readonly<Record<'large', MemoryTask<null>>> = {
  large: async () => {
    await compile(1);
    return async () => ({ scenarios: await compile(functionCount * 10) });
  },
};

async function measure(): Promise<Outcome> {
  const { growth, smallTimesMs } = await measureGrowth({
    what: 'time of ten times the text',
    names: [`${functionCount} functions`, `${functionCount * 10} functions`],
    mostGrowth: 15,
    small: () => compile(functionCount),
    large: () => compile(functionCount * 10),
  });
  const memory = await measureInChild({ moduleUrl: import.meta.url, task: 'large' });
  return {
    kind: 'measured',
    measures: [
      showFigure({ what: 'time for 1x', unit: 'ms', values: smallTimesMs, limit: atMost(500) }),
      growth,
      showFigure({
        what: 'peak memory over baseline for 10x',
        unit: 'MB',
        values: [toMegabytes(memory.peakBytes - memory.baselineBytes)],
        limit: atMost(256),
      }),
    ],
  };
}

/** Throws when the documentation was not understood: then the time would be that of nothing. */
async function compile(count: number): Promise<number> {
  const { readme, types } = createDocumentation(count);
  const given = { name: 'tool-belt', readme, types: { 'index.d.ts': types } };
  const { surface, scenarios } = await compileDocumentation(docSet(given));
  const functions = surface.exports.filter(({ kind }) => kind === 'function').length;
  const found = scenarios.scenarios.length;
  if (functions !== count || found !== 2 * count) {
    throw new Error(
      `Cannot measure: ${functions} functions and ${found} scenarios were found, expected ${count} and ${2 * count}`,
    );
  }
  return found;
}
