import { Config } from '../src/config/schema.ts';
import { type GuardResult, guardDocument } from '../src/docs/index.ts';
import { atMost, showFigure } from './harness/compare.ts';
import { measureGrowth } from './harness/measure-growth.ts';
import { measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import type { Measure, MemoryTask, Outcome, Subject } from './harness/types.ts';
import { createDocumentation, createProse } from './material/documentation.ts';
import { createRandom } from './material/random.ts';

const settings = Config.parse({}).docs;

/** A text at a size of 1 or 10. The guard reads 5,000 lines at most: the large ones stay below. */
const texts = {
  'honest README': (size: number) => createDocumentation(20 * size).readme,
  'long lines': (size: number) =>
    `# a\n\n${createProse(createRandom(1), 60)}\n\n${'call(a[b], c); '.repeat(2_500 * size)}\n`,
  'inline code in one line': (size: number) => `${'call(a[b], `c`) '.repeat(1_200 * size)}\n`,
  'inline code in paragraphs': (size: number) => `${'call(a[b], `c`) '.repeat(200)}\n\n`.repeat(6 * size),
  'nested fences': (size: number) => nestFences(60 * size),
  'quoted lists of fences': (size: number) => `${'> - > 1. ```js\n>   >    a();\n\n'.repeat(130 * size)}`,
};
type TextName = keyof typeof texts;

export const subject: Subject = { title: 'what may be read of a document, honest and hostile', measure };

export const tasks: Readonly<Record<'largest', MemoryTask<null>>> = {
  largest: async () => {
    await guard(texts['honest README'](1));
    return async () => {
      for (const make of Object.values(texts)) await guard(make(10));
      return {};
    };
  },
};

async function measure(): Promise<Outcome> {
  const measures: Measure[] = [];
  for (const name of Object.keys(texts) as TextName[]) measures.push(await measureText(name));
  const memory = await measureInChild({ moduleUrl: import.meta.url, task: 'largest' });
  measures.push(
    showFigure({
      what: 'peak memory over baseline for all at 10x',
      unit: 'MB',
      values: [toMegabytes(memory.peakBytes - memory.baselineBytes)],
      limit: atMost(256),
    }),
  );
  return { kind: 'measured', measures };
}

async function measureText(name: TextName): Promise<Measure> {
  const [small, large] = [texts[name](1), texts[name](10)];
  const nameOf = (text: string) => `${Math.round(text.length / 1024)} kB`;
  const { growth } = await measureGrowth({
    what: `${name}: time of ten times the text`,
    names: [nameOf(small), nameOf(large)],
    mostGrowth: 15,
    small: () => guard(small),
    large: () => guard(large),
    rounds: 5,
  });
  return growth;
}

function guard(text: string): Promise<GuardResult> {
  return guardDocument({ kind: 'readme', origin: 'README.md', content: text }, settings);
}

/** Fences within fences, each one longer than the one that holds it. */
function nestFences(count: number): string {
  const group = (index: number): string => {
    const lengths = [6, 5, 4, 3].map((length) => (index % 2 === 0 ? '`' : '~').repeat(length));
    return `${lengths.map((fence) => `${fence}js\na(${index});\n`).join('')}${lengths.toReversed().join('\n')}\n\ntext\n\n`;
  };
  return Array.from({ length: count / 2 }, (_, index) => group(index)).join('');
}
